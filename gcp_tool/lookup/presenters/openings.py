"""Uses of break-glass in words, for the managers who review them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from gcp_tool.access.actor import Actor
from gcp_tool.access.break_glass_policies import can_review_opening
from gcp_tool.core import clock
from gcp_tool.core.formatting import counted, date_and_time, month_and_year
from gcp_tool.domain.dates import add_months
from gcp_tool.history.presenters.opened import REASON_WORDS, SHORT_VERDICTS
from gcp_tool.models import BreakGlass

_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class UseView:
    """One use: who opened which family, when and why, and how it was judged."""

    key: str
    family_key: str
    label: str
    who: str
    when: str
    reason: str
    words: str
    note: str
    state: str
    is_judged: bool
    may_review: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month of uses, the months beside it as an address has them, and its first moment and the one after its last."""

    words: str
    before: str
    after: str
    starts: datetime
    ends: datetime


def read_month(typed: str | None, today: date) -> Month:
    """The month asked for as `2026-11`; this month where that is none, or is still to come."""
    this = today.replace(day=1)
    first = _first_day(typed) or this
    first = min(first, this)
    following = add_months(first, 1)
    return Month(
        words=month_and_year(first),
        before=code_of(add_months(first, -1)) if first.year > _FIRST_YEAR else "",
        after=code_of(following) if following <= this else "",
        starts=_midnight(first),
        ends=_midnight(following),
    )


def code_of(day: date) -> str:
    """The month of a day as an address has it."""
    return f"{day:%Y-%m}"


def present_use(opening: BreakGlass, actor: Actor) -> UseView:
    """One use in words."""
    state = SHORT_VERDICTS[opening.verdict] if opening.verdict else "Not reviewed yet"
    if opening.reviewed_by is not None:
        state += f" by {opening.reviewed_by.name}"
    return UseView(
        key=opening.key,
        family_key=opening.family.key,
        label=opening.family.label,
        who=opening.user.name,
        when=date_and_time(opening.at),
        reason=REASON_WORDS[opening.reason],
        words=opening.words,
        note=opening.note,
        state=state,
        is_judged=opening.verdict is not None,
        may_review=can_review_opening(actor, opening),
    )


def waiting_words(waiting: Sequence[datetime]) -> str:
    """How many uses wait for a review, over all months."""
    if not waiting:
        return "Nothing waits for your review."
    waits = counted(len(waiting), "use waits", "uses wait")
    return f"{waits} for your review."


def _first_day(typed: str | None) -> date | None:
    try:
        day = datetime.strptime(typed or "", "%Y-%m").replace(tzinfo=clock.LOCAL).date()
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.LOCAL)
