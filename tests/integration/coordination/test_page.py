"""The page of completions: who opens it, that the files say what it says, and that it reads nothing about families."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
import time_machine
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import event

from gcp_tool.extensions import db
from gcp_tool.models import Agency
from tests.client import Browser, words
from tests.factories import make_agency
from tests.integration.coordination.vector import make_vector
from tests.integration.families.places import events
from tests.integration.world import World

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

Open = Callable[..., Browser]
APRIL = datetime(2026, 4, 10, 12, tzinfo=UTC)  # the vector’s year is over
CHOICES = ("", "?by=month", "?by=year", "?purpose=baseline&until=20253")
NONSENSE = "?by=week&until=20259&tool=none&purpose=both"


@pytest.fixture
def vector(world: World) -> dict[str, Agency]:
    """The agencies of the vector, with their assessments."""
    with db.engines.writer() as session:
        agencies = make_vector(session)
        session.commit()
        session.expunge_all()
    return agencies


def table_of(page: BeautifulSoup, place: str) -> list[list[str]]:
    """A table of the page, its head first."""
    return [[cell.get_text() for cell in row.select("th, td")] for row in page.select(f"#{place}-table tr")]


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("worker", 403), ("manager", 403), ("administrator", 403), ("colleague", 403)],
)
def test_only_the_coordinator_opens_it(world: World, browser: Open, who: str, status: int) -> None:
    browser(getattr(world, who)).get("/completions", status)
    assert browser(getattr(world, who)).client.get("/completions/csv").status_code == status


def test_the_coordinator_finds_it_from_home_and_it_is_empty_without_a_fault(
    world: World, browser: Open
) -> None:
    coordinator = browser(world.coordinator)
    home = coordinator.get("/")
    assert [a["href"] for a in home.select("main a") if "completed" in a.get_text()] == ["/completions"]
    page = coordinator.get("/completions")
    assert "0 assessments completed in" in words(page)
    assert "as many as in the quarter before" in words(page)
    assert "Neither completed nor contributed to any:" in words(page)


@pytest.mark.usefixtures("vector")
def test_a_quarter_is_told_with_those_who_did_nothing(world: World, browser: Open) -> None:
    with time_machine.travel(APRIL, tick=False):
        page = browser(world.coordinator).get("/completions")
    assert "1 assessment completed in 2025/26 Q4, as many as in the quarter before." in words(page)
    head, *rows = table_of(page, "quarter")
    assert head[:3] == ["Agency", "Completed as lead", "Contributed to"]
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["School"] == ["1", "0", "1", "0", "1"]
    assert by_name["Early Help"] == ["0", "1", "0", "0", "0"]
    assert by_name["Health visiting"] == ["0"] * 5
    assert by_name["All agencies"] == ["1", "–", "1", "0", "1"]
    assert "Health visiting" in words(page).partition("Neither completed")[2].partition("Choose")[0]


@pytest.mark.usefixtures("vector")
def test_a_year_rolls_and_contributions_are_never_added_up(world: World, browser: Open) -> None:
    with time_machine.travel(APRIL, tick=False):
        page = browser(world.coordinator).get("/completions?by=year")
        running = browser(world.coordinator).get("/completions?until=20261")
    led, added = table_of(page, "lead"), table_of(page, "contributed")
    assert led[0][-2:] == ["Year to Dec 2025", "Year to Mar 2026"]
    assert {row[0]: row[-2:] for row in led}["School"] == ["1", "2"]
    assert led[-1][0] == "All agencies"
    assert led[-1][-2:] == ["3", "4"]
    assert {row[0]: row[-2:] for row in added}["School"] == ["2", "2"]
    assert "All agencies" not in {row[0] for row in added}
    assert table_of(running, "lead")[0][-1] == "2026/27 Q1 so far"


@pytest.mark.usefixtures("vector")
@pytest.mark.parametrize("choice", [*CHOICES, NONSENSE])
def test_the_files_say_what_the_page_says(world: World, browser: Open, choice: str) -> None:
    with time_machine.travel(APRIL, tick=False):
        coordinator = browser(world.coordinator)
        page = coordinator.get(f"/completions{choice}")
        [book_link, csv_link] = [
            str(a["href"]) for a in page.select("main a") if "/completions/" in str(a["href"])
        ]
        made, book = coordinator.client.get(csv_link), coordinator.client.get(book_link)
    lead, added = table_of(page, "lead"), table_of(page, "contributed")
    flat = list(csv.reader(io.StringIO(made.text)))
    assert flat[0] == [lead[0][0], "Part", *lead[0][1:]]
    assert [[row[0], *row[2:]] for row in flat[1:]] == lead[1:] + added[1:]
    assert {row[1] for row in flat[1:]} == {"Completed as lead", "Contributed to"}
    sheets = openpyxl.load_workbook(io.BytesIO(book.data)).worksheets[1:]
    told = [
        [
            [str("no value" if cell is None else cell) for cell in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in sheets
    ]
    assert told == [table_of(page, place) for place in ("quarter", "lead", "contributed", "chart")]
    assert made.headers["Content-Disposition"].startswith('attachment; filename="completions-by-agency-')
    assert len(events("completions.exported")) == 2


def test_a_merged_agency_says_where_it_went_and_one_that_was_not_there_is_left_out(
    world: World, vector: dict[str, Agency], browser: Open
) -> None:
    with db.engines.writer() as session:
        gone = session.get_one(Agency, vector["Early Help"].id)
        gone.closed_on, gone.merged_into_id = APRIL.date(), vector["Social care"].id
        make_agency(session, name="Closed long ago", opened_on=date(2019, 4, 1), closed_on=date(2022, 3, 31))
        make_agency(session, name="Yet to come", opened_on=date(2026, 11, 1))
        session.commit()
    with time_machine.travel(APRIL, tick=False):
        page = browser(world.coordinator).get("/completions")
    names = [row[0] for row in table_of(page, "lead")]
    assert "Early Help (now part of Social care)" in names
    assert not {"Closed long ago (closed)", "Yet to come"} & set(names)


def test_it_reads_the_tally_and_no_family_in_as_many_statements_however_many(
    app: Flask, world: World, browser: Open
) -> None:
    paths = ("/completions", "/completions?by=month")
    with time_machine.travel(APRIL, tick=False):
        coordinator = browser(world.coordinator)
        before = [statements(coordinator, path) for path in paths]
        with db.engines.writer() as session:
            make_vector(session)
            session.commit()
        after = [statements(coordinator, path) for path in paths]
    assert [len(seen) for seen in after] == [len(seen) for seen in before]
    about = ("from assessment", "join assessment", "family", "person", "reading", "profile")
    assert [one for seen in after for one in seen if any(word in one.lower() for word in about)] == []


def statements(browser: Browser, path: str) -> list[str]:
    """The statements that a page takes, its drawing apart: that is made once."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    browser.get(path)
    event.listen(db.engines.engine, "before_cursor_execute", note)
    try:
        browser.get(path)
    finally:
        event.remove(db.engines.engine, "before_cursor_execute", note)
    return seen


@pytest.mark.usefixtures("vector")
def test_nothing_on_it_names_a_family_or_a_child(world: World, browser: Open) -> None:
    said = words(browser(world.coordinator).get("/completions?until=20261"))
    assert not {world.family.label, world.family.ref, world.child.ref, "Isla"} & set(said.split())
    assert world.family.label not in said
