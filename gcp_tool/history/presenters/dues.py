"""What is due for a family: the next reading, the six-month review; and the plan it is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import long_date
from gcp_tool.plans.content import PLAN_WORDS
from gcp_tool.standing.telling import Told

_NONE_READING = "None is due: there is no open plan and nothing is a concern"
_NO_READING_YET = "Nothing has been read yet"
_NONE_REVIEW = "None is due"


@dataclass(frozen=True, slots=True)
class Due:
    """Something with its date in words. What is overdue says so."""

    key: str
    words: str
    is_overdue: bool = False


def present_dues(told: Told, today: date) -> Sequence[Due]:
    """The two dates and the plan; nothing of a closed case, whose dates nobody waits for."""
    is_read = any(care.ended is None for care in told.cares)
    return [
        _due("Next reading", told.reading_due_on, today, _NONE_READING if is_read else _NO_READING_YET),
        _due("Six-month review", told.review_due_on, today, _NONE_REVIEW),
        Due("Plan", _plan(told)),
    ]


def _due(key: str, on: date | None, today: date, otherwise: str) -> Due:
    if on is None:
        return Due(key, otherwise)
    if on < today:
        return Due(key, f"Overdue: it was due by {long_date(on)}", is_overdue=True)
    return Due(key, f"Due by {long_date(on)}")


def _plan(told: Told) -> str:
    if told.plan_kind is None:
        return "None is open"
    since = f", on a plan without a break since {long_date(told.plan_since_on)}" if told.plan_since_on else ""
    return f"{PLAN_WORDS[told.plan_kind]}{since}"
