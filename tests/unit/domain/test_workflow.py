"""What may happen to a revision in each state, and what is said when it may not."""

from datetime import date
from itertools import product

import pytest

from gcp_tool.domain.errors import NotPossible
from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.domain.workflow import (
    CONDITION_WORDS,
    STEPS,
    Condition,
    RevisionEvent,
    Turn,
    can_event,
    check_event,
    get_step,
    is_completion,
    next_state,
)

DRAFT, SUBMITTED, RETURNED, SIGNED_OFF, SUPERSEDED, STOPPED = (
    RevisionState.DRAFT,
    RevisionState.SUBMITTED,
    RevisionState.RETURNED,
    RevisionState.SIGNED_OFF,
    RevisionState.SUPERSEDED,
    RevisionState.STOPPED,
)
SUBMIT, RETURN, SIGN_OFF, STOP, AMEND, SUPERSEDE = RevisionEvent

ALLOWED = {
    (DRAFT, SUBMIT): (SUBMITTED, Turn.SIGNER),
    (RETURNED, SUBMIT): (SUBMITTED, Turn.SIGNER),
    (SUBMITTED, RETURN): (RETURNED, Turn.LEAD),
    (SUBMITTED, SIGN_OFF): (SIGNED_OFF, Turn.NOBODY),
    (DRAFT, STOP): (STOPPED, Turn.NOBODY),
    (RETURNED, STOP): (STOPPED, Turn.NOBODY),
    (SIGNED_OFF, AMEND): (SIGNED_OFF, Turn.LEAD),
    (SIGNED_OFF, SUPERSEDE): (SUPERSEDED, Turn.NOBODY),
}
REFUSED = sorted(set(product(RevisionState, RevisionEvent)) - set(ALLOWED))


@pytest.mark.parametrize(("state", "event"), ALLOWED)
def test_an_allowed_step_leads_on_and_hands_over(state, event):
    becomes, turn = ALLOWED[state, event]
    check_event(state, event)
    assert can_event(state, event)
    assert next_state(state, event) is becomes
    assert get_step(state, event).turn is turn


@pytest.mark.parametrize(("state", "event"), REFUSED)
def test_any_other_step_is_refused_with_a_sentence(state, event):
    assert not can_event(state, event)
    for ask in (check_event, next_state, get_step):
        with pytest.raises(NotPossible, match=r"^This assessment .+, so it cannot be .+ now: .+\.$"):
            ask(state, event)


@pytest.mark.parametrize(
    ("state", "event", "sentence"),
    [
        (
            DRAFT,
            SIGN_OFF,
            "This assessment is a draft, so it cannot be signed off now: submit it first.",
        ),
        (
            DRAFT,
            AMEND,
            "This assessment is a draft, so it cannot be amended now: change the draft itself.",
        ),
        (
            RETURNED,
            SIGN_OFF,
            (
                "This assessment has been returned to its lead, so it cannot be signed off now: "
                "submit it again first."
            ),
        ),
        (
            RETURNED,
            RETURN,
            (
                "This assessment has been returned to its lead, so it cannot be returned now: "
                "its lead has it already."
            ),
        ),
        (
            SUBMITTED,
            SUBMIT,
            (
                "This assessment is waiting for sign-off, so it cannot be submitted now: "
                "the person who signs has it already."
            ),
        ),
        (
            SUBMITTED,
            STOP,
            (
                "This assessment is waiting for sign-off, so it cannot be stopped now: "
                "ask the person who signs to return it first."
            ),
        ),
        (
            SIGNED_OFF,
            RETURN,
            "This assessment is signed off and locked, so it cannot be returned now: amend it instead.",
        ),
        (
            SUPERSEDED,
            AMEND,
            (
                "This assessment has been replaced by a later version, so it cannot be amended now: "
                "open the latest version of this assessment."
            ),
        ),
        (
            STOPPED,
            SUBMIT,
            "This assessment has been stopped, so it cannot be submitted now: start a new assessment.",
        ),
    ],
)
def test_a_refusal_says_where_it_stands_and_what_to_do(state, event, sentence):
    with pytest.raises(NotPossible) as refused:
        check_event(state, event)
    assert str(refused.value) == sentence


def test_a_returned_assessment_cannot_be_signed_off():
    assert not can_event(RETURNED, SIGN_OFF)


def test_what_is_stopped_or_replaced_stays_so():
    assert not [step for step in STEPS if step.state in (STOPPED, SUPERSEDED)]


def test_each_state_and_event_has_one_row():
    assert len({(step.state, step.event) for step in STEPS}) == len(STEPS)


def test_every_state_can_be_reached_from_a_draft():
    reached = {DRAFT}
    for _ in RevisionState:
        reached |= {step.next_state for step in STEPS if step.state in reached}
    assert reached == set(RevisionState)


def test_only_amending_begins_a_new_revision_and_the_old_one_holds():
    assert [step for step in STEPS if step.opens] == [get_step(SIGNED_OFF, AMEND)]
    assert get_step(SIGNED_OFF, AMEND).opens is DRAFT
    assert next_state(SIGNED_OFF, AMEND) is SIGNED_OFF


def test_nobody_who_took_part_signs():
    signing = [step for step in STEPS if step.next_state is SIGNED_OFF and step.state is not SIGNED_OFF]
    assert signing == [get_step(SUBMITTED, SIGN_OFF)]
    assert Condition.SIGNER_TOOK_NO_PART in signing[0].conditions


def test_submitting_again_needs_what_submitting_needs():
    first, again = get_step(DRAFT, SUBMIT), get_step(RETURNED, SUBMIT)
    assert first.conditions == again.conditions
    assert set(first.conditions) == {
        Condition.ALL_ANSWERED,
        Condition.SERIOUS_EVIDENCED,
        Condition.COPIES_CONFIRMED,
        Condition.BETTER_EXPLAINED,
        Condition.AREAS_NOTED,
        Condition.CHILD_HEARD,
        Condition.FAMILY_TOLD,
    }


def test_every_condition_is_asked_for_and_has_words():
    asked = {condition for step in STEPS for condition in step.conditions}
    assert asked == set(Condition) == set(CONDITION_WORDS)
    assert all(step.conditions for step in STEPS)


def test_an_assessment_is_completed_by_its_first_submission_only():
    assert is_completion(SUBMIT, None)
    assert not is_completion(SUBMIT, date(2026, 1, 5))
    assert not any(is_completion(event, None) for event in RevisionEvent if event is not SUBMIT)
