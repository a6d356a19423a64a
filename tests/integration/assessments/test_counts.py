"""A page of an assessment takes as many statements for one child as for several, however much was written."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import MemberRole, RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import Family, InstrumentVersion, Person, User
from tests.client import Browser
from tests.factories import (
    MadeAssessment,
    make_answer,
    make_assessment,
    make_evidence,
    make_member,
    make_person,
    make_target,
    replace_answer,
    take_to,
)
from tests.integration.assessments import stories
from tests.integration.assessments.life_table import DRAFT, PAGES, SHOWN, SIGNED_OFF, SUBMITTED, Step
from tests.integration.assessments.siblings import add_pair
from tests.integration.families.places import count_statements
from tests.integration.world import World, days_ago

Open = Callable[..., Browser]
STATES = {
    DRAFT: RevisionState.DRAFT,
    SUBMITTED: RevisionState.SUBMITTED,
    SIGNED_OFF: RevisionState.SIGNED_OFF,
}
MOST, MORE_CHILDREN = 31, 3
# the grades before are asked for by child; these pages hold them
MORE_A_CHILD = {f"/areas/{stories.MEALS}": 1, "/check": 1, "/effort": 2, "/scope": 1, "/sign-off": 1}


def make(world: World, state: RevisionState, *, children: int) -> str:
    """An assessment of so many children, each graded twice and noted; its key is returned."""
    with db.engines.writer() as session:
        made = make_assessment(
            session,
            family=session.get_one(Family, world.family.id),
            child=session.get_one(Person, world.child.id),
            carer=session.get_one(Person, world.carer.id),
            lead=session.get_one(User, world.worker.id),
            version=session.get_one(InstrumentVersion, world.tool.id),
            signer=session.get_one(User, world.manager.id),
            window_from=days_ago(20),
            window_to=days_ago(2),
        )
        grade(session, made, made.child_carer.id)
        for number in range(1, children):
            born = date(clock.today().year - 5 - number, 1, 10)
            child = make_person(session, given_name=f"Rory{number}", birth_on=born)
            make_member(session, family=made.assessment.family, person=child, role=MemberRole.CHILD)
            pair = add_pair(session, made.assessment, child, session.get_one(Person, world.carer.id))
            grade(session, made, pair.id)
            make_target(session, made, child_id=child.id)
        make_target(session, made)
        take_to(session, made, state)
        key: str = made.assessment.key
        session.commit()
    return key


def grade(session: Session, made: MadeAssessment, profile_id: int) -> None:
    """Grade every item of meals, change one of them, and write a note about both."""
    for slot, item in enumerate(stories.ITEMS[stories.MEALS], start=1):
        answer = make_answer(session, made, profile_id=profile_id, code=item, grade=4)
        replace_answer(session, answer, grade=5, raw={"choice": "5", "reason": ""})
        make_evidence(session, made, profile_id=profile_id, slot=slot, shows=[item])


def who_and_when(step: Step) -> tuple[str, str]:
    """Somebody who may open the page, and a state in which they may."""
    return next(
        (who, state) for who in ("lead", "manager") for state in STATES if step.answer(who, state) == SHOWN
    )


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_four_children_take_no_more_statements_than_one(world: World, browser: Open) -> None:
    readers = {"lead": browser(world.worker), "manager": browser(world.manager)}
    one = {state: make(world, STATES[state], children=1) for state in STATES}
    four = {state: make(world, STATES[state], children=1 + MORE_CHILDREN) for state in STATES}
    counted = {}
    for step in PAGES:
        who, state = who_and_when(step)
        path = step.path.format(child=world.child.key, carer=world.carer.key)
        counted[step.path] = tuple(
            count_statements(readers[who], f"/assessments/{keys[state]}{path}") for keys in (one, four)
        )
    more = {path: many - few for path, (few, many) in counted.items()}
    assert {path for path, n in more.items() if n > MORE_CHILDREN * MORE_A_CHILD.get(path, 0)} == set()
    assert max(few for few, _ in counted.values()) <= MOST, counted
