"""Starting an assessment: what is known from before comes first, and two of one care are not begun unawares."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import AgeBand, MemberRole, Origin, ProfileKind, RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import Answer, Assessment, Family, FamilyLink, Person, Profile
from gcp_tool.standing.readings import rebuild_readings
from tests.client import Browser, errors, words
from tests.factories import (
    make_allocation,
    make_answer,
    make_assessment,
    make_event,
    make_family,
    make_member,
    make_person,
    make_plan,
    take_to,
)
from tests.integration.assessments import stories
from tests.integration.assessments.households import Household, make_household, start, start_fields
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]


@pytest.fixture
def household(world: World) -> Household:
    return make_household(world)


def start_path(world: World) -> str:
    return f"/families/{world.family.key}/assessments/start"


def test_each_child_each_pair_and_each_home_has_a_profile(household: Household, browser: Open) -> None:
    start(browser(household.world.worker), household.world, household.first, household.with_second_carer)
    with db.engines.reader() as session:
        kinds = session.scalars(select(Profile.kind).order_by(Profile.kind)).all()
    assert sorted(kinds) == [
        ProfileKind.CHILD,
        ProfileKind.CHILD_CARER,
        ProfileKind.CHILD_CARER,
        ProfileKind.HOUSEHOLD,
        ProfileKind.WHOLE,
    ]


def test_an_open_assessment_of_the_same_care_is_refused_with_a_link(
    household: Household, browser: Open
) -> None:
    world = household.world
    worker = browser(world.worker)
    key = start(worker, world, household.first)
    response = worker.submit(start_path(world), start_fields(world, household.first, household.second), 422)
    assert errors(response) == [
        "There is already an open assessment of this care. Go on with it, or stop it first"
    ]
    assert f'href="/assessments/{key}"' in response.text
    start(worker, world, household.second)
    response = worker.submit(
        f"/assessments/{key}/people", {"cares": [household.first, household.second]}, 422
    )
    assert errors(response) == [
        "There is already an open assessment of this care. Go on with it, or stop it first"
    ]


def test_a_second_one_for_the_same_day_is_meant_or_refused(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        made = make_assessment(
            session, family=world.family, child=world.child, carer=world.carer, lead=world.worker,
            version=world.tool, window_from=days_ago(20), window_to=days_ago(2),
        )  # fmt: skip
        take_to(session, made, RevisionState.SIGNED_OFF)
        session.commit()
    worker = browser(world.worker)
    fields = start_fields(world, stories.care(world))
    response = worker.submit(start_path(world), fields, 422)
    assert errors(response)[0].startswith("Another assessment ends on this day: Isla with Leanne")
    response = worker.submit(start_path(world), fields | {"same_day": ["yes"]})
    assert "Another assessment looks at some of the same days" in words(worker.get(response.location))


def put_elsewhere(world: World, *, mine: bool, restricted: bool = False) -> Family:
    """A closed family in which the carer had another child removed."""
    with db.engines.writer() as session:
        family = make_family(session, label="Thorne family", restricted=restricted, closed_on=days_ago(400))
        made = make_assessment(session, family=family, carer=session.merge(world.carer), version=world.tool)
        make_answer(session, made, grade=4)
        take_to(session, made, RevisionState.SIGNED_OFF)
        make_member(session, family=family, person=session.merge(world.carer), role=MemberRole.MAIN_CARER)
        make_plan(session, made, ended_on=date(2026, 3, 1), end_words="Stepped down")
        make_event(session, family, kind="child_removed", words="Interim care order")
        if mine:
            make_allocation(session, family=family, user=world.worker)
        rebuild_readings(session)
        session.commit()
        session.expunge_all()
    return family


def test_what_is_known_from_before_is_read_first(world: World, browser: Open) -> None:
    other = put_elsewhere(world, mine=True)
    page = words(browser(world.worker).get(start_path(world)))
    assert "Read this first" in page
    assert "Thorne family, closed" in page
    assert "a child was removed from home. Interim care order" in page
    assert "child in need plan, from 12 Jan 2026 to 1 Mar 2026. Stepped down" in page
    assert "highest grade 4 Serious gaps" in page
    assert other.label in page


@pytest.mark.parametrize("restricted", [False, True])
def test_of_families_out_of_sight_only_the_agency_is_told(
    world: World, browser: Open, *, restricted: bool
) -> None:
    put_elsewhere(world, mine=False, restricted=restricted)
    response = browser(world.worker).client.get(start_path(world))
    assert "Thorne" not in response.text
    assert "Interim care order" not in response.text
    assert ("Already known to" in response.text) is not restricted
    assert ("Ask your safeguarding lead" in response.text) is restricted


def test_nothing_is_said_where_nothing_is_known(world: World, browser: Open) -> None:
    assert "Read this first" not in words(browser(world.worker).get(start_path(world)))


def test_two_families_are_linked_once(world: World, browser: Open) -> None:
    other = put_elsewhere(world, mine=True)
    worker = browser(world.worker)
    path = f"/families/{world.family.key}/link/{other.key}"
    assert path in str(worker.get(start_path(world)))
    assert errors(worker.submit(path, {"why": ""}, 422)) == ["Enter why they belong together"]
    worker.submit(path, {"why": "The same mother"})
    assert path not in str(worker.get(start_path(world)))
    assert errors(worker.submit(path, {"why": "Again"}, 422)) == ["These families are linked already"]
    with db.engines.reader() as session:
        assert session.scalar(select(func.count()).select_from(FamilyLink)) == 1


@pytest.mark.parametrize("who", ["colleague", "other_manager", "coordinator", "administrator"])
def test_only_who_may_open_both_families_links_them(world: World, browser: Open, who: str) -> None:
    other = put_elsewhere(world, mine=True)
    response = browser(getattr(world, who)).client.get(f"/families/{world.family.key}/link/{other.key}")
    assert response.status_code in {403, 404}


def test_what_was_made_on_paper_says_by_whom_and_when(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    fields = {"paper": ["yes"], "paper_by": "Rosa Field", **date_parts("paper_on", days_ago(1))}
    start(worker, world, stories.care(world), **fields)
    with db.engines.reader() as session:
        assessment = session.scalars(select(Assessment)).one()
        answer = session.scalars(select(Answer)).one()
    assert assessment.origin is Origin.PAPER
    stories.complete(worker, assessment.key)
    completed, _ = stories.find(assessment.key)
    assert completed.completed_on == days_ago(1)
    assert answer.raw == {"graded_by": "Rosa Field", "completed_on": days_ago(1).isoformat()}


PAPER = {"paper": ["yes"], "paper_by": "Rosa Field"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"cares": []}, "Choose whose care of which child this assessment is about"),
        ({"cares": ["nobody.nobody"]}, "Choose from the list"),
        (date_parts("window_from", days_ago(110)), "The period looked at must be 92 days or fewer, and this is 109"),
        (date_parts("window_to", days_ago(-3)), "The period looked at must end today or earlier"),
        (PAPER, "Enter when it was completed on paper"),
        (
            PAPER | date_parts("paper_on", days_ago(9)),
            "The day it was completed on paper must be on or after the last day looked at, and not to come",
        ),
        ({"paper": ["yes"], **date_parts("paper_on", days_ago(1))}, "Enter who graded it on paper"),
        ({"scoring": ["together"]}, "Enter who was there when you scored together"),
    ],
)  # fmt: skip
def test_bad_input_is_told_and_starts_nothing(
    world: World, browser: Open, changes: dict[str, Any], message: str
) -> None:
    fields = start_fields(world, stories.care(world)) | changes
    response = browser(world.worker).submit(start_path(world), fields, 422)
    assert errors(response) == [message]
    with db.engines.reader() as session:
        assert session.scalar(select(func.count()).select_from(Assessment)) == 0


def change_person(person_id: int, **changes: object) -> None:
    with db.engines.writer() as session:
        person = session.get_one(Person, person_id)
        for name, value in changes.items():
            setattr(person, name, value)
        session.commit()


def bands() -> set[AgeBand | None]:
    with db.engines.reader() as session:
        pairs = Profile.kind == ProfileKind.CHILD_CARER
        return set(session.scalars(select(Profile.age_band).where(pairs)))


def test_a_baby_born_since_is_graded_as_born_when_nothing_is_answered(world: World, browser: Open) -> None:
    change_person(world.child.id, birth_on=None, expected_birth_on=clock.today())
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    assert bands() == {AgeBand.UNBORN}
    change_person(world.child.id, birth_on=days_ago(5), expected_birth_on=None)
    path = f"/assessments/{key}/people"
    assert "was born on" in words(worker.get(path))
    assert "save this page to grade “0 to 1 year”" in words(worker.get(path))
    worker.submit(path, {})
    assert bands() == {AgeBand.UNDER_TWO}


def test_a_baby_born_since_keeps_the_answers_given_before(world: World, browser: Open) -> None:
    change_person(world.child.id, birth_on=None, expected_birth_on=clock.today())
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    stories.grade(worker, key, stories.MEALS, "2", "2")
    change_person(world.child.id, birth_on=days_ago(5), expected_birth_on=None)
    worker.submit(f"/assessments/{key}/people", {})
    assert bands() == {AgeBand.UNBORN}
    assert "has answers for “baby due”" in words(worker.get(f"/assessments/{key}"))


def test_a_birthday_in_the_period_is_said(world: World, browser: Open) -> None:
    today = clock.today()
    fifth = days_ago(10)
    change_person(world.child.id, birth_on=fifth.replace(year=fifth.year - 5))
    worker = browser(world.worker)
    key = start(worker, world, stories.care(world))
    assert bands() == {AgeBand.FIVE_TO_TEN}
    assert today > fifth
    assert "came into another age group in the period looked at" in words(worker.get(f"/assessments/{key}"))


def test_a_carer_who_left_and_a_child_who_joined_are_said(household: Household, browser: Open) -> None:
    world = household.world
    worker = browser(world.worker)
    key = start(worker, world, household.first)
    worker.submit(
        f"/families/{world.family.key}/people/{world.carer.key}/leave", date_parts("ended_on", days_ago(1))
    )
    with db.engines.writer() as session:
        baby = make_person(session, given_name="Ivy", birth_on=days_ago(200))
        make_member(session, family=world.family, person=baby, started_on=days_ago(3))
        session.commit()
    page = words(worker.get(f"/assessments/{key}"))
    assert "left the family on" in page
    assert "Ivy Harrow joined the family on" in page
    assert household.first in str(worker.get(f"/assessments/{key}/people"))
