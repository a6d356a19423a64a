"""A six-month review ends in a decision: which ones fit which plan, what each asks for, and what follows from it.

Days are given, never read from a clock. A problem is told at the name of what is at fault, in words for a person.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import PlanKind, ReviewDecision

LONGEST_WAIT_MONTHS = 6
CHECK_FROM_MONTHS = 3
CHECK_BY_MONTHS = 6

_WITHOUT_COURT = (
    ReviewDecision.CONTINUE,
    ReviewDecision.CHANGED_PLAN,
    ReviewDecision.REFER,
    ReviewDecision.CLOSE,
)
# Under these plans a conference or a reviewing officer decides; the manager recommends.
_RECOMMENDATIONS = (
    ReviewDecision.RECOMMEND_CONTINUE,
    ReviewDecision.RECOMMEND_CHANGED_PLAN,
    ReviewDecision.RECOMMEND_LEGAL_PLANNING,
    ReviewDecision.RECOMMEND_STEP_DOWN,
    ReviewDecision.RECOMMEND_END,
)
FITTING: Mapping[PlanKind | None, tuple[ReviewDecision, ...]] = {
    None: _WITHOUT_COURT,
    PlanKind.EARLY_HELP: _WITHOUT_COURT,
    # such a family is known to children's social care, so there is nobody to refer it to
    PlanKind.CHILD_IN_NEED: (
        ReviewDecision.CONTINUE,
        ReviewDecision.CHANGED_PLAN,
        ReviewDecision.STRATEGY_DISCUSSION,
        ReviewDecision.FAMILY_GROUP_CONFERENCE,
        ReviewDecision.PRACTICE_CHALLENGE_PANEL,
        ReviewDecision.LEGAL_PLANNING,
        ReviewDecision.STEP_DOWN,
        ReviewDecision.CLOSE,
    ),
    PlanKind.CHILD_PROTECTION: _RECOMMENDATIONS,
    PlanKind.LOOKED_AFTER: _RECOMMENDATIONS,
}
CONTINUING = frozenset({ReviewDecision.CONTINUE, ReviewDecision.RECOMMEND_CONTINUE})
LESSENING = frozenset(
    {
        ReviewDecision.STEP_DOWN,
        ReviewDecision.CLOSE,
        ReviewDecision.RECOMMEND_STEP_DOWN,
        ReviewDecision.RECOMMEND_END,
    }
)


class Shows(StrEnum):
    """What must be on record before less is done for a family, or else why it is not."""

    READING = "reading"
    TARGETS = "targets"
    VOICE = "voice"


WANTED: Mapping[Shows, str] = {
    Shows.READING: "Enter why less is to be done without a reading from the last three months",
    Shows.TARGETS: "Enter why less is to be done while targets have no outcome",
    Shows.VOICE: "Enter why less is to be done without every child’s voice",
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a decision is taken in: the plan now, the day of the last review, and what the record lacks.

    `is_drifting` says that care of a child is no better after six months: going on must say what will be different.
    """

    today: date
    plan_kind: PlanKind | None = None
    is_drifting: bool = False
    last_on: date | None = None
    lacks: frozenset[Shows] = frozenset()

    @property
    def choices(self) -> tuple[ReviewDecision, ...]:
        """The decisions that fit the plan."""
        return FITTING[self.plan_kind]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as given. `why_lacking` says for each thing that the record lacks why less is done all the same."""

    on: date | None
    decision: ReviewDecision | None
    reason: str = ""
    next_on: date | None = None
    different: str = ""
    known_by: date | None = None
    why_lacking: Mapping[Shows, str] = field(default_factory=dict)


def find_problems(given: Decided, now: Circumstances) -> dict[str, str]:
    """Return what stands in the way of a decision, by the name of what is at fault; nothing when it may be taken."""
    return {
        name: message
        for name, message in (
            ("on", _day_problem(given.on, now)),
            ("decision", _decision_problem(given.decision, now)),
            ("reason", "" if given.reason.strip() else "Enter the reason for the decision"),
            ("next_on", _next_problem(given)),
            *_difference_problems(given, now),
            *_lack_problems(given, now),
        )
        if message
    }


def _day_problem(on: date | None, now: Circumstances) -> str:
    if on is None:
        return "Enter the date of the review"
    if on > now.today:
        return "The date of the review must be today or in the past"
    if now.last_on is not None and on < now.last_on:
        return "The date of the review must not be before the last review"
    return ""


def _decision_problem(decision: ReviewDecision | None, now: Circumstances) -> str:
    if decision is None:
        return "Choose the decision"
    return "" if decision in now.choices else "Choose a decision that fits the plan the family is on now"


def _next_problem(given: Decided) -> str:
    """Nothing follows only a closing: every other decision is looked at again within six months."""
    if given.decision is ReviewDecision.CLOSE:
        return (
            "" if given.next_on is None else "Leave the next date empty: nothing follows when the case closes"
        )
    if given.next_on is None:
        return "Enter the date of the next review"
    if given.on is None:
        return ""
    if given.next_on <= given.on:
        return "The next review must be after this one"
    if given.next_on > add_months(given.on, LONGEST_WAIT_MONTHS):
        return "The next review must be within six months of this one"
    return ""


def _difference_problems(given: Decided, now: Circumstances) -> Iterable[tuple[str, str]]:
    if given.decision not in CONTINUING or not now.is_drifting:
        return
    if not given.different.strip():
        yield "different", "Enter what will be different this time"
    if given.known_by is None:
        yield "known_by", "Enter by when you will know"
    elif given.on is not None and given.known_by <= given.on:
        yield "known_by", "The day by which you will know must be after this review"


def _lack_problems(given: Decided, now: Circumstances) -> Iterable[tuple[str, str]]:
    if given.decision not in LESSENING:
        return
    for lack in Shows:
        if lack in now.lacks and not given.why_lacking.get(lack, "").strip():
            yield lack.value, WANTED[lack]


def what_lacks(
    *, latest_on: date | None, has_open_target: bool, is_every_child_heard: bool, today: date
) -> frozenset[Shows]:
    """Return what the record lacks before less may be done without saying why."""
    is_recent = latest_on is not None and latest_on >= add_months(today, -CHECK_FROM_MONTHS)
    found = {
        Shows.READING: not is_recent,
        Shows.TARGETS: has_open_target,
        Shows.VOICE: not is_every_child_heard,
    }
    return frozenset(lack for lack, is_so in found.items() if is_so)


def check_window(decision: ReviewDecision, on: date) -> tuple[date, date] | None:
    """Return from when to when a reading shows whether change lasts without the help; None where nothing lessened."""
    if decision not in LESSENING:
        return None
    return add_months(on, CHECK_FROM_MONTHS), add_months(on, CHECK_BY_MONTHS)


def check_due(decision: ReviewDecision, on: date, read_on: Collection[date]) -> date | None:
    """Return by when the check after support is due; None where none is asked for, or a later reading made it."""
    window = check_window(decision, on)
    if window is None or any(day >= window[0] for day in read_on):
        return None
    return window[1]


def months_without(since: date, today: date) -> int:
    """Return how many whole months have passed since a day."""
    months = (today.year - since.year) * 12 + today.month - since.month
    return max(0, months - (today < add_months(since, months)))


@dataclass(frozen=True, slots=True)
class ActionGiven:
    """What somebody is to do by when, as given; `who` names somebody, whether by account or in words."""

    what: str
    who: str
    due_on: date | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was given."""
        return not (self.what.strip() or self.who.strip() or self.due_on)


def find_action_problems(given: ActionGiven, today: date) -> dict[str, str]:
    """Return what is missing of an action, by the name of what is at fault. Nothing given is no action."""
    if given.is_empty:
        return {}
    problems = {
        "what": "" if given.what.strip() else "Enter what is to be done",
        "who": "" if given.who.strip() else "Enter who is to do it",
        "due_on": _due_problem(given.due_on, today),
    }
    return {name: message for name, message in problems.items() if message}


def _due_problem(due_on: date | None, today: date) -> str:
    if due_on is None:
        return "Enter by when it is to be done"
    return "The day it is to be done by must be today or later" if due_on < today else ""
