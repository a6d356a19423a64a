"""A document, or rows without end, as an Excel workbook: numbers as numbers, dates as dates, all text inert.

The one home of XlsxWriter. Rows are written as they come and never held, in a folder only this process can read.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

import xlsxwriter

from gcp_tool.documents.content import Column, Document, Row, check_row
from gcp_tool.documents.contents_sheet import CONTENTS, Line, contents_lines
from gcp_tool.documents.sheet_names import sheet_names
from gcp_tool.documents.words import Value, clean, one_line, shown

LONGEST_CELL: Final = 32_767  # counted as Excel counts, in units of UTF-16
CUT: Final = " … [cut: a cell holds no more. The PDF has the whole text.]"
_SAMPLE = 200  # rows looked at to set the widths of columns
_NARROWEST, _WIDEST = 9, 60
_FIRST_DATE = date(1900, 3, 1)  # before it Excel's days are one out
_MOST_DIGITS = 10**15
_LONGEST_HEADER = 120
_A4 = 9
_FORMULA_STARTS = ("=", "+", "-", "@")
_WORDS, _QUOTED = "words", "quoted"  # a text; and one that stays text when somebody edits it
Look = tuple[str, ...]
_PLAIN: Look = ()
_BOLD: Look = ("bold",)
_HEADING: Look = ("bold", "bottom")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(document: Document) -> bytes:
    """The document as a workbook: a sheet of its words, then a sheet a table."""
    file = io.BytesIO()
    names = sheet_names([table.caption for table in document.tables], taken=(CONTENTS,))
    with _workbook(file, document) as book:
        book.write_contents(contents_lines(document, names))
        for name, table in zip(names, document.tables, strict=True):
            book.write_table(name, table.columns, table.rows)
    return file.getvalue()


def write_rows(
    file: IO[bytes], document: Document, caption: str, columns: tuple[Column, ...], rows: Iterable[Row]
) -> None:
    """Rows in any number as a workbook of two sheets: the rows, never all in memory, and the words of a document.

    Texts are left as they are.

    Raises:
        ValueError: for a row of another width than the head, a value that no format could show alike, or a text that
            is longer than a cell.
    """
    (name,) = sheet_names([caption], taken=(CONTENTS,))
    with _workbook(file, document) as book:
        book.write_table(name, columns, rows, as_kept=True)
        book.write_contents(
            [*contents_lines(document, []), Line((f"Table: {caption}", f"On the sheet “{name}”."))]
        )


@contextmanager
def _workbook(file: IO[bytes], document: Document) -> Iterator["_Book"]:
    with (
        TemporaryDirectory() as folder,
        xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": folder}) as workbook,
    ):
        made = datetime.combine(document.made_on, time())  # Excel knows no time zones
        workbook.set_properties({"title": one_line(document.title, _LONGEST_HEADER), "created": made})
        yield _Book(workbook, document)


class _Book:
    """A workbook being written: its formats, made once each, and what every sheet has."""

    def __init__(self, workbook: Any, document: Document) -> None:
        self._workbook = workbook
        self._marking = one_line(document.marking, _LONGEST_HEADER).replace("&", "&&")
        self._formats: dict[tuple[str, Look], Any] = {}

    def write_contents(self, lines: Iterable[Line]) -> None:
        sheet = self._sheet(CONTENTS)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, 1, 90)
        for place, line in enumerate(lines):
            # headings and labels in the first column, words in the wide one
            start = 1 if len(line.cells) == 1 and not line.bold else 0
            for column, value in enumerate(line.cells, start=start):
                self._write(sheet, place, column, value, _BOLD if column == 0 else _PLAIN)

    def write_table(
        self, name: str, columns: tuple[Column, ...], rows: Iterable[Row], *, as_kept: bool = False
    ) -> None:
        sheet = self._sheet(name)
        coming = iter(rows)
        first = list(islice(coming, _SAMPLE))
        for place, width in enumerate(_widths(columns, first)):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(columns):
            self._write(sheet, 0, place, column.heading, _HEADING)
        for number, row in enumerate(chain(first, coming), start=1):
            check_row(columns, row)
            for place, value in enumerate(row):
                if as_kept and isinstance(value, str):
                    self._write_as_kept(sheet, number, place, value)
                else:
                    self._write(sheet, number, place, value)

    def _sheet(self, name: str) -> Any:
        sheet = self._workbook.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&C&B{self._marking}")
        sheet.set_footer(f"&C&B{self._marking}&RPage &P of &N")
        return sheet

    def _write(self, sheet: Any, row: int, column: int, value: Value, look: Look = _PLAIN) -> None:
        if value is None:
            return
        if isinstance(value, date) and value >= _FIRST_DATE:
            sheet.write_datetime(row, column, value, self._format("d mmm yyyy", look))
        elif isinstance(value, int | Decimal) and abs(int(value)) < _MOST_DIGITS:
            sheet.write_number(row, column, value, self._format(_number_format(value), look))
        else:
            self._write_text(sheet, row, column, _cell_text(shown(value)), look)

    def _write_as_kept(self, sheet: Any, row: int, column: int, text: str) -> None:
        if _units(text) > LONGEST_CELL:
            raise ValueError(f"a text of {len(text):,} characters is longer than a cell of a workbook")
        if text:
            self._write_text(sheet, row, column, text, _PLAIN)

    def _write_text(self, sheet: Any, row: int, column: int, text: str, look: Look) -> None:
        kind = _QUOTED if text.startswith(_FORMULA_STARTS) else _WORDS
        sheet.write_string(row, column, text, self._format(kind, look))

    def _format(self, kind: str, look: Look) -> Any:
        """The one format of this kind and look: Excel allows few, and making one takes long."""
        if (kind, look) not in self._formats:
            self._formats[kind, look] = self._workbook.add_format(_settings(kind) | dict.fromkeys(look, 1))
        return self._formats[kind, look]


def _settings(kind: str) -> dict[str, object]:
    if kind in {_WORDS, _QUOTED}:
        return {"valign": "top", "text_wrap": True, "quote_prefix": kind == _QUOTED}
    return {"valign": "top", "align": "left" if "y" in kind else "right", "num_format": kind}


def _widths(columns: tuple[Column, ...], rows: list[Row]) -> Iterator[int]:
    for place, column in enumerate(columns):
        texts = [clean(column.heading), *(shown(row[place]) for row in rows if len(row) == len(columns))]
        yield min(max(_NARROWEST, *(len(line) + 2 for text in texts for line in text.split("\n"))), _WIDEST)


def _number_format(number: int | Decimal) -> str:
    _, _, parts = f"{number:f}".partition(".") if isinstance(number, Decimal) else ("", "", "")
    places = len(parts)
    return "#,##0" + (f".{'0' * places}" if places else "")


def _cell_text(text: str) -> str:
    """The text, or as much of it as a cell holds and the words that say so."""
    if _units(text) <= LONGEST_CELL:
        return text
    kept = text.encode("utf-16-le")[: (LONGEST_CELL - _units(CUT)) * 2]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
