"""How far back the words of the page look: six months, a year, this plan, or since the first reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gcp_tool.core.formatting import long_date
from gcp_tool.domain.change import View


class ViewCode(StrEnum):
    """A view, as addresses name it."""

    SIX_MONTHS = "six-months"
    YEAR = "year"
    PLAN = "plan"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Looked:
    """A view that was chosen: what it looks at, and how it is said of what goes on and of what has ended."""

    code: ViewCode
    view: View
    over: str
    over_ended: str


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A view that can be chosen."""

    code: str
    words: str
    is_this: bool


SIX_MONTHS = Looked(
    ViewCode.SIX_MONTHS,
    View.last_months(6),
    "over the last six months",
    "over the six months before it ended",
)
YEAR = Looked(ViewCode.YEAR, View.last_months(12), "over the last year", "over the year before it ended")
FIRST = Looked(
    ViewCode.FIRST, View.since_first(), "since the first reading", "from the first reading to its end"
)
_LINKS = {
    ViewCode.SIX_MONTHS: "Six months",
    ViewCode.YEAR: "A year",
    ViewCode.PLAN: "This plan",
    ViewCode.FIRST: "Since the first reading",
}


def looked_at(code: str | None, plan_since_on: date | None) -> Looked:
    """The view of an address; six months without one, for a plan that is not there, and for what is no view."""
    found = {ViewCode.YEAR: YEAR, ViewCode.FIRST: FIRST}
    if plan_since_on is not None:
        since = f"since this plan began on {long_date(plan_since_on)}"
        found[ViewCode.PLAN] = Looked(ViewCode.PLAN, View.since(plan_since_on), since, since)
    return next((looked for one, looked in found.items() if one.value == code), SIX_MONTHS)


def view_links(looked: Looked, plan_since_on: date | None) -> Sequence[ViewLink]:
    """The views there are."""
    return [
        ViewLink(code.value, words, code is looked.code)
        for code, words in _LINKS.items()
        if code is not ViewCode.PLAN or plan_since_on is not None
    ]
