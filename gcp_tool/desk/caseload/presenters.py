"""A case in words: the page, the workbook and the CSV file are made of the same view. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from gcp_tool.core.formatting import age, counted, long_date, short_date
from gcp_tool.desk.caseload import content
from gcp_tool.desk.caseload.cases import Case, Detail
from gcp_tool.desk.caseload.choosing import is_check_due, is_overdue
from gcp_tool.desk.queries.caseload import CaseRow
from gcp_tool.domain.change import NOT_ASSESSED, Headline
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.families.presenters.cards import children_words
from gcp_tool.families.queries.lists import ChildRow
from gcp_tool.plans.content import PLAN_WORDS

_CONCERNS = frozenset(range(Headline.GETTING_WORSE, Headline.NOT_ENOUGH_RECENT))


class Grade(NamedTuple):
    """The worst of the latest grades in one domain, over the children and their carers."""

    title: str
    value: int | None
    kind: str


class Due(NamedTuple):
    """A day by which something is due, in words; what is past says for how long."""

    on: date | None
    words: str
    is_overdue: bool = False


class CaseView(NamedTuple):
    """A family of the caseload as it is shown."""

    key: str
    label: str
    ref: str
    tags: Sequence[str]
    children: str
    worker: str
    has_worker: bool
    worker_key: str
    team: str
    plan: str
    plan_since: date | None
    grades: tuple[Grade, ...]
    summary: str
    is_concern: bool
    worst: str
    last_reading: date | None
    reading: Due
    review: Due
    check: Due | None
    open: Sequence[str]

    @property
    def latest(self) -> str:
        """The latest grades as one sentence."""
        return "; ".join(f"{one.title} {'–' if one.value is None else one.value}" for one in self.grades)


def present_case(
    case: Case, detail: Detail, children: Sequence[ChildRow], names: Mapping[int, str], *, today: date
) -> CaseView:
    """A case in words. `names` are the given names of the people its worst grades are about."""
    row = case.row
    return CaseView(
        key=row.key,
        label=row.label,
        ref=row.ref,
        tags=[*(["Closed"] if row.closed_on else []), *(["Restricted"] if row.restricted else [])],
        children=children_words(children, today),
        worker=worker_words(row),
        has_worker=row.is_here,
        worker_key=row.worker_key or "",
        team=row.team,
        plan=plan_words(row.plan_kind, row.plan_since_on, today),
        plan_since=row.plan_since_on,
        grades=latest_grades(detail.strip),
        summary=summary_words(row, detail),
        is_concern=row.summary in _CONCERNS,
        worst=worst_words(row.worst_now, names),
        last_reading=row.latest_on,
        reading=_due(row.reading_due_on, today),
        review=_due(row.review_due_on, today),
        check=_check(row, today),
        open=open_words(case),
    )


def worker_words(row: CaseRow) -> str:
    """Who works with the family; whoever has left does not."""
    if row.worker is None:
        return content.NO_WORKER
    return row.worker if row.is_here else f"{content.NO_WORKER}: {row.worker} has left"


@lru_cache(maxsize=1024)
def plan_words(kind: PlanKind | None, since: date | None, today: date) -> str:
    """The plan and how long there has been one: `Child in need, 7 months on a plan`."""
    if kind is None:
        return content.NO_PLAN
    words = PLAN_WORDS[kind]
    return f"{words}, {age(since, today)} on a plan" if since else words


def summary_words(row: CaseRow, detail: Detail) -> str:
    """The headline of the family: its worst child's."""
    words = next((one["words"] for one in detail.because if one["summary"] == row.summary), NOT_ASSESSED)
    return f"{words[:1].upper()}{words[1:]}"


def worst_words(worst: Mapping[str, Any] | None, names: Mapping[int, str]) -> str:
    """`5 · Safety and supervision · Mia`: the worst that stands now; empty below concern."""
    if not worst or not worst["concern"]:
        return ""
    more = f" and {worst['more']} more" if worst["more"] else ""
    return " · ".join([str(worst["value"]), worst["title"], names.get(worst["child"], "a child")]) + more


def latest_grades(strip: Sequence[Mapping[str, Any]]) -> tuple[Grade, ...]:
    """The worst of the latest grades that can be compared, a domain each, in the order of the tool."""
    found: dict[str, tuple[int, Grade]] = {}
    for care in strip:
        for domain in care["domains"]:
            level, grade = _latest(care, domain)
            if domain["domain"] not in found or found[domain["domain"]][0] < level:
                found[domain["domain"]] = level, grade
    return tuple([grade for _, grade in found.values()])


def _latest(care: Mapping[str, Any], domain: Mapping[str, Any]) -> tuple[int, Grade]:
    """The level, 0 for none, and how it is shown."""
    for _day, level, value, is_comparable, _signed_off in reversed(domain["points"]):
        if is_comparable:
            return level, Grade(domain["title"], value, _kind(care, level))
    return 0, Grade(domain["title"], None, "missing")


def _kind(care: Mapping[str, Any], level: int) -> str:
    if level >= care["serious_from"]:
        return "serious"
    return "concern" if level >= care["concern_from"] else "low"


def open_words(case: Case) -> Sequence[str]:
    """What is open too long about the family."""
    return [
        counted(case.open[kind], *words) for kind, words in content.OPEN_WORDS.items() if kind in case.open
    ]


def overdue_words(on: date, today: date) -> str:
    """`overdue by 5 weeks`."""
    return f"overdue by {age(on, today)}"


@lru_cache(maxsize=2048)
def _due(on: date | None, today: date) -> Due:
    if on is None:
        return Due(None, content.NONE_DUE)
    if is_overdue(on, today):
        return Due(on, f"{overdue_words(on, today)} ({short_date(on)})", is_overdue=True)
    return Due(on, f"by {short_date(on)}")


def _check(row: CaseRow, today: date) -> Due | None:
    """The check after support, once it may be made."""
    return _due(row.check_due_on, today) if is_check_due(row, today) else None


def last_reading_words(view: CaseView) -> str:
    """The day of the last reading."""
    return long_date(view.last_reading) if view.last_reading else content.NO_READING
