"""What a report is made from: a family as it stands for the children asked for, and what happened meanwhile."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.queries.targets import list_family_targets
from gcp_tool.assessments.record import Record
from gcp_tool.core.working_days import working_days_before
from gcp_tool.domain.change import View
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.history.report.choices import Period
from gcp_tool.history.report.past import around_as_at
from gcp_tool.history.report.queries import (
    Graded,
    count_awaiting,
    find_revisions,
    list_graded,
    list_records,
)
from gcp_tool.models import Family, Target
from gcp_tool.plans.queries.timeline import TimelineRows, list_timeline
from gcp_tool.standing.as_at import load_family_as_at
from gcp_tool.standing.families import tell_family
from gcp_tool.standing.loading import LoadedFamily
from gcp_tool.standing.queries import MemberRow
from gcp_tool.standing.series import Care, Seen
from gcp_tool.standing.telling import Told, tell

_MONTHS = {Period.SIX_MONTHS: 6, Period.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be told of: which children (all without any), how far back, and whether what awaits counts.

    `until_on` is a day in the past as of which all is told; without it, today.
    """

    children: Collection[str] = ()
    period: Period = Period.SIX_MONTHS
    since_on: date | None = None
    until_on: date | None = None
    awaiting: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The time a report looks at: from a day, or from the first reading ever, to the day as of which it tells.

    That is today, or a day in the past: then nothing is told that was not known at its end.
    """

    view: View
    start: date
    today: date
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything that a report tells. `people` are all members ever, a given and a family name each."""

    ref: str
    label: str
    told: Told
    span: Span
    children: Sequence[MemberRow]
    people: Sequence[tuple[str, str]]
    around: TimelineRows
    targets: Sequence[Target]
    graded: Sequence[Graded]
    records: Mapping[int, Record]
    awaiting_left_out: int
    awaiting: bool
    made_on: date

    @property
    def cares(self) -> tuple[Care, ...]:
        """Every child with every carer, live ones first."""
        return self.told.cares

    @property
    def live(self) -> tuple[Care, ...]:
        """Those that have not ended."""
        return tuple(care for care in self.cares if care.ended is None)

    def record_of(self, care: Care) -> Record | None:
        """The latest assessment of a care that is told of, with everything on it."""
        latest = latest_assessment(care)
        return self.records.get(latest) if latest is not None else None


def gather(session: Session, actor: Actor, family: Family, *, wanted: Wanted, today: date) -> Matter:
    """Read everything that a report tells, in a number of statements that grows only with the latest assessments."""
    end = wanted.until_on or today
    loaded, revisions = _load(session, family, wanted, today)
    chosen = _chosen(loaded, wanted)
    told = tell(chosen, today=end, working_days_before=working_days_before)
    read = {one.assessment_id for care in told.cares for one in _seen(care)}
    graded = list_graded(session, [revisions[assessment] for assessment in sorted(read)])
    latest = {latest_assessment(care) for care in told.cares}
    records = list_records(session, actor, [one for one in graded if one.id in latest])
    around = _around(list_timeline(session, family.id), loaded, chosen)
    child_ids = {care.child.id for care in told.cares} | {child.person_id for child in told.children}
    return Matter(
        ref=family.ref,
        label=family.label,
        told=told,
        span=span_of(told, wanted, end),
        children=told.children,
        people=[(member.given_name, member.family_name) for member in loaded.members],
        around=around_as_at(around, end) if wanted.until_on else around,
        targets=[
            one
            for one in list_family_targets(session, family.id)
            if one.child_id in child_ids and one.set_on <= end
        ],
        graded=graded,
        records={record.assessment.id: record for record in records},
        awaiting_left_out=0 if wanted.awaiting or wanted.until_on else count_awaiting(session, family.id),
        awaiting=wanted.awaiting,
        made_on=today,
    )


def _load(
    session: Session, family: Family, wanted: Wanted, today: date
) -> tuple[LoadedFamily, Mapping[int, int]]:
    """The family as it stands or stood, and the revision in which each assessment counts."""
    if wanted.until_on is not None:
        past = load_family_as_at(session, family, on=wanted.until_on)
        return past.loaded, past.revisions
    loaded, _ = tell_family(session, family, today=today)
    return loaded, find_revisions(session, family.id)


def latest_assessment(care: Care) -> int | None:
    """The assessment that a care was last read by."""
    last = max(_seen(care), key=lambda one: (one.on, one.assessment_id), default=None)
    return last.assessment_id if last else None


def span_of(told: Told, wanted: Wanted, end: date) -> Span:
    """The time that is looked at. A plan that nobody has begun is as six months."""
    first = min((day for care in told.cares for day in care.days), default=end)
    is_past = wanted.until_on is not None
    if wanted.period is Period.FIRST:
        return Span(View.since_first(), first, end, is_past)
    since = told.plan_since_on if wanted.period is Period.PLAN else wanted.since_on
    if since is not None and wanted.period not in _MONTHS:
        return Span(View.since(since), since, end, is_past)
    months = _MONTHS.get(wanted.period, _MONTHS[Period.SIX_MONTHS])
    return Span(View.last_months(months), add_months(end, -months), end, is_past)


def _seen(care: Care) -> list[Seen]:
    return [one for series in care.series for one in series.seen]


def _chosen(loaded: LoadedFamily, wanted: Wanted) -> LoadedFamily:
    """The family with the children asked for and, unless asked otherwise, only what is signed off."""
    ids = {member.person_id for member in loaded.members if member.person_key in wanted.children}
    cares = [care for care in loaded.cares if not wanted.children or care.child.id in ids]
    counted = [care if wanted.awaiting else _signed_off(care) for care in cares]
    return replace(
        loaded,
        cares=tuple(care for care in counted if care.days),
        members=[
            member
            for member in loaded.members
            if not wanted.children or member.role is not MemberRole.CHILD or member.person_id in ids
        ],
        plans=[plan for plan in loaded.plans if not wanted.children or plan.child_id in ids],
    )


def _signed_off(care: Care) -> Care:
    series = tuple(
        replace(one, seen=tuple(seen for seen in one.seen if seen.signed_off)) for one in care.series
    )
    # a domain is in scope though what was seen of it waits: then it was not read
    return replace(care, series=tuple(one for one in series if one.seen or one.in_scope))


def _around(rows: TimelineRows, loaded: LoadedFamily, chosen: LoadedFamily) -> TimelineRows:
    """What stands of what happened, without what is about a child that is left out."""
    kept = {member.person_id for member in chosen.members}
    out = {member.name for member in loaded.members if member.person_id not in kept}
    return replace(
        rows,
        plans=[one for one in rows.plans if one.stands and one.child not in out],
        referrals=[one for one in rows.referrals if one.stands and one.child not in out],
        support=[one for one in rows.support if one.stands and one.person not in out],
        events=[one for one in rows.events if one.stands and one.person not in out],
    )
