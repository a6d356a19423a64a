"""The workbook: real dates and numbers, heads that stay, and rows in any number without holding them."""

import io
import tracemalloc
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from gcp_tool.documents.content import Column
from gcp_tool.documents.workbooks import write_rows, write_workbook
from tests.unit.documents.reading_back import sheets
from tests.unit.documents.samples import MARKING, document, report, small_table

COLUMNS = (Column("Family"), Column("Date"), Column("Domain"), Column("Grade", numeric=True), Column("By"))
MIDNIGHT = datetime.combine(date(2026, 11, 3), time())  # how a reader of Excel gives a date
MOST_MEMORY = 40 * 1024 * 1024


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(number):
    return ((f"F{row}", date(2026, 11, 3), "Health", row % 5 + 1, "Amina Yusuf") for row in range(number))


def test_dates_are_dates_numbers_are_numbers_and_nothing_is_nothing():
    table = small_table((date(2026, 11, 3), 1_234), ("as text", Decimal("0.50")), (date(1850, 1, 1), None))
    sheet = opened(write_workbook(document(table)))["Grades"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [MIDNIGHT, 1_234],
        ["as text", 0.5],
        ["1 Jan 1850", None],
    ]
    assert [sheet["A2"].number_format, sheet["B2"].number_format, sheet["B3"].number_format] == [
        "d mmm yyyy", "#,##0", "#,##0.00",
    ]  # fmt: skip


def test_a_number_with_more_digits_than_excel_keeps_is_written_out():
    assert sheets(write_workbook(document(small_table(("n", 12_345_678_901_234_567)))))["Grades"][1] == [
        "n", "12,345,678,901,234,567",
    ]  # fmt: skip


def test_every_sheet_is_marked_and_every_table_keeps_its_head_in_sight():
    book = opened(write_workbook(report()))
    assert book.sheetnames == [
        "Contents",
        "Evidence for the last two read…",
        "Support since July 2025",
        "The same grades as a table",
    ]
    for sheet in book:
        assert sheet.oddHeader.center.text == f"&B{MARKING}"
        assert sheet.oddFooter.center.text == f"&B{MARKING}"
        assert sheet.page_setup.paperSize == 9
    assert [sheet.freeze_panes for sheet in book] == [None, "A2", "A2", "A2"]
    assert all(9 <= sheet.column_dimensions["A"].width <= 62 for sheet in book)


def test_an_ampersand_in_a_marking_is_no_order_to_the_printer():
    book = opened(write_workbook(document(small_table(), marking="A&B &D")))
    assert book["Contents"].oddHeader.center.text == "&BA&&B &&D"


def test_a_table_without_rows_keeps_its_head_and_says_so_in_the_contents():
    made = sheets(
        write_workbook(document(small_table(caption="Support"), small_table(("a", 1), caption="Grades")))
    )
    assert made["Support"] == [["Date", "Grade"]]
    assert ["Table: Support", "On the sheet “Support”. None recorded."] in made["Contents"]
    assert ["Table: Grades", "On the sheet “Grades”."] in made["Contents"]


def test_a_text_that_looks_like_a_formula_stays_text_when_somebody_edits_it():
    sheet = opened(write_workbook(document(small_table(("=1+1", 1)))))["Grades"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("=1+1", "s", True)


def test_rows_in_any_number_come_out_whole():
    file = io.BytesIO()
    write_rows(file, document(), "Every reading", COLUMNS, rows_of(1_200))
    made = sheets(file.getvalue())
    assert next(iter(made)) == "Every reading"
    rows = made["Every reading"]
    assert len(rows) == 1_201
    assert rows[1_200] == ["F1199", MIDNIGHT, "Health", 5, "Amina Yusuf"]
    assert ["Table: Every reading", "On the sheet “Every reading”."] in made["Contents"]


def test_many_rows_are_never_held():
    tracemalloc.start()
    write_rows(io.BytesIO(), document(), "Every reading", COLUMNS, rows_of(500))
    _, few = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    write_rows(io.BytesIO(), document(), "Every reading", COLUMNS, rows_of(2_500))
    _, many = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert many - few < MOST_MEMORY / 50  # two of a hundred thousand


@pytest.mark.parametrize("row", [("a",), (True, 1, 1, 1, 1)])
def test_a_bad_row_stops_the_writing_and_leaves_no_file_behind(row, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ValueError, match=r"row of 1 cells|bool cannot"):
        write_rows(io.BytesIO(), document(), "Every reading", COLUMNS, [*rows_of(300), row])
    assert list(Path(tmp_path).iterdir()) == []
