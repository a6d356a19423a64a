"""Which cases are shown, and in which order. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from gcp_tool.core.pagination import PageOfRows
from gcp_tool.desk.caseload.cases import Case
from gcp_tool.desk.kinds import Only, Open, Sort
from gcp_tool.desk.queries.caseload import CaseRow
from gcp_tool.domain.change import Headline
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import PlanKind

PAGE_SIZE = 60
SOON = timedelta(days=28)
CHECK_MONTHS = 3  # the check after support opens so long before the last day for it
NONE = "none"
_ASK_FIRST = (Headline.GETTING_WORSE, Headline.NO_BETTER, Headline.NOT_RESCORED)
_NOT_ASSESSED = Headline.NOT_ENOUGH_RECENT.value


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caseload is asked for. Empty texts ask for everything; `NONE` for those without."""

    only: Only | None = None
    worker: str = ""
    team: str = ""
    plan: str = ""
    summary: str = ""
    sort: Sort = Sort.NEED
    number: int = 1

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return replace(self, sort=Sort.NEED, number=1) == Asked()

    def as_query(self, **changes: Any) -> Mapping[str, str]:
        """What stands in an address to ask for the same, with changes; what says nothing is left out."""
        asked = replace(self, **changes)
        values = {
            "only": asked.only.value if asked.only else "",
            "worker": asked.worker,
            "team": asked.team,
            "plan": asked.plan,
            "summary": asked.summary,
            "sort": "" if asked.sort is Sort.NEED else asked.sort.value,
            "page": "" if asked.number == 1 else str(asked.number),
        }
        return {name: value for name, value in values.items() if value}


def is_overdue(on: date | None, today: date) -> bool:
    """Whether the last day is past."""
    return on is not None and on < today


def is_check_due(row: CaseRow, today: date) -> bool:
    """Whether the check after support may be made now, or should have been."""
    return row.check_due_on is not None and add_months(row.check_due_on, -CHECK_MONTHS) <= today


def is_due_soon(on: date | None, today: date) -> bool:
    """Whether the day is today or in the next four weeks."""
    return on is not None and today <= on <= today + SOON


_TESTS: Mapping[Only, Callable[[Case, date], bool]] = {
    Only.REVIEW_OVERDUE: lambda case, today: is_overdue(case.row.review_due_on, today),
    Only.ASK_FIRST: lambda case, _: case.row.summary in _ASK_FIRST,
    Only.READING_OVERDUE: lambda case, today: is_overdue(case.row.reading_due_on, today),
    Only.REVIEW_SOON: lambda case, today: is_due_soon(case.row.review_due_on, today),
    Only.CHECK_DUE: lambda case, today: is_check_due(case.row, today),
    Only.TARGETS: lambda case, _: Open.TARGET in case.open,
    Only.ACTIONS: lambda case, _: Open.ACTION in case.open,
    Only.CHALLENGES: lambda case, _: Open.CHALLENGE in case.open,
    Only.OLD_DRAFTS: lambda case, _: Open.OLD_DRAFT in case.open,
    Only.NO_WORKER: lambda case, _: not case.row.is_here,
}


def waits_for(case: Case, only: Only, today: date) -> bool:
    """Whether a family waits for this. A closed one waits for nothing but its check."""
    return (case.row.closed_on is None or only is Only.CHECK_DUE) and _TESTS[only](case, today)


def count_waiting(cases: Sequence[Case], today: date) -> Mapping[Only, int]:
    """How many families wait for each thing: the same families that the list of it shows."""
    return {only: sum(waits_for(case, only, today) for case in cases) for only in Only}


def choose(cases: Sequence[Case], asked: Asked, today: date) -> Sequence[Case]:
    """The cases asked for, in the order asked for."""
    if asked.is_everything:
        chosen = [case for case in cases if case.row.closed_on is None]
    else:
        chosen = [case for case in cases if _is_asked(case, asked, today)]
    key = _KEYS[asked.sort]
    # the cases come by label, which stays the order of those that are alike
    return sorted(chosen, key=lambda case: key(case.row))


def page_of(cases: Sequence[Case], number: int) -> PageOfRows[Case]:
    """A page of the cases; one too far is the last."""
    number = min(number, PageOfRows((), 1, PAGE_SIZE, len(cases)).pages)
    start = (number - 1) * PAGE_SIZE
    return PageOfRows(cases[start : start + PAGE_SIZE], number, PAGE_SIZE, len(cases))


def _is_asked(case: Case, asked: Asked, today: date) -> bool:
    row = case.row
    if asked.only is None:
        if row.closed_on is not None:
            return False
    elif not waits_for(case, asked.only, today):
        return False
    return (
        _fits(asked.worker, row.worker_key if row.is_here else None)
        and _fits(asked.team, row.team_key)
        and _fits(asked.plan, row.plan_kind.value if row.plan_kind else None)
        and _fits(asked.summary, str(row.summary) if row.summary else None)
    )


def _fits(asked: str, value: str | None) -> bool:
    return not asked or asked == (value or NONE)


def is_serious(row: CaseRow) -> bool:
    """Whether anything is serious now."""
    return bool(row.worst_now and row.worst_now["serious"])


def by_need(row: CaseRow) -> tuple[bool, int, date]:
    """Serious first, then in the order of the summaries, then by how long no decision was taken."""
    return not is_serious(row), row.summary or _NOT_ASSESSED, row.review_due_on or date.max


_KEYS: Mapping[Sort, Callable[[CaseRow], Any]] = {
    Sort.NEED: by_need,
    Sort.REVIEW: lambda row: row.review_due_on or date.max,
    Sort.READING: lambda row: row.reading_due_on or date.max,
    Sort.LAST: lambda row: row.latest_on or date.min,
    Sort.PLAN: lambda row: row.plan_since_on or date.max,
    Sort.WORKER: lambda row: (not row.is_here, (row.worker or "").lower()),
    Sort.FAMILY: lambda _: 0,
}
PLAN_CODES = tuple(kind.value for kind in PlanKind)
