"""The pages of imports: looked at before anything is kept, within one's own teams, and taken back whole."""

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select

from gcp_tool.core import clock
from gcp_tool.extensions import db
from gcp_tool.models import Assessment, ColumnMapping, Family, HeldFile, Person, Upload
from tests.client import Browser, errors, words
from tests.factories import make_agency, make_family, make_team
from tests.integration.data_imports.uploads import IMPORT_COLUMNS, past_scores, upload_scores
from tests.integration.web.faults import statements
from tests.integration.world import World, keep_world


@pytest.fixture(autouse=True)
def _today() -> None:
    """The world of a page lives today."""


@pytest.fixture
def world(app: Flask) -> World:
    """Two teams, a family, and people who may and may not see it."""
    return keep_world(db.engines)


def count(model: Any) -> int:
    """How many rows there are."""
    with db.engines.reader() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_an_import_is_shown_before_it_is_made_and_can_be_undone(app: Flask, world: World) -> None:
    manager = Browser(app, world.manager)
    assert "Import past scores" in words(manager.get("/families"))
    place = upload_scores(manager, past_scores(world))
    shown = words(manager.get(place))
    assert "2 rows: 1 assessment of 1 family, with 2 answers." in shown
    assert count(Assessment) == 0
    made = str(manager.submit(place, {}).location)
    assert (count(Assessment), count(HeldFile)) == (1, 0)
    assert "1 assessment of 1 family" in words(manager.get(made))
    assert "1 assessment of 1 family" in words(manager.get("/imports"))
    refused = manager.submit(f"{made}/undo", {"reason": ""}, 422)
    assert errors(refused) == ["Enter why this import is undone"]
    assert manager.submit(f"{made}/undo", {"reason": "The wrong spreadsheet"}).location == made
    assert "The wrong spreadsheet" in words(manager.get(made))
    manager.get(f"{made}/undo", 409)
    again = upload_scores(manager, past_scores(world))
    manager.submit(again, {})
    with db.engines.reader() as session:
        stand = select(Assessment.ref, Assessment.recorded_in_error_reason).order_by(Assessment.id)
        assert session.execute(stand).all() == [("OLD-1", "The wrong spreadsheet"), ("OLD-1 (2)", None)]
    twice = upload_scores(manager, past_scores(world))
    assert "was already imported" in words(manager.get(twice, 409))


def test_columns_with_other_names_are_matched_and_the_matching_is_kept(app: Flask, world: World) -> None:
    manager = Browser(app, world.manager)
    theirs = {name: name.replace("_", " ").capitalize() for name in IMPORT_COLUMNS} | {
        "family_ref": "Case number"
    }
    rows = [{theirs[name]: cell for name, cell in row.items()} | {"Notes": "x"} for row in past_scores(world)]
    place = upload_scores(manager, rows, [*theirs.values(), "Notes"])
    assert place.endswith("/columns")
    refused = manager.submit(place, {}, 422)
    assert "Choose what this column is, or leave it out" in errors(refused)
    assert any(line.startswith("No column was chosen for: Family reference") for line in errors(refused))
    number = list(theirs).index("family_ref")
    chosen = {f"column-{number}": "family_ref", f"column-{len(theirs)}": "leave-out", "save_as": "Old form"}
    preview = str(manager.submit(place, chosen).location)
    assert "1 assessment of 1 family" in words(manager.get(preview))
    assert "There is a mapping called “Old form” already" in errors(manager.submit(place, chosen, 422))[0]
    with db.engines.reader() as session:
        saved = session.scalars(select(ColumnMapping)).one()
    assert saved.columns["left_out"] == ["Notes"]
    straight = upload_scores(manager, rows, [*theirs.values(), "Notes"], mapping=saved.key)
    assert "1 assessment of 1 family" in words(manager.get(straight))


_NEW = {"family_ref": "F-NEW", "child_ref": "C-NEW", "child_dob": "2019-05-01", "carer_ref": "P-NEW"}
OTHERS = "This reference belongs to somebody else’s record, so it cannot be used here."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"family_ref": "F-ELSEWHERE"}, f"family_ref “F-ELSEWHERE”: {OTHERS}"),
        ({"family_ref": "F-NEW", "child_ref": "C-NEW", "carer_ref": "P-NEW"}, "child_dob is empty"),
        (_NEW | {"team": "Their team"}, "Say in the column team which of your teams"),
        ({"agency": "Nowhere Council"}, "There is no agency of this name here."),
        ({"lead_email": "nobody@thornmere.example"}, "Nobody here has this email address."),
        ({"grade": "9"}, "grade “9”: This is not on the scale"),
    ],
)
def test_what_is_not_of_ones_own_teams_cannot_be_brought_in(
    app: Flask, world: World, changes: dict[str, str], said: str
) -> None:
    with db.engines.writer() as session:
        elsewhere = make_team(session, agency=make_agency(session), name="Their team")
        make_family(session, team=elsewhere, ref="F-ELSEWHERE")
        session.commit()
    manager = Browser(app, world.manager)
    place = upload_scores(manager, past_scores(world, **changes), missing=["create"])
    page = words(manager.get(place))
    assert said in page
    assert "2 of 2 rows must be corrected first" in page
    refused = manager.post(place, manager.fields("/imports/new")[1], 422)
    assert "Something must be corrected first, so nothing was imported" in " ".join(errors(refused))
    assert (count(Assessment), count(Upload)) == (0, 0)


def test_families_and_people_are_added_for_a_team_of_ones_own(app: Flask, world: World) -> None:
    manager = Browser(app, world.manager)
    place = upload_scores(manager, past_scores(world, **_NEW, team=world.team.name), missing=["create"])
    assert "It adds 1 family and 2 people who are not on record." in words(manager.get(place))
    before = count(Family), count(Person)
    made = str(manager.submit(place, {}).location)
    assert (count(Family), count(Person)) == (before[0] + 1, before[1] + 2)
    manager.submit(f"{made}/undo", {"reason": "Not ours"})
    assert "F-NEW" in words(manager.get(made))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.csv", "Your file is empty"),
        (b"%PDF-1.7", "scores.csv", "Your file is a PDF"),
        (b"PK\x03\x04nothing", "scores.xlsx", "Your file is not a whole Excel workbook"),
        (b"family_ref;code\nF-1;food\n", "scores.csv", "The columns are separated by semicolons"),
        (b"family_ref,code\n\n,\n", "scores.csv", "Your file has no rows below its headings"),
        (b"x", "", "Choose a CSV file or an Excel workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(
    app: Flask, world: World, content: bytes, name: str, said: str
) -> None:
    manager = Browser(app, world.manager)
    action, data = manager.fields("/imports/new")
    refused = manager.post(action, data | {"file": (io.BytesIO(content), name)}, 422)
    assert any(said in line for line in errors(refused))
    assert count(HeldFile) == 0


def test_a_file_is_for_whoever_uploaded_it_and_not_for_long(app: Flask, world: World) -> None:
    place = upload_scores(Browser(app, world.manager), past_scores(world))
    Browser(app, world.other_manager).get(place, 404)
    with time_machine.travel(clock.now() + timedelta(hours=5)):
        later = Browser(app, world.manager)
        later.get(place, 404)
        upload_scores(later, past_scores(world))
    assert count(HeldFile) == 1


def test_another_file_than_the_one_shown_is_not_imported(app: Flask, world: World) -> None:
    manager = Browser(app, world.manager)
    place = upload_scores(manager, past_scores(world))
    refused = manager.submit(place, {"sha256": "0" * 64}, 422)
    assert "This is another file than the one that was shown. Look at it again" in errors(refused)
    assert count(Assessment) == 0


def test_only_managers_import_and_each_sees_their_own(app: Flask, world: World) -> None:
    for who in (world.worker, world.coordinator, world.administrator):
        Browser(app, who).get("/imports", 403)
    manager = Browser(app, world.manager)
    made = str(manager.submit(upload_scores(manager, past_scores(world)), {}).location)
    other = Browser(app, world.other_manager)
    assert isinstance(other.get(made, 404), BeautifulSoup)
    assert "You have not imported anything yet." in words(other.get("/imports"))


def test_the_list_takes_as_many_statements_however_long_it_is(app: Flask, world: World) -> None:
    manager = Browser(app, world.manager)
    with statements() as none:
        manager.get("/imports")
    for number in range(3):
        manager.submit(upload_scores(manager, past_scores(world, assessment_ref=f"OLD-{number}")), {})
    with statements() as three:
        manager.get("/imports")
    assert len(three) == len(none)
