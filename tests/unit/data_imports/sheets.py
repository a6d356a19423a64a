"""Spreadsheets of past scores to test with: rows as mappings, written as CSV or as an Excel workbook."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from gcp_tool.data_imports.answers import Tools
from gcp_tool.data_imports.columns import COLUMNS, NEEDED
from gcp_tool.data_imports.gathered import Gathered
from gcp_tool.data_imports.gathering import gather
from gcp_tool.data_imports.problems import Problems
from gcp_tool.data_imports.reading import ScoreFile
from gcp_tool.data_imports.rows import Days
from gcp_tool.domain.instrument import Instrument
from gcp_tool.instruments.loader import load_file

SCORES = Path(__file__).parents[2] / "data" / "scores"
TOOL_FILE = SCORES / "past-care" / "1.0.yaml"
ALL = tuple(column.name for column in COLUMNS)
TODAY = date(2026, 5, 20)
DAYS = Days(today=TODAY, as_at=TODAY)
DAY_COLUMNS = ("child_dob", "window_from", "window_to", "completed_on")

Row = Mapping[str, str]

_ROW = {
    "assessment_ref": "A-1",
    "family_ref": "F-1",
    "child_ref": "P-1",
    "child_dob": "14/05/2019",
    "carer_ref": "P-9",
    "carer_role": "main_carer",
    "purpose": "baseline",
    "window_from": "16/02/2026",
    "window_to": "02/03/2026",
    "completed_on": "05/03/2026",
    "lead_email": "amina.okafor@thornmere.example",
    "agency": "Thornmere Council",
    "instrument": "past-care",
    "version": "1.0",
    "code": "food.meals.enough",
    "grade": "20",
}


def row(**changes: str) -> dict[str, str]:
    """A good row: a graded item, unless the changes say otherwise."""
    return _ROW | changes


def csv_bytes(rows: Sequence[Row], headings: Sequence[str] = NEEDED, *, encoding: str = "utf-8") -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([each.get(heading, "") for heading in headings] for each in rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Sequence[Row], headings: Sequence[str] = NEEDED) -> bytes:
    """The rows as an Excel workbook, with dates and numbers as Excel keeps them."""
    cells = [[_cell(heading, each.get(heading, "")) for heading in headings] for each in rows]
    return workbook_bytes([list(headings), *cells])


def workbook_bytes(cells: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for each in cells:
        book.active.append(each)
    return book_bytes(book)


def book_bytes(book: openpyxl.Workbook) -> bytes:
    """A workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(heading: str, text: str) -> object:
    if heading in DAY_COLUMNS and text:
        return datetime.strptime(text, "%d/%m/%Y")  # noqa: DTZ007 - a day of a spreadsheet
    if heading == "version":
        return float(text)  # as Excel takes 1.0 to be a number
    return int(text) if heading == "grade" and text.isdigit() else text or None


def past_care() -> Instrument:
    """The tool that the rows are of."""
    return load_file(TOOL_FILE).instrument


def tools() -> Tools:
    """The only tool that there is."""
    return Tools({"past-care": {"1.0": past_care}})


def score_file(rows: Sequence[Row], headings: Sequence[str] = NEEDED) -> ScoreFile:
    """The rows as a file that was read."""
    lines = [list(headings), *([each.get(heading, "") for heading in headings] for each in rows)]
    return ScoreFile("scores.csv", "0" * 64, lambda: iter([list(line) for line in lines]))


def gathered(*rows: Row, headings: Sequence[str] = NEEDED) -> tuple[Gathered, list[str]]:
    """What the rows tell, and what is wrong with them."""
    problems = Problems()
    return gather(score_file(rows, headings), tools(), DAYS, problems), problems.lines(500)
