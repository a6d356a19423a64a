"""A report as things stood on a day in the past: what was known then, and nothing that came after."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import update

from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.vocabulary import (
    PlanKind,
    RevisionState,
    SupportOutcome,
    TargetOutcome,
)
from gcp_tool.models import FamilyMember, Revision
from gcp_tool.standing.readings import refresh_readings
from tests.client import words
from tests.factories import MadeAssessment, make_answer, make_member, make_person, take_to
from tests.factories.around import make_event, make_plan, make_support, make_target
from tests.integration.history.report_stories import ENOUGH, ITEMS, Open, ask
from tests.integration.history.stories import Reader, months_ago, reading
from tests.integration.world import World, date_parts

READINGS = "Isla Harrow with Leanne Harrow: every reading"


def told_as_at(browser: Open, world: World, day: date, **changes: str) -> BeautifulSoup:
    """The report of the worker as things stood on a day."""
    given = {**date_parts("until_on", day), **changes}
    worker, address = ask(browser, world, period="first", **given)
    return worker.get(address)


def rows_of(page: BeautifulSoup, caption: str) -> list[list[str]]:
    """The rows of the last table of this caption."""
    tables = [
        one for one in page.select("article table") if one.caption and one.caption.get_text() == caption
    ]
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in (tables[-1].tbody.find_all("tr") if tables else [])
    ]


def at(day: date) -> datetime:
    return datetime.combine(day, time(15), UTC)


def amend(made: Reader, one: MadeAssessment, on: date, level: int) -> None:
    """Sign a second telling of an assessment off, with every item at a level."""
    one.revision.state = RevisionState.SUPERSEDED
    second = Revision(
        assessment_id=one.assessment.id, number=2, changed_at=at(on), changed_by_id=made.world.worker.id
    )
    made.session.add(second)
    made.session.flush()
    one.assessment.current_revision_id = second.id
    again = replace(one, revision=second)
    for code in ITEMS:
        profile = one.household if code.startswith("physical") else one.child_carer
        make_answer(made.session, again, code=code, grade=level, profile_id=profile.id)
    take_to(made.session, again, RevisionState.SUBMITTED)
    second.submitted_at = second.signed_off_at = at(on)
    second.signed_off_by_id, second.content_sha256 = made.world.manager.id, "0" * 64
    second.state = RevisionState.SIGNED_OFF
    made.session.flush()
    refresh_readings(made.session, one.assessment)


def test_only_what_was_signed_off_by_then_is_told(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(9), 2)
        made.read(months_ago(6), 4, signed_at=at(months_ago(4)))
        made.read(months_ago(1), 5)
    for months, values in ((1, ["2", "4", "5"]), (2, ["2", "4"]), (4, ["2", "4"]), (5, ["2"]), (10, [])):
        page = told_as_at(browser, world, months_ago(months))
        assert [row[1] for row in rows_of(page, READINGS)] == values, months
    told = words(told_as_at(browser, world, months_ago(5)))
    assert f"as it stood on {long_date(months_ago(5))}" in told
    assert f"Made on {long_date(clock.today())}" in told
    assert f"Assessments signed off by {long_date(months_ago(5))}, as they were then" in told


def test_an_assessment_is_told_as_it_was_before_it_was_amended(browser: Open, world: World) -> None:
    with reading(world) as made:
        one = made.read(months_ago(6), 4, notes={ENOUGH: "No lunch in the bag"})
        amend(made, one, months_ago(2), 2)
    before = told_as_at(browser, world, months_ago(3))
    assert [row[1] for row in rows_of(before, READINGS)] == ["4"]
    assert "No lunch in the bag" in words(before)
    after = told_as_at(browser, world, months_ago(1))
    assert [row[1] for row in rows_of(after, READINGS)] == ["2"]


def test_what_was_recorded_in_error_since_is_left_out_all_the_same(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(9), 2)
        error = {"recorded_in_error_at": clock.now(), "recorded_in_error_reason": "The wrong child"}
        made.read(months_ago(6), 5, **error)
    page = told_as_at(browser, world, months_ago(3))
    assert [row[1] for row in rows_of(page, READINGS)] == ["2"]


def test_plans_help_targets_and_events_are_told_as_they_were(browser: Open, world: World) -> None:
    with reading(world) as made:
        one = made.read(months_ago(9), 4)
        make_plan(
            made.session,
            one,
            kind=PlanKind.CHILD_PROTECTION,
            started_on=months_ago(8),
            ended_on=months_ago(1),
            end_words="It is safe now",
        )
        make_support(
            made.session,
            world.family,
            what="Parent group",
            started_on=months_ago(7),
            ended_on=months_ago(2),
            outcome=SupportOutcome.COMPLETED,
            words="They finished it",
        )
        make_event(made.session, world.family, on_date=months_ago(1), words="Too late for it")
        make_target(
            made.session,
            one,
            code=ENOUGH,
            set_on=months_ago(8),
            by_on=months_ago(2),
            outcome=TargetOutcome.MET,
            actual=2,
            outcome_assessment_id=one.assessment.id,
            settled_at=at(months_ago(1)),
            settled_by_id=world.worker.id,
        )
    page = told_as_at(browser, world, months_ago(4))
    told = words(page)
    assert "Child protection; plans without a gap since" in told
    assert [row[3:5] for row in rows_of(page, "Support given in this time")] == [["–", "Going on"]]
    assert [row[4] for row in rows_of(page, "Targets, and what became of them")] == ["Open"]
    for later in ("It is safe now", "They finished it", "Too late for it"):
        assert later not in told


@pytest.mark.parametrize(("months", "named"), [(5, False), (1, True)])
def test_who_joined_later_is_not_in_it(browser: Open, world: World, months: int, *, named: bool) -> None:
    with reading(world) as made:
        kofi = make_person(made.session, given_name="Kofi", birth_on=months_ago(30))
        make_member(made.session, family=world.family, person=kofi, started_on=months_ago(3))
        made.read(months_ago(9), 2)
        key = kofi.key
    page = told_as_at(browser, world, months_ago(months), children=[world.child.key, key])
    assert ("Kofi Harrow" in words(page)) is named


def test_care_that_ended_since_goes_on(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(9), 4)
        left = update(FamilyMember).where(FamilyMember.person_id == world.carer.id)
        made.session.execute(left.values(ended_on=months_ago(2)))
    assert "left the family" not in words(told_as_at(browser, world, months_ago(3)))
    assert "left the family" in words(told_as_at(browser, world, months_ago(1)))
