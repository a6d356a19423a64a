"""What waits on a desk in numbers and lines: each number is as long as the list that it opens. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import long_date
from gcp_tool.desk.caseload import content
from gcp_tool.desk.caseload.cases import Case
from gcp_tool.desk.caseload.choosing import is_check_due, is_due_soon, is_overdue, waits_for
from gcp_tool.desk.caseload.presenters import overdue_words, worker_words
from gcp_tool.desk.kinds import Only
from gcp_tool.desk.queries.caseload import CaseRow
from gcp_tool.desk.queries.mine import ActionRow

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Number:
    """How many families wait for something, in words, and the code of the list that shows them."""

    total: int
    words: str
    only: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that is due for a family."""

    family_key: str
    family: str
    words: str
    details: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something that the person was given to do."""

    key: str
    family_key: str
    family: str
    what: str
    words: str
    is_overdue: bool


def present_numbers(counts: Mapping[Only, int], *, manages: bool) -> Sequence[Number]:
    """What families wait for, nothing where none does. Only a manager can give a family a worker."""
    asked = [only for only in Only if manages or only is not Only.NO_WORKER]
    return [
        Number(counts[only], content.ONLY_WORDS[only][counts[only] != 1], only.value)
        for only in asked
        if counts[only]
    ]


def present_reviews(cases: Sequence[Case], today: date) -> Sequence[DueLine]:
    """The first of the families whose six-month review is overdue: the longest without a decision first."""
    late = [case.row for case in cases if waits_for(case, Only.REVIEW_OVERDUE, today)]
    late.sort(key=lambda row: (row.review_due_on or today, row.label.lower()))
    return [_review(row, today) for row in late[:MOST_SHOWN]]


def _review(row: CaseRow, today: date) -> DueLine:
    due_on = row.review_due_on or today
    decided = f"last decided on {long_date(row.decided_on)}" if row.decided_on else "no decision so far"
    return DueLine(
        family_key=row.key,
        family=row.label,
        words=_capital(overdue_words(due_on, today)),
        details=f"Due by {long_date(due_on)}, {decided}. Worker: {worker_words(row)}",
        is_overdue=True,
    )


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def present_dues(cases: Sequence[Case], today: date) -> Sequence[DueLine]:
    """What is due for families in the next four weeks or was due before, the earliest first."""
    found = [due for case in cases for due in _dues(case.row, today)]
    found.sort(key=lambda due: (due[0], due[1].lower(), due[2]))
    return [
        DueLine(key, label, f"{what}: {_due_words(on, today)}", "", is_overdue(on, today))
        for on, label, what, key in found[:MOST_SHOWN]
    ]


def _dues(row: CaseRow, today: date) -> Iterator[tuple[date, str, str, str]]:
    days: list[tuple[date | None, str]] = []
    if row.closed_on is None:
        days = [(row.reading_due_on, "Next reading"), (row.review_due_on, "Six-month review by your manager")]
    if is_check_due(row, today):
        days.append((row.check_due_on, "Check after support"))
    for on, what in days:
        if on is not None and (is_overdue(on, today) or is_due_soon(on, today) or what.startswith("Check")):
            yield on, row.label, what, row.key


def _due_words(on: date, today: date) -> str:
    return overdue_words(on, today) if on < today else f"by {long_date(on)}"


def present_actions(rows: Sequence[ActionRow], today: date) -> Sequence[ActionLine]:
    """What the person was given to do, the earliest due first."""
    return [
        ActionLine(
            key=row.key,
            family_key=row.family_key or "",
            family=row.family or "",
            what=row.what,
            words=_capital(_due_words(row.due_on, today)),
            is_overdue=row.due_on < today,
        )
        for row in rows
    ]
