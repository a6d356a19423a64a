"""The whole borough taken out, brought into an empty database and taken out again is byte by byte the same."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.exporting.services import export_scores
from gcp_tool.data_imports.reading import read_file
from gcp_tool.data_imports.services import Choices, import_scores, prepare
from gcp_tool.instruments.services import store_published
from gcp_tool.models import schema
from gcp_tool.settings import ROOT
from tests.e2e import steps
from tests.e2e.browser import axe_check
from tests.e2e.conftest import Borough

Row = dict[str, str]


def test_the_borough_goes_out_and_in_and_out_the_same(borough: Borough, tmp_path: Path) -> None:
    """Given the borough, when its scores go into an empty database, then they come out the same."""
    first, again, book = (tmp_path / name for name in ("first.csv", "again.csv", "first.xlsx"))
    there = Engines(f"sqlite:///{borough.log.with_name('demo.db')}")
    counts = export_scores(there, first)
    export_scores(there, book, as_workbook=True)
    assert counts["assessments"] > 100
    url = f"sqlite:///{tmp_path}/empty.db"
    schema.upgrade(url)
    here = Engines(url)
    with transaction(here) as session:
        store_published(session, folders=[ROOT / "scoring_rules"], by=None)
    with here.reader() as session:
        prepared = prepare(
            session, file=read_file(first), choices=Choices(clock.today(), create_missing=True)
        )
    assert prepared.problems.lines(5) == []
    with transaction(here) as session:
        import_scores(session, prepared=prepared, by=None)
    export_scores(here, again)
    assert again.read_bytes() == first.read_bytes()
    text, sheet = read_file(first), read_file(book)
    rows = [[text.unmark(cell) for cell in cells] for _, cells in text.rows()]
    assert rows == [cells + [""] * (len(rows[0]) - len(cells)) for _, cells in sheet.rows()]


def test_a_manager_brings_in_past_scores_and_takes_them_back(
    borough: Borough, page: Page, tmp_path: Path
) -> None:
    rows = [
        row | {"assessment_ref": "OLD-1"}
        for row in rows_of_a_family(borough, "North family support team", tmp_path)
    ]
    steps.given_signed_in(page, "maria.costa")
    page.goto("/imports")
    axe_check(page)

    # given files that cannot be imported, each is refused with what to do
    page.goto("/imports/new")
    axe_check(page)
    steps.press(page, "Look at what it would bring")
    expect(page.get_by_role("alert")).to_contain_text("Choose a CSV file or an Excel workbook")
    axe_check(page)
    upload(page, "scores.pdf", b"%PDF-1.7")
    expect(page.get_by_role("alert")).to_contain_text("Your file is a PDF")
    upload(page, "scores.csv", as_csv([row | {"grade": f"={number}"} for number in range(9) for row in rows]))
    expect(page.get_by_role("heading", level=1)).to_have_text("This file cannot be imported yet")
    expect(page.get_by_role("main")).to_contain_text("This is not on the scale")
    axe_check(page)

    # when the columns of one have other names, she says what they are
    page.goto("/imports/new")
    others = [
        {("Case number" if name == "family_ref" else name): cell for name, cell in row.items()}
        for row in rows
    ]
    upload(page, "old.csv", as_csv(others))
    expect(page.get_by_role("heading", level=1)).to_have_text("What is each column?")
    axe_check(page)
    steps.press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("No column was chosen for: Family reference")
    axe_check(page)
    page.get_by_label("Case number").select_option(label="Family reference")
    steps.press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("What this file would bring")
    axe_check(page)

    # then it is imported, and undone whole
    steps.press(page, "Import it")
    expect(page.get_by_role("main")).to_contain_text("1 assessment of 1 family")
    axe_check(page)
    steps.follow(page, "Undo this import")
    axe_check(page)
    page.get_by_label("Why is this import undone?").fill("The wrong spreadsheet")
    steps.press(page, "Undo this import")
    expect(page.get_by_role("main")).to_contain_text(re.compile("The wrong spreadsheet"))
    axe_check(page)


def rows_of_a_family(borough: Borough, team: str, folder: Path) -> list[Row]:
    """The rows of the first assessment of a team's family, as they are exported."""
    export_scores(Engines(f"sqlite:///{borough.log.with_name('demo.db')}"), folder / "all.csv")
    rows = list(csv.DictReader(io.StringIO((folder / "all.csv").read_text())))
    first = next(row["assessment_ref"] for row in rows if row["team"] == team)
    return [row for row in rows if row["assessment_ref"] == first]


def as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as a file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def upload(page: Page, name: str, data: bytes) -> None:
    """Choose a file and send it."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    steps.press(page, "Look at what it would bring")
