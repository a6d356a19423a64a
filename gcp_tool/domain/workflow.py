"""The life of a revision of an assessment, as a table: what may happen to it, and whose turn is next.

Whether the conditions hold is asked by the services; who may do it is asked in access.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gcp_tool.domain.errors import NotPossible
from gcp_tool.domain.vocabulary import RevisionState


class RevisionEvent(StrEnum):
    """What can happen to a revision.

    Recording in error is not among them: it happens to the assessment, in any state, and leaves the state of
    its revisions as it was.
    """

    SUBMIT = "submit"
    RETURN = "return"
    SIGN_OFF = "sign_off"
    STOP = "stop"
    AMEND = "amend"
    SUPERSEDE = "supersede"


class Turn(StrEnum):
    """Who is expected to act next."""

    LEAD = "lead"
    SIGNER = "signer"
    NOBODY = "nobody"


class Condition(StrEnum):
    """What must hold before a step, as codes for the services that check it."""

    ALL_ANSWERED = "all_answered"
    SERIOUS_EVIDENCED = "serious_evidenced"
    COPIES_CONFIRMED = "copies_confirmed"
    BETTER_EXPLAINED = "better_explained"
    AREAS_NOTED = "areas_noted"
    CHILD_HEARD = "child_heard"
    FAMILY_TOLD = "family_told"
    COMMENTS_GIVEN = "comments_given"
    REASON_GIVEN = "reason_given"
    SIGNER_TOOK_NO_PART = "signer_took_no_part"
    JUDGED_BETTER_AGREED = "judged_better_agreed"
    NONE_OPEN = "none_open"
    AMENDMENT_SIGNED_OFF = "amendment_signed_off"


CONDITION_WORDS = {
    Condition.ALL_ANSWERED: "every item in scope has a grade, or a reason why there is none",
    Condition.SERIOUS_EVIDENCED: "every grade at serious or worse has evidence",
    Condition.COPIES_CONFIRMED: "every answer copied from another child is confirmed by evidence of the child's own",
    Condition.BETTER_EXPLAINED: (
        "for every item better by two levels or more, or from serious to below, it says what shows it, and whose effort"
        " it was"
    ),
    Condition.AREAS_NOTED: "every area has a dated note",
    Condition.CHILD_HEARD: "each child's voice is written down, or why there is none",
    Condition.FAMILY_TOLD: "it says what the family was told and whether they agree, or why they were not told",
    Condition.COMMENTS_GIVEN: "the person who returns it says what to do",
    Condition.REASON_GIVEN: "a reason is given",
    Condition.SIGNER_TOOK_NO_PART: "the person who signs took no part in it",
    Condition.JUDGED_BETTER_AGREED: (
        "the person who signs agrees with every grade judged better than the items make it where one of them is serious"
    ),
    Condition.NONE_OPEN: "no other revision of the assessment is being worked on or waiting for sign-off",
    Condition.AMENDMENT_SIGNED_OFF: "the revision that replaces it is signed off in the same step",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table.

    `opens` is the state of the new revision that the step begins, where it begins one.
    """

    state: RevisionState
    event: RevisionEvent
    next_state: RevisionState
    turn: Turn
    conditions: tuple[Condition, ...]
    opens: RevisionState | None = None


_SUBMITTING = (
    Condition.ALL_ANSWERED,
    Condition.SERIOUS_EVIDENCED,
    Condition.COPIES_CONFIRMED,
    Condition.BETTER_EXPLAINED,
    Condition.AREAS_NOTED,
    Condition.CHILD_HEARD,
    Condition.FAMILY_TOLD,
)

STEPS = (
    Step(RevisionState.DRAFT, RevisionEvent.SUBMIT, RevisionState.SUBMITTED, Turn.SIGNER, _SUBMITTING),
    Step(RevisionState.RETURNED, RevisionEvent.SUBMIT, RevisionState.SUBMITTED, Turn.SIGNER, _SUBMITTING),
    Step(
        RevisionState.SUBMITTED,
        RevisionEvent.RETURN,
        RevisionState.RETURNED,
        Turn.LEAD,
        (Condition.COMMENTS_GIVEN,),
    ),
    Step(
        RevisionState.SUBMITTED,
        RevisionEvent.SIGN_OFF,
        RevisionState.SIGNED_OFF,
        Turn.NOBODY,
        (Condition.SIGNER_TOOK_NO_PART, Condition.JUDGED_BETTER_AGREED),
    ),
    Step(
        RevisionState.DRAFT,
        RevisionEvent.STOP,
        RevisionState.STOPPED,
        Turn.NOBODY,
        (Condition.REASON_GIVEN,),
    ),
    Step(
        RevisionState.RETURNED,
        RevisionEvent.STOP,
        RevisionState.STOPPED,
        Turn.NOBODY,
        (Condition.REASON_GIVEN,),
    ),
    # The signed-off revision holds, and still counts, until the new one is signed off.
    Step(
        RevisionState.SIGNED_OFF,
        RevisionEvent.AMEND,
        RevisionState.SIGNED_OFF,
        Turn.LEAD,
        (Condition.REASON_GIVEN, Condition.NONE_OPEN),
        opens=RevisionState.DRAFT,
    ),
    Step(
        RevisionState.SIGNED_OFF,
        RevisionEvent.SUPERSEDE,
        RevisionState.SUPERSEDED,
        Turn.NOBODY,
        (Condition.AMENDMENT_SIGNED_OFF,),
    ),
)

_STEP_BY_STATE_AND_EVENT = {(step.state, step.event): step for step in STEPS}

_STATE_WORDS = {
    RevisionState.DRAFT: "is a draft",
    RevisionState.SUBMITTED: "is waiting for sign-off",
    RevisionState.RETURNED: "has been returned to its lead",
    RevisionState.SIGNED_OFF: "is signed off and locked",
    RevisionState.SUPERSEDED: "has been replaced by a later version",
    RevisionState.STOPPED: "has been stopped",
}

_EVENT_WORDS = {
    RevisionEvent.SUBMIT: "submitted",
    RevisionEvent.RETURN: "returned",
    RevisionEvent.SIGN_OFF: "signed off",
    RevisionEvent.STOP: "stopped",
    RevisionEvent.AMEND: "amended",
    RevisionEvent.SUPERSEDE: "replaced",
}

_WAY_OUT = {
    RevisionState.DRAFT: "submit it first",
    RevisionState.SUBMITTED: "ask the person who signs to return it first",
    RevisionState.RETURNED: "submit it again first",
    RevisionState.SIGNED_OFF: "amend it instead",
    RevisionState.SUPERSEDED: "open the latest version of this assessment",
    RevisionState.STOPPED: "start a new assessment",
}

_WAY_OUT_OF_ONE = {
    (RevisionState.DRAFT, RevisionEvent.AMEND): "change the draft itself",
    (RevisionState.SUBMITTED, RevisionEvent.SUBMIT): "the person who signs has it already",
    (RevisionState.SUBMITTED, RevisionEvent.SUPERSEDE): "sign it off first",
    (RevisionState.RETURNED, RevisionEvent.RETURN): "its lead has it already",
    (RevisionState.RETURNED, RevisionEvent.AMEND): "make the change and submit it again",
}


def get_step(state: RevisionState, event: RevisionEvent) -> Step:
    """Return the row of the table for an event in a state, or raise NotPossible saying what to do instead."""
    step = _STEP_BY_STATE_AND_EVENT.get((state, event))
    if step is None:
        way_out = _WAY_OUT_OF_ONE.get((state, event), _WAY_OUT[state])
        raise NotPossible(
            f"This assessment {_STATE_WORDS[state]}, so it cannot be {_EVENT_WORDS[event]} now: {way_out}."
        )
    return step


def check_event(state: RevisionState, event: RevisionEvent) -> None:
    """Raise NotPossible, saying what to do instead, if the event cannot happen in the state."""
    get_step(state, event)


def can_event(state: RevisionState, event: RevisionEvent) -> bool:
    """Say whether the event can happen in the state, its conditions apart."""
    return (state, event) in _STEP_BY_STATE_AND_EVENT


def next_state(state: RevisionState, event: RevisionEvent) -> RevisionState:
    """Return what the revision becomes, or raise NotPossible saying what to do instead."""
    return get_step(state, event).next_state


def is_completion(event: RevisionEvent, completed_on: date | None) -> bool:
    """Say whether an event completes the assessment: its first submission does, and no later one.

    Date, quarter, agency and team are stamped then and never worked out again; `completed_on` is that stamp.
    """
    return event is RevisionEvent.SUBMIT and completed_on is None
