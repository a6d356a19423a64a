"""Rows as CSV in UTF-8 with LF, in which no text can run as a formula. Pure: bytes out, no file is opened."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Final

from gcp_tool.documents.content import Column, Row, Table, check_row
from gcp_tool.documents.words import Value, clean

# What a spreadsheet reads as the start of a formula, in full width too.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BATCH = 500


def write_csv(table: Table) -> bytes:
    """A table as a whole file; its caption is not in it."""
    return b"".join(csv_chunks(table.columns, table.rows))


def csv_chunks(columns: tuple[Column, ...], rows: Iterable[Row], *, as_kept: bool = False) -> Iterator[bytes]:
    """A file in pieces, for rows in any number: the heading first, then some hundred rows a piece.

    Texts are made safe to read; `as_kept` leaves them as they are, but for the mark that keeps them from being
    formulas.

    Raises:
        ValueError: for a row of another width than the head, or a value that no format could show alike.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    headings: Row = tuple(column.heading for column in columns)
    for number, row in enumerate(chain([headings], rows)):
        check_row(columns, row)
        writer.writerow([_cell(value, as_kept=as_kept) for value in row])
        if number % _BATCH == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def inert(text: str) -> str:
    """The text as a spreadsheet may open it: an apostrophe goes before what it would read as a formula."""
    return f"'{text}" if _is_formula(text) else text


def inert_taken_off(text: str) -> str:
    """The text as it was before it was made inert."""
    return text[1:] if text.startswith("'") and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    """Whether it would be read as a formula, the apostrophes before it apart: so each mark can be told from a text."""
    return text.lstrip("' \t\r\n").startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)


def _cell(value: Value, *, as_kept: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return inert(value if as_kept else clean(value)) if isinstance(value, str) else str(value)


def _taken(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return data
