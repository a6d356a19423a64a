"""From a file to raw rows of text. What the file holds decides what it is, never its name."""

import codecs
import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gcp_tool.data_imports.problems import CannotRead
from gcp_tool.data_imports.workbooks import check_workbook, open_sheet, sheet_rows
from gcp_tool.documents.csv_rows import inert_taken_off

LARGEST_FILE = 50 * 1024 * 1024
MOST_ROWS = 500_000
_CHUNK = 1024 * 1024
csv.field_size_limit(_CHUNK)  # several notes can stand in one cell
_CP1252 = "cp1252"
_AS_CSV = "In the spreadsheet choose Save As, then “CSV UTF-8 (comma delimited)” or “Excel workbook (.xlsx)”."
_CP1252_NOTE = "The file is not UTF-8 but Windows-1252. Check that names and evidence with accents are right."
_WHY_NOT = {
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook (.xls), or one with a password",
    b"%PDF": "is a PDF",
    b"{\\rtf": "is a Word document",
    b"\xff\xfe": "is in UTF-16",
    b"\xfe\xff": "is in UTF-16",
}

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """A file as it was at one moment: what it is called, its hash, its lines, and notes on how it was read.

    `unmark` takes off what a text of such a file carries so that it is no formula.
    """

    name: str
    sha256: str
    lines: Callable[[], Iterator[list[str]]]
    notes: tuple[str, ...] = ()
    unmark: Callable[[str], str] = str

    def rows(self) -> Iterator[Row]:
        """The rows that are not blank, each with its number as a spreadsheet shows it.

        Raises:
            CannotRead: the file is not what it claims to be, or has too many rows.
        """
        count = 0
        for number, cells in enumerate(self.lines(), start=1):
            if cells and (cells[0].strip() or "".join(cells).strip()):
                count += 1
                if count > MOST_ROWS + 1:  # the headings are a row too
                    raise CannotRead(
                        f"{self.name} has more than {MOST_ROWS:,} rows. Split it into several files."
                    )
                yield number, cells


def read_file(path: Path) -> ScoreFile:
    """The file, read once: nobody can change it between checking and importing.

    Raises:
        CannotRead: it is not there, is empty or too large, or is neither CSV nor an Excel workbook.
    """
    return read_data(path.name, _bytes_of(path))


def read_data(name: str, data: bytes) -> ScoreFile:
    """The bytes of a file as rows.

    Raises:
        CannotRead: they are empty, or neither CSV nor an Excel workbook.
    """
    if not data.strip():
        raise CannotRead(f"{name} is empty.")
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK"):
        check_workbook(name, data)
        sheet, note = open_sheet(name, data)
        return ScoreFile(name, sha256, partial(sheet_rows, sheet), (note,) if note else ())
    _check_text(name, data)
    encoding = _encoding_of(name, data)
    notes = (_CP1252_NOTE,) if encoding == _CP1252 else ()
    return ScoreFile(name, sha256, partial(_csv_lines, name, data, encoding), notes, inert_taken_off)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name cannot be one"
        raise CannotRead(f"{path.name} cannot be read: {why}.") from error
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        raise CannotRead(f"{path.name} is larger than {limit} MB. Split it into several files.")
    return data


def _check_text(name: str, data: bytes) -> None:
    for start, why in _WHY_NOT.items():
        if data.startswith(start):
            raise CannotRead(f"{name} {why}. {_AS_CSV}")
    if b"\x00" in data:
        raise CannotRead(f"{name} holds NUL characters, so it is not a text file. {_AS_CSV}")


def _encoding_of(name: str, data: bytes) -> str:
    """UTF-8 when all of it is, otherwise Windows-1252."""
    for encoding in ("utf-8-sig", _CP1252):
        if _is_encoded(data, encoding):
            return encoding
    raise CannotRead(f"{name} is neither UTF-8 nor Windows-1252 text. {_AS_CSV}")


def _is_encoded(data: bytes, encoding: str) -> bool:
    """Whether all of the data can be read so; a piece at a time, as the whole text may be four times as large."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(data)
    try:
        for start in range(0, len(view), _CHUNK):
            decoder.decode(view[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _csv_lines(name: str, data: bytes, encoding: str) -> Iterator[list[str]]:
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline=""), strict=True)
    row = 0
    try:
        for cells in reader:
            row += 1
            yield cells
    except csv.Error as error:
        raise CannotRead(
            f"{name} cannot be read as CSV from row {row + 1} on: a quotation mark is not closed, or something follows"
            f" one that is. {_AS_CSV}"
        ) from error
