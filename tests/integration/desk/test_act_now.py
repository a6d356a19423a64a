"""The panel of what cannot wait: from the first draft, on the desks of the managers it concerns."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, ProfileKind, RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import Profile
from tests.client import Browser
from tests.factories import MadeAssessment, make_answer, make_user
from tests.factories.assessments import take_to
from tests.integration.desk.test_home import kept, links, make, part, said
from tests.integration.families.places import count_statements
from tests.integration.world import World

Open = Callable[..., Browser]


def alarming(session: Session, world: World, grade: int = 5, **changes: Any) -> MadeAssessment:
    """A draft with a grade for enough food."""
    made = make(session, world, **changes)
    make_answer(session, made, grade=grade)
    return made


def keep_alarm(
    world: World, grade: int = 5, state: RevisionState = RevisionState.DRAFT, **changes: Any
) -> str:
    with db.engines.writer() as session:
        made = alarming(session, world, grade, **changes)
        take_to(session, made, state)
        session.commit()
        return made.assessment.key


def test_the_worst_grade_is_on_the_managers_desk_from_the_draft(world: World, browser: Open) -> None:
    key = keep_alarm(world)
    section = part(browser(world.manager).get("/"), "act-now")
    assert links(section) == [f"/assessments/{key}"]
    assert "Meals, Enough: 5 Needs not met. Nobody is written down as told." in said(section)
    browser(world.manager).get(f"/assessments/{key}")


def test_it_says_whom_somebody_told(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        made = alarming(session, world)
        whole = Profile(assessment_id=made.assessment.id, kind=ProfileKind.WHOLE)
        session.add(whole)
        session.flush()
        make_answer(
            session,
            made,
            profile_id=whole.id,
            kind=AnswerKind.TOLD,
            code="immediate",
            state=AnswerState.WORDS,
            grade=None,
            raw={"who": "The duty team", "when": "Tuesday at three"},
            write_id=new_key(),
        )
        session.commit()
    section = part(browser(world.manager).get("/"), "act-now")
    assert "Told: The duty team, Tuesday at three." in said(section)


@pytest.mark.parametrize(
    ("grade", "state", "shown"),
    [
        (5, RevisionState.DRAFT, True),
        (5, RevisionState.SUBMITTED, True),
        (5, RevisionState.RETURNED, True),
        (5, RevisionState.SIGNED_OFF, False),
        (5, RevisionState.STOPPED, False),
        (4, RevisionState.DRAFT, False),
        (1, RevisionState.DRAFT, False),
    ],
)
def test_it_stays_until_it_is_signed_off(
    world: World, browser: Open, grade: int, state: RevisionState, shown: bool
) -> None:
    keep_alarm(world, grade, state)
    page = browser(world.manager).get("/")
    assert (page.select_one("section[aria-labelledby='act-now']") is not None) is shown


def test_the_manager_of_the_team_that_holds_the_family_sees_it_too(world: World, browser: Open) -> None:
    with db.engines.writer() as session:
        elsewhere = make_user(session)
        alarming(session, world, lead=elsewhere)
        session.commit()
    assert part(browser(world.manager).get("/"), "act-now")


@pytest.mark.parametrize("who", ["worker", "colleague", "other_manager"])
def test_nobody_else_sees_it(world: World, browser: Open, who: str) -> None:
    keep_alarm(world)
    assert browser(getattr(world, who)).get("/").select_one("section[aria-labelledby='act-now']") is None


def test_each_number_leads_to_its_list(world: World, browser: Open) -> None:
    keep_alarm(world)
    kept(
        world, {"state": RevisionState.SUBMITTED}, {"state": RevisionState.SUBMITTED}, {"lead": world.manager}
    )
    page = browser(world.manager).get("/")
    numbers = {a["href"]: a.get_text(" ", strip=True) for a in page.select(".app-numbers a")}
    assert numbers == {
        "#act-now": "1 cannot wait",
        "#to-sign": "2 waiting for your sign-off",
        "#drafts": "1 in draft",
    }
    for place in numbers:
        assert page.find(id=place.removeprefix("#")) is not None


def test_many_alarms_take_as_many_statements_as_few(world: World, browser: Open) -> None:
    for _ in range(2):
        keep_alarm(world)
    manager = browser(world.manager)
    few = count_statements(manager, "/")
    for _ in range(30):
        keep_alarm(world)
    assert count_statements(manager, "/") == few
    assert len(links(part(manager.get("/"), "act-now"))) == 25
    assert len(links(part(manager.get("/?act_now=2"), "act-now"))) == 7
