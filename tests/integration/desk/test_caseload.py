"""The caseload: whose families are on it, that nothing out of date is, and that a file says what the page says."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from gcp_tool.core import clock
from gcp_tool.core.formatting import short_date
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.models import Family, Standing, User
from gcp_tool.standing.families import refresh_standing
from tests.client import Browser, words
from tests.factories import make_allocation, make_family, make_team, make_user
from tests.integration.desk.told import details
from tests.integration.families.places import count_statements, events
from tests.integration.history.stories import months_ago, reading
from tests.integration.world import World

Open = Callable[..., Browser]


def families_on(browser: Browser, query: str = "") -> list[str]:
    """The families of the page, in their order."""
    return [one.get_text() for one in browser.get(f"/caseload{query}").select(".app-caseload tbody th a bdi")]


def keep_family(world: World, label: str, worker: User | None = None, **changes: object) -> Family:
    """A family of the world's team, perhaps with a worker, and its row in what lists read."""
    with db.engines.writer() as session:
        family = make_family(session, **({"team": world.team, "label": label} | changes))
        if worker is not None:
            make_allocation(session, family=family, user=worker)
        refresh_standing(session, family.id)
        session.commit()
        session.expunge_all()
    return family


def test_a_manager_sees_the_families_of_the_teams_and_a_worker_their_own(world: World, browser: Open) -> None:
    keep_family(world, "Zed family", world.colleague)
    keep_family(world, "Elsewhere family", team=None)
    keep_family(world, "Closed family", closed_on=months_ago(1))
    assert families_on(browser(world.manager)) == [world.family.label, "Zed family"]
    assert families_on(browser(world.colleague)) == ["Zed family"]
    assert families_on(browser(world.worker)) == [world.family.label]
    browser(world.coordinator).get("/caseload", 403)


def test_looking_and_taking_away_are_on_record(world: World, browser: Open) -> None:
    browser(world.manager).get("/caseload")
    [listed] = events("family.listed")
    assert details(listed) == {"caseload": True, "count": 1, "page": 1}
    browser(world.manager).client.get("/caseload/csv")
    [exported] = events("caseload.exported")
    assert details(exported) == {"count": 1, "made_as": "csv"}


def test_a_row_that_is_out_of_date_is_told_live(world: World, browser: Open) -> None:
    with reading(world) as made:
        made.read(months_ago(2), 4)
    stale = {
        "summary": 10, "as_at_on": months_ago(2), "recompute_on": clock.today(), "latest_on": None,
        "reading_due_on": None,
    }  # fmt: skip
    with db.engines.writer() as session:
        session.execute(update(Standing).values(stale))
        session.commit()
    page = browser(world.manager).get("/caseload")
    said = " ".join(page.select_one("tbody").get_text(" ").split())
    assert "First reading, at concern" in said
    assert f"Last reading: {short_date(months_ago(2))}" in said
    assert "Low concern" not in said
    assert families_on(browser(world.manager), "?summary=5") == [world.family.label]
    assert families_on(browser(world.manager), "?summary=10") == []


def test_grades_are_shown_by_shape_number_and_words(world: World, browser: Open) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4)
    page = browser(world.manager).get("/caseload")
    mark = page.select_one(".app-latest li")
    assert "app-grade--serious" in mark["class"]
    assert mark.select_one(".govuk-visually-hidden").get_text().endswith(": 4")
    assert "Worst now: 4 ·" in words(page)
    assert "· Isla" in words(page)


def test_a_file_holds_every_row_of_the_page_in_the_same_words(world: World, browser: Open) -> None:
    with reading(world) as made:
        made.read(months_ago(4), 4)
    keep_family(world, "Abbot family", world.colleague)
    manager = browser(world.manager)
    rows = manager.get("/caseload?sort=family").select(".app-caseload tbody tr")
    answer = manager.client.get("/caseload/csv?sort=family")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    told = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(told) == len(rows) == 2
    for row, cells in zip(rows, told, strict=True):
        shown = " ".join(row.get_text(" ").split())
        for heading in (
            "Family",
            "Children",
            "Worker",
            "Plan",
            "Summary",
            "Next reading",
            "Six-month review",
        ):
            assert cells[heading] in shown
    assert manager.client.get("/caseload/xlsx").status_code == 200
    manager.get("/caseload/pdf", 404)


def test_a_family_that_moved_team_is_on_the_other_managers_list(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        other = make_team(session, name="South team")
        both = make_user(session, team=other, role=Role.MANAGER)
        session.commit()
        session.expunge_all()
    moved = keep_family(world, "Moved family", world.worker)
    with db.engines.writer() as session:
        session.get_one(Family, moved.id).team_id = other.id
        session.flush()
        refresh_standing(session, moved.id)
        session.commit()
    assert families_on(browser(both)) == ["Moved family"]
    assert families_on(browser(world.manager)) == [world.family.label]
    assert "Moved family" in families_on(
        browser(world.worker)
    )  # who works with it stays until somebody says otherwise


def test_an_empty_team_is_told_what_to_do(world: World, browser: Open) -> None:
    assert "Your teams hold no open family yet." in words(browser(world.other_manager).get("/caseload"))
    assert "No family is allocated to you." in words(browser(world.colleague).get("/caseload"))
    assert "No family fits what you chose." in words(browser(world.manager).get("/caseload?summary=1"))


@pytest.mark.parametrize("path", ["/caseload", "/"])
def test_many_families_take_as_many_statements_as_few(world: World, browser: Open, path: str) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4)
    manager = browser(world.manager)
    few = count_statements(manager, path)
    for number in range(12):
        keep_family(world, f"Zed {number}", world.worker)
    assert count_statements(manager, path) == few


def test_what_waits_too_long_is_counted_on_the_desk_and_listed_by_its_number(
    world: World, browser: Open
) -> None:
    late = clock.today() - timedelta(days=40)
    with db.engines.writer() as session:
        session.execute(update(Family).values(opened_on=late))
        refresh_standing(session, world.family.id)
        values = {"review_due_on": late, "reading_due_on": late, "summary": 2, "recompute_on": None}
        session.execute(update(Standing).where(Standing.family_id == world.family.id).values(values))
        session.commit()
    keep_family(world, "Nobody’s family")
    page = browser(world.manager).get("/")
    numbers = {link["href"]: link.get_text(" ", strip=True) for link in page.select(".app-tiles a")}
    assert numbers == {
        "/caseload?only=review-overdue": "1 family past its six-month review",
        "/caseload?only=ask-first": "1 family getting worse, no better, or not re-scored",
        "/caseload?only=reading-overdue": "1 family without a reading in time",
        "/caseload?only=no-worker": "1 family without a worker",
    }
    for address in numbers:
        assert len(families_on(browser(world.manager), address.removeprefix("/caseload"))) == 1
    top = page.select_one("section[aria-labelledby='reviews'] li")
    assert "Overdue by 5 weeks" in top.get_text(" ", strip=True)
