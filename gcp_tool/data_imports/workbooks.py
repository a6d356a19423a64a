"""Reading an Excel workbook as rows of text, after making sure that it can be unpacked safely.

python-calamine unpacks a sheet whole and makes room for every cell up to the farthest one, so what a workbook would
grow to is looked at before it is opened: a single stray cell in the last row and column would stop the process.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from gcp_tool.data_imports.problems import CannotRead

MOST_UNPACKED = 600 * 1024 * 1024
LAST_ROW = 599_999  # a little over what may be imported, so that rows too many are counted and not guessed
_CHUNK = 1024 * 1024
_LONGEST_TAG = 4096
_WORKBOOK = "xl/workbook.xml"
# the place of a cell or row beyond column AZ or the last row; beginning with a letter, it is looked for three times as
# fast as beginning with the blank that must stand before it
_FAR = re.compile(
    rb"""r\s*=\s*["'](?:[A-Za-z]{3}|[B-Zb-z][A-Za-z]|[A-Za-z]{0,2}0*(?:[0-9]{7}|[6-9][0-9]{5}))"""
)
_BROKEN = (
    "is not a whole Excel workbook: part of it is missing or damaged. Open it in Excel and save it again."
)
_NOT_THIS_KIND = (
    "is not an Excel workbook of the kind .xlsx. Open it in a spreadsheet and save it as .xlsx or CSV UTF-8."
)


def check_workbook(name: str, data: bytes) -> None:
    """Refuse what is not a workbook, is damaged, or would grow too large when unpacked.

    Raises:
        CannotRead: saying which of these it is and what to do.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CannotRead(f"{name} {_BROKEN}") from error


def _check_archive(name: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if _WORKBOOK not in {member.filename for member in members}:
        raise CannotRead(f"{name} {_NOT_THIS_KIND}")
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        limit = f"{MOST_UNPACKED // 1024 // 1024} MB"
        raise CannotRead(
            f"{name} would unpack to more than {limit}. Copy the rows alone into a new workbook."
        )
    for member in members:
        # read whole, so that a size that is not the true one shows as a wrong checksum
        with archive.open(member) as stream:
            _check_member(name, stream)


def _check_member(name: str, stream: IO[bytes]) -> None:
    """Whichever part of the archive it is: a workbook says itself where its sheets are."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        piece = tail + chunk
        if any(_is_attribute(piece, found.start()) for found in _FAR.finditer(piece)):
            raise CannotRead(
                f"{name} has something beyond column AZ or row {LAST_ROW:,}. Copy the rows alone into a new workbook."
            )
        tail = piece[-_LONGEST_TAG:]


def _is_attribute(xml: bytes, place: int) -> bool:
    """Whether a word begins here, as `xmlns:r="http…"` of Excel does not, inside a tag: `<` stands nowhere in text."""
    return xml[place - 1 : place].isspace() and xml.rfind(b"<", 0, place) > xml.rfind(b">", 0, place)


def open_sheet(name: str, data: bytes) -> tuple[CalamineSheet, str]:
    """The first sheet that is shown, and a note when there are others; the workbook was checked before.

    Raises:
        CannotRead: it holds no sheet, or cannot be read after all.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
        ]
        if not shown:
            raise CannotRead(f"{name} has no sheet that is shown. Put the rows on the first sheet.")
        sheet = book.get_sheet_by_name(shown[0])
    except CalamineError as error:
        raise CannotRead(f"{name} {_BROKEN}") from error
    others = len(book.sheet_names) - 1
    return sheet, f"Only the sheet “{shown[0]}” was read: the workbook has others." if others else ""


def sheet_rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """The rows of a sheet as text, from its first row; formulas are read as the values they last gave."""
    for cells in sheet.iter_rows():
        yield [cell if type(cell) is str else as_text(cell) for cell in cells]


def as_text(cell: object) -> str:
    """A cell as the same text that a CSV file would hold: dates as year-month-day, whole numbers without a point."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return str(cell)
