"""Who may ask, withdraw, read, add, decline and finish, by part and by how far the assessment is."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from gcp_tool.access import contribution_policies as policies
from gcp_tool.access.actor import Actor
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import ContributionState as State
from gcp_tool.domain.vocabulary import Part, RevisionState
from gcp_tool.models import Assessment, Participant, Revision
from tests.unit.access.people import ME, SOMEBODY, assessment, manager, outsiders, worker

THIRD = 3
OPEN = (RevisionState.DRAFT, RevisionState.RETURNED)
HELD = (State.INVITED, State.ACTIVE, State.DONE)
EVERY = list(product(RevisionState, State))
Can = Callable[[Actor, Any], bool]
Check = Callable[[Actor, Any], None]
OF_PART: dict[str, tuple[Can, Check]] = {
    "withdraw": (policies.can_withdraw, policies.check_withdraw),
    "read": (policies.can_read_part, policies.check_read_part),
    "contribute": (policies.can_contribute, policies.check_contribute),
    "decline": (policies.can_decline, policies.check_decline),
    "finish": (policies.can_finish, policies.check_finish),
}


def at(revision: RevisionState, *, lead: int = ME, **changes: Any) -> Assessment:
    """An assessment whose revision is in this state."""
    made = assessment(lead=lead, **changes)
    made.current_revision = Revision(id=11, state=revision)
    return made


def part(of: Assessment, state: State, *, held_by: int) -> Participant:
    """What was asked of somebody, this far."""
    return Participant(id=13, part=Part.CONTRIBUTOR, assessment=of, user_id=held_by, state=state)


def allowed(who: Actor, row: Participant) -> set[str]:
    """Everything the actor may do to the part; a refusal comes with words exactly where the answer is no."""
    found = set()
    for name, (can, check) in OF_PART.items():
        if can(who, row):
            check(who, row)
            found.add(name)
        else:
            with pytest.raises(NotAllowed):
                check(who, row)
    return found


@pytest.mark.parametrize(("revision", "state"), EVERY)
def test_the_lead_only_takes_back_and_only_while_it_is_worked_on(
    revision: RevisionState, state: State
) -> None:
    row = part(at(revision), state, held_by=SOMEBODY)
    assert allowed(worker(), row) == ({"withdraw"} if revision in OPEN and state in HELD else set())


@pytest.mark.parametrize("state", State)
def test_what_was_added_and_handed_in_is_not_taken_back(state: State) -> None:
    row = part(at(RevisionState.RETURNED, completed=True), state, held_by=SOMEBODY)
    assert allowed(worker(), row) == ({"withdraw"} if state is State.INVITED else set())


@pytest.mark.parametrize(("revision", "state"), EVERY)
def test_a_contributor_reads_what_they_hold_and_writes_while_it_is_open(
    revision: RevisionState, state: State
) -> None:
    row = part(at(revision, lead=SOMEBODY), state, held_by=ME)
    expected: set[str] = {"read"} if state in HELD else set()
    if expected and revision in OPEN:
        expected.add("contribute")
        expected |= {State.INVITED: {"decline"}, State.ACTIVE: {"finish"}}.get(state, set())
    assert allowed(worker(), row) == expected


@pytest.mark.parametrize(("revision", "state"), EVERY)
def test_nobody_else_does_anything_with_a_part(revision: RevisionState, state: State) -> None:
    others = {"another contributor": worker(), "a manager": manager(), **outsiders()}
    row = part(at(revision, lead=SOMEBODY), state, held_by=THIRD)
    assert {name: allowed(who, row) for name, who in others.items()} == {name: set() for name in others}


@pytest.mark.parametrize("state", State)
def test_a_part_in_what_was_recorded_in_error_is_only_read(state: State) -> None:
    row = part(at(RevisionState.DRAFT, lead=SOMEBODY, in_error=True), state, held_by=ME)
    assert allowed(worker(), row) == ({"read"} if state in HELD else set())


@pytest.mark.parametrize("state", State)
def test_whoever_leads_it_now_adds_nothing_beside_themselves(state: State) -> None:
    assert "contribute" not in allowed(worker(), part(at(RevisionState.DRAFT), state, held_by=ME))


@pytest.mark.parametrize("who", [*outsiders().values()])
def test_who_records_no_assessments_holds_no_part(who: Actor) -> None:
    assert allowed(who, part(at(RevisionState.DRAFT, lead=SOMEBODY), State.ACTIVE, held_by=ME)) == set()


@pytest.mark.parametrize("revision", RevisionState)
@pytest.mark.parametrize(
    ("who", "lead", "in_error", "may"),
    [
        (worker(), ME, False, True),
        (manager(), ME, False, True),
        (worker(), SOMEBODY, False, False),
        (manager(), SOMEBODY, False, False),
        (worker(), ME, True, False),
        *((one, ME, False, False) for one in outsiders().values()),
    ],
)
def test_the_lead_asks_while_it_is_worked_on(
    revision: RevisionState, who: Actor, lead: int, in_error: bool, may: bool
) -> None:
    row = at(revision, lead=lead, in_error=in_error)
    expected = may and revision in OPEN
    assert policies.can_ask(who, row) is expected
    if expected:
        policies.check_ask(who, row)
    else:
        with pytest.raises(NotAllowed):
            policies.check_ask(who, row)
