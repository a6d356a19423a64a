"""One source: every table holds the same cells in the page, the PDF, the workbook and the CSV file."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from gcp_tool.documents.csv_rows import write_csv
from gcp_tool.documents.markup import fragment
from gcp_tool.documents.pdf import write_pdf
from gcp_tool.documents.workbooks import write_workbook
from tests.unit.documents.reading_back import as_shown, cells_of_page, flat, pdf_text, sheets
from tests.unit.documents.samples import document, report, small_table

VALUES = document(
    small_table(
        (date(2026, 11, 3), 1_234_567),
        (date(2024, 2, 29), -42),
        ("three or more", 0),
        caption="Whole numbers",
    ),
    small_table(("share", Decimal("66.70")), ("none", None), ("less", Decimal("-0.05")), caption="Parts"),
)


def numbers(shown):
    """A cell as its value where it is a number, so that 1,234 and 1234 are one and 66.70 and 66.7 too."""
    plain = shown.replace(",", "")
    try:
        return Decimal(plain)
    except ArithmeticError:
        return " ".join(shown.split())


@pytest.mark.parametrize("made", [report(), VALUES], ids=["a report", "numbers of all kinds"])
def test_a_table_holds_the_same_values_in_every_format(made):
    pages = [[[numbers(cell) for cell in row] for row in table] for table in cells_of_page(fragment(made))]
    book = list(sheets(write_workbook(made)).values())[1:]
    files = [csv.reader(io.StringIO(write_csv(table).decode())) for table in made.tables]
    assert pages == [[[numbers(as_shown(cell)) for cell in row] for row in rows[1:]] for rows in book]
    for table, page, file in zip(made.tables, pages, files, strict=True):
        _, *rows = file
        for row, cells, values in zip(page, rows, table.rows, strict=True):
            dated = [isinstance(value, date) for value in values]
            read = [
                date.fromisoformat(cell) if is_date else cell
                for cell, is_date in zip(cells, dated, strict=True)
            ]
            assert row == [numbers(as_shown(cell)) for cell in read]


@pytest.mark.parametrize("made", [report(), VALUES], ids=["a report", "numbers of all kinds"])
@pytest.mark.parametrize("large_print", [False, True])
def test_every_cell_of_the_page_is_in_the_pdf(made, large_print):
    text = flat(pdf_text(write_pdf(made, large_print=large_print)))
    cells = [cell for table in cells_of_page(fragment(made)) for row in table for cell in row]
    assert cells
    assert [cell for cell in cells if flat(cell) not in text] == []


def test_every_word_of_the_page_is_in_the_workbook():
    words = [
        cell
        for rows in sheets(write_workbook(report())).values()
        for row in rows
        for cell in row
        if isinstance(cell, str)
    ]
    for said in (
        "Mia: getting worse in safety and supervision, now 5 (22 October 2026).",
        "I wake up and nobody is there. I make toast for Alfie.",
        "Health has been 4 at every reading since July 2025.",
        "Grades are what one person saw in one period.",
        "Published under the MIT licence.",
        "Child protection (neglect) since 9 March 2026",
        "• Told: duty manager on 22 October",
    ):
        assert any(said in word for word in words), said
