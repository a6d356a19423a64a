"""How a family stands on a day, from its cares and plans, by the rules of the domain. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gcp_tool.domain.change import FamilySummary, LiveLine, family_summary
from gcp_tool.domain.change.readings import points
from gcp_tool.domain.due import (
    NO_DEMANDS,
    Demands,
    Episode,
    WorkingDaysBefore,
    child_reading_due,
    demands_of,
    first_at_concern,
    involved_since,
    reading_due,
    review_due,
)
from gcp_tool.domain.reviewing import check_due
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.standing.liveness import GROWN_UP_AT, birthday_of, children_now
from gcp_tool.standing.loading import LoadedFamily
from gcp_tool.standing.queries import MemberRow, PlanRow
from gcp_tool.standing.series import Care

_BAND_BIRTHDAYS = (2, 5, 11, GROWN_UP_AT)


@dataclass(frozen=True, slots=True)
class Told:
    """How a family stands: its summary, what is due when, its plan, and the day from which all this may be another.

    `decided_on` is the day of its last six-month review, `check_due_on` when the check after support is due.
    """

    summary: FamilySummary
    cares: tuple[Care, ...]
    children: tuple[MemberRow, ...]
    demands: Mapping[int, Demands]
    reading_due_on: date | None
    review_due_on: date | None
    plan_kind: PlanKind | None
    plan_since_on: date | None
    recompute_on: date | None
    decided_on: date | None = None
    check_due_on: date | None = None


def tell(
    family: LoadedFamily,
    *,
    today: date,
    working_days_before: WorkingDaysBefore,
) -> Told:
    """Say how a family stands on a day. The next six-month review wants a reading as a meeting of its plans does."""
    live = tuple(care for care in family.cares if care.ended is None)
    children = () if family.facts.closed_on else children_now(family.members, today)
    decided = family.decided
    decided_on = decided.on if decided else None
    demands = _demands_of(family, today, working_days_before, decided.next_on if decided else None)
    summary = family_summary(
        [line for care in live for line in live_lines(care, demands.get(care.child.id, NO_DEMANDS))],
        [child.person_id for child in children],
        today,
    )
    open_plans = _open_plans(family, today)
    strongest = max(open_plans, key=lambda plan: list(PlanKind).index(plan.kind), default=None)
    return Told(
        summary=summary,
        cares=family.cares,
        children=children,
        demands=demands,
        reading_due_on=_reading_due(live, demands, today),
        review_due_on=_review_due(family, live, today, decided_on),
        plan_kind=strongest.kind if strongest else None,
        plan_since_on=_involved_since(family, today),
        recompute_on=_recompute_on(family, summary, today),
        decided_on=decided_on,
        check_due_on=_check_due(family),
    )


def live_lines(care: Care, demands: Demands) -> Iterator[LiveLine]:
    """The domains of a care that the headline asks about, as the change rule takes them."""
    for series in care.series:
        if series.counts(care.rule):
            readings = series.readings(care.rule)
            due_on = reading_due(readings[-1].on, care.rule, demands) if readings else None
            yield LiveLine(care.child.id, care.carer.id, series.domain.id, readings, care.rule, due_on)


def _demands_of(
    family: LoadedFamily,
    today: date,
    working_days_before: WorkingDaysBefore,
    next_meeting_on: date | None,
) -> Mapping[int, Demands]:
    """What the open plans of each child ask for, and the meeting of the family of every child who was ever read."""
    found: dict[int, list[tuple[PlanKind, date | None]]] = {}
    if next_meeting_on is not None:
        found = {care.child.id: [] for care in family.cares}
    for plan in _open_plans(family, today):
        found.setdefault(plan.child_id, []).append((plan.kind, plan.next_meeting_on))
    return {
        child: demands_of(plans, working_days_before=working_days_before, next_meeting_on=next_meeting_on)
        for child, plans in found.items()
    }


def _open_plans(family: LoadedFamily, today: date) -> Sequence[PlanRow]:
    if family.facts.closed_on is not None:
        return ()
    return [plan for plan in family.plans if Episode(plan.started_on, plan.ended_on).is_open(today)]


def _reading_due(live: Sequence[Care], demands: Mapping[int, Demands], today: date) -> date | None:
    """When the first of the children is to be read again."""
    days = [
        child_reading_due(
            [
                (points(series.readings(care.rule), today), care.rule)
                for care in live
                if care.child.id == child
                for series in care.series
                if series.counts(care.rule)
            ],
            demands.get(child, NO_DEMANDS),
        )
        for child in {care.child.id for care in live}
    ]
    return min((day for day in days if day is not None), default=None)


def _review_due(
    family: LoadedFamily, live: Sequence[Care], today: date, decided_on: date | None
) -> date | None:
    if family.facts.closed_on is not None:
        return None
    lines = [
        (points(series.readings(care.rule), today), care.rule) for care in live for series in care.series
    ]
    return review_due(
        involved_since_on=_involved_since(family, today),
        first_concern_on=first_at_concern(lines),
        is_at_concern=any(line and line[-1].grade >= rule.concern_from for line, rule in lines),
        decided_on=decided_on,
    )


def _check_due(family: LoadedFamily) -> date | None:
    decided = family.decided
    if decided is None:
        return None
    return check_due(decided.decision, decided.on, {day for care in family.cares for day in care.days})


def _involved_since(family: LoadedFamily, today: date) -> date | None:
    if family.facts.closed_on is not None:
        return None
    return involved_since([Episode(plan.started_on, plan.ended_on) for plan in family.plans], today)


def _recompute_on(family: LoadedFamily, summary: FamilySummary, today: date) -> date | None:
    """The first day on which something may be otherwise: by the rule, a birthday, or a plan that begins or ends."""
    days = [*_birthdays(family.members), *_plan_days(family.plans)]
    if summary.valid_until is not None:
        days.append(summary.valid_until + timedelta(days=1))
    return min((day for day in days if day > today), default=None)


def _birthdays(members: Sequence[MemberRow]) -> Iterator[date]:
    for member in members:
        if member.birth_on is not None:
            yield from (birthday_of(member.birth_on, years) for years in _BAND_BIRTHDAYS)


def _plan_days(plans: Sequence[PlanRow]) -> Iterator[date]:
    for plan in plans:
        yield plan.started_on
        if plan.ended_on is not None:
            yield plan.ended_on
