"""Who may open or send what of an assessment's life in which state: two tables in full, each walked in one world."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import RevisionState, Role
from gcp_tool.extensions import db
from gcp_tool.models import Assessment, Base, Family, InstrumentVersion, Person, Revision, Team, User
from tests.client import Browser, read_form, words
from tests.factories import (
    add_part,
    make_allocation,
    make_answer,
    make_assessment,
    make_evidence,
    make_family,
    make_member,
    make_team,
    make_user,
    take_to,
)
from tests.factories.around import make_delegation
from tests.factories.defaults import AT
from tests.integration.assessments import stories
from tests.integration.assessments.life_table import (
    AMENDED,
    DONE,
    FORMS,
    IN_ERROR,
    NOBODY,
    PAGES,
    PEOPLE,
    READERS,
    STATES,
    Step,
)
from tests.integration.world import World, days_ago

Open = Callable[..., Browser]
LEAVES_A_TRACE = ("audit_event", "audit_head", "audit_note")
INCOMPLETE = "Something is still missing"


@dataclass(frozen=True, slots=True)
class Cast:
    """A family that another team holds, everybody of the tables, and an assessment of it in each state."""

    world: World
    family_id: int
    users: Mapping[str, User]

    def make(self, state: str) -> str:
        """An assessment with a grade that cannot wait and a note, in a state; its key is returned."""
        with db.engines.writer() as session:
            made = make_assessment(
                session,
                family=session.get_one(Family, self.family_id),
                child=session.get_one(Person, self.world.child.id),
                carer=session.get_one(Person, self.world.carer.id),
                lead=session.get_one(User, self.users["lead"].id),
                version=session.get_one(InstrumentVersion, self.world.tool.id),
                window_from=days_ago(20),
                window_to=days_ago(2),
            )
            make_answer(session, made, grade=5)
            make_evidence(session, made, shows=[stories.ITEMS[stories.MEALS][0]])
            add_part(session, made.assessment, session.get_one(User, self.users["contributor"].id))
            take_to(session, made, _REVISIONS.get(state, RevisionState.DRAFT))
            if state == IN_ERROR:
                made.assessment.recorded_in_error_at = AT
                made.assessment.recorded_in_error_by_id = self.users["manager"].id
                made.assessment.recorded_in_error_reason = "The wrong child."
            key: str = made.assessment.key
            session.commit()
        return key


_REVISIONS = {state.value.replace("_", " "): state for state in RevisionState} | {
    AMENDED: RevisionState.SIGNED_OFF
}


@pytest.fixture
def cast(world: World) -> Cast:
    with db.engines.writer() as session:
        holding = make_team(session)
        family = make_family(session, team=holding)
        for person, role in ((world.child, "child"), (world.carer, "main_carer")):
            make_member(session, family=family, person=session.get_one(Person, person.id), role=role)
        users = dict(_users(session, session.get_one(Team, world.team.id), holding))
        make_allocation(session, family=family, user=users["worker"])
        family_id = family.id
        session.commit()
        session.expunge_all()
    return Cast(world, family_id, users | {"colleague": world.colleague})


def _users(session: Session, led_in: Team, holding: Team) -> Mapping[str, User]:
    manager, cover = make_user(session, team=led_in, role=Role.MANAGER), make_user(session, team=led_in)
    today, day = clock.today(), timedelta(days=1)
    make_delegation(
        session, manager=manager, cover=cover, team=led_in, started_on=today - day, ended_on=today + day
    )
    others = (Role.COORDINATOR, Role.REVIEWING_OFFICER, Role.AUDITOR, Role.TOOL_OWNER, Role.ADMINISTRATOR)
    return {
        "lead": make_user(session, team=led_in),
        "worker": make_user(session),
        "contributor": make_user(session),
        "manager": manager,
        "cover": cover,
        "holder": make_user(session, team=holding, role=Role.MANAGER),
        "other_manager": make_user(session, role=Role.MANAGER),
        "stranger": make_user(session),
        **{role.value: make_user(session, role=role) for role in others},
    }


@pytest.fixture
def browsers(cast: Cast, browser: Open) -> Mapping[str, Browser]:
    return {who: browser(cast.users.get(who)) for who in PEOPLE}


@pytest.fixture
def keys(cast: Cast, browsers: Mapping[str, Browser]) -> Mapping[str, str]:
    made = {state: cast.make(state) for state in STATES}
    begin_amendment(browsers["lead"], made[AMENDED])
    return made


def begin_amendment(lead: Browser, key: str) -> None:
    lead.submit(f"/assessments/{key}/amend", {"why": "The wrong Tuesday."})


def path_of(step: Step, key: str, world: World) -> str:
    return f"/assessments/{key}" + step.path.format(child=world.child.key, carer=world.carer.key)


def tokens(browsers: Mapping[str, Browser]) -> Mapping[str, str]:
    """The mark against forged forms in each browser's session."""
    pages = {who: "/sign-in" if who == NOBODY else "/account/" for who in browsers}
    return {
        who: read_form(browser.get(pages[who]), pages[who])[1]["csrf_token"]
        for who, browser in browsers.items()
    }


def send(browser: Browser, path: str, fields: Mapping[str, Any], token: str) -> Any:
    """Send a form with all that every form holds."""
    return browser.post(path, {"csrf_token": token, "once": new_key(), "version": "1", **fields})


def what_there_is() -> Sequence[object]:
    """How many rows each table has, and how often what can be changed was changed."""
    with db.engines.reader() as session:
        kept = [table for table in Base.metadata.sorted_tables if table.name not in LEAVES_A_TRACE]
        counts = [(table.name, session.scalar(select(func.count()).select_from(table))) for table in kept]
        versions = session.execute(
            select(
                Assessment.id, Assessment.version, Assessment.lead_user_id, Revision.state, Revision.version
            )
            .join(Revision, Revision.assessment_id == Assessment.id)
            .order_by(Assessment.id, Revision.id)
        )
        return [*counts, *(tuple(row) for row in versions)]


def cells(steps: Sequence[Step], everywhere: Collection[str]) -> Iterator[tuple[Step, str, str]]:
    """A table's cells: some people in every state; the others, whom the state does not concern, each in one in turn."""
    for row, step in enumerate(steps):
        for column, who in enumerate(PEOPLE):
            states = STATES if who in everywhere else STATES[(row + column) % len(STATES) :][:1]
            yield from ((step, who, state) for state in states)


# what is answered does not hang on the engine; what is refused in the database itself has tests of its own
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_may_open_what(cast: Cast, browsers: Mapping[str, Browser], keys: Mapping[str, str]) -> None:
    wrong = {}
    for step, who, state in cells(PAGES, ("lead", "manager")):
        found = browsers[who].client.get(path_of(step, keys[state], cast.world)).status_code
        if found != step.answer(who, state):
            wrong[step.path, who, state] = (found, step.answer(who, state))
    assert wrong == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_whoever_may_not_send_a_form_leaves_nothing(
    cast: Cast, browsers: Mapping[str, Browser], keys: Mapping[str, str]
) -> None:
    marks, before, wrong = tokens(browsers), what_there_is(), {}
    for step, who, state in cells(FORMS, READERS):
        expected = step.answer(who, state)
        if expected == DONE and who != NOBODY:
            continue
        path = path_of(step, keys[state], cast.world)
        found = send(browsers[who], path, step.fields(cast.world), marks[who])
        if found.status_code != expected or (who == NOBODY and "/sign-in" not in found.location):
            wrong[step.path, who, state] = (found.status_code, expected)
    assert wrong == {}
    assert what_there_is() == before


def test_whoever_may_send_a_form_sends_it(cast: Cast, browsers: Mapping[str, Browser]) -> None:
    marks, wrong = tokens(browsers), {}
    for number, step in enumerate(FORMS):
        for state in STATES:
            for who in (one for one in PEOPLE if one != NOBODY and step.answer(one, state) == DONE):
                key = cast.make(state)
                if state == AMENDED:
                    begin_amendment(browsers["lead"], key)
                found = send(
                    browsers[who], path_of(step, key, cast.world), step.fields(cast.world), marks[who]
                )
                if found.status_code != DONE and INCOMPLETE not in words(found):
                    wrong[number, step.path, state, who] = (found.status_code, words(found)[:400])
    assert wrong == {}
