"""What the timeline of a family shows, read in a number of statements that does not grow with the family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gcp_tool.domain.vocabulary import AbuseCategory, PlanKind, SupportOutcome
from gcp_tool.models import (
    Allocation,
    Assessment,
    InstrumentVersion,
    Person,
    PlanEpisode,
    ReadingRow,
    Referral,
    Support,
    Team,
    TimelineEvent,
    User,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What every record around a family has: its key, where it came from, and that it was recorded in error."""

    key: str
    source: str | None
    in_error_at: datetime | None
    in_error_reason: str | None

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.in_error_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts(Recorded):
    """A plan of a child."""

    child: str
    kind: PlanKind
    category: AbuseCategory | None
    started_on: date
    ended_on: date | None
    end_words: str
    next_meeting_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts(Recorded):
    """A referral of a child."""

    child: str
    on_date: date
    referred_by: str
    no_further_action: bool | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFacts(Recorded):
    """Support for a person or, without a name, the family."""

    person: str
    what: str
    provider: str
    offered_on: date | None
    started_on: date | None
    ended_on: date | None
    outcome: SupportOutcome | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts(Recorded):
    """Something that happened to a person or, without a name, the family."""

    person: str
    kind: str
    on_date: date
    words: str


@dataclass(frozen=True, slots=True)
class AllocationFacts:
    """Who worked with the family, for which team."""

    worker: str
    team: str
    lead: bool
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """The grade of a domain of one child with one carer, as an assessment found it."""

    assessment_key: str
    child_id: int
    carer_id: int
    child_given: str
    child_family: str
    carer_given: str
    carer_family: str
    domain: str
    on_date: date
    grade: int | None
    signed_off: bool
    version_id: int

    @property
    def child(self) -> str:
        """The child's name as people say it."""
        return _name(self.child_given, self.child_family)

    @property
    def carer(self) -> str:
        """The carer's name as people say it."""
        return _name(self.carer_given, self.carer_family)


@dataclass(frozen=True, slots=True)
class TimelineRows:
    """Everything around a family, each kind by its dates. Records entered in error are among them."""

    plans: Sequence[PlanFacts]
    referrals: Sequence[ReferralFacts]
    support: Sequence[SupportFacts]
    events: Sequence[EventFacts]
    allocations: Sequence[AllocationFacts]
    readings: Sequence[ReadingFacts]
    versions: Sequence[InstrumentVersion]


_Child, _Carer = aliased(Person), aliased(Person)


def list_timeline(session: Session, family_id: int) -> TimelineRows:
    """All that is on record around a family."""
    readings = _readings(session, family_id)
    used = sorted({reading.version_id for reading in readings})
    versions = select(InstrumentVersion).where(InstrumentVersion.id.in_(used)).order_by(InstrumentVersion.id)
    return TimelineRows(
        plans=_plans(session, family_id),
        referrals=_referrals(session, family_id),
        support=_support(session, family_id),
        events=_events(session, family_id),
        allocations=_allocations(session, family_id),
        readings=readings,
        versions=session.scalars(versions).all(),
    )


def _plans(session: Session, family_id: int) -> Sequence[PlanFacts]:
    statement = (
        select(PlanEpisode, Person.given_name, Person.family_name)
        .join(Person, Person.id == PlanEpisode.child_id)
        .where(PlanEpisode.family_id == family_id)
        .order_by(PlanEpisode.started_on, PlanEpisode.id)
    )
    return [
        PlanFacts(
            **_recorded(row),
            child=_name(*name),
            kind=row.kind,
            category=row.category,
            started_on=row.started_on,
            ended_on=row.ended_on,
            end_words=row.end_words,
            next_meeting_on=row.next_meeting_on,
        )
        for row, *name in session.execute(statement)
    ]


def _referrals(session: Session, family_id: int) -> Sequence[ReferralFacts]:
    statement = (
        select(Referral, Person.given_name, Person.family_name)
        .join(Person, Person.id == Referral.child_id)
        .where(Referral.family_id == family_id)
        .order_by(Referral.on_date, Referral.id)
    )
    return [
        ReferralFacts(
            **_recorded(row),
            child=_name(*name),
            on_date=row.on_date,
            referred_by=row.referred_by,
            no_further_action=row.no_further_action,
            words=row.words,
        )
        for row, *name in session.execute(statement)
    ]


def _support(session: Session, family_id: int) -> Sequence[SupportFacts]:
    statement = (
        select(Support, Person.given_name, Person.family_name)
        .outerjoin(Person, Person.id == Support.person_id)
        .where(Support.family_id == family_id)
        .order_by(Support.offered_on, Support.started_on, Support.id)
    )
    return [
        SupportFacts(
            **_recorded(row),
            person=_name(*name),
            what=row.what,
            provider=row.provider,
            offered_on=row.offered_on,
            started_on=row.started_on,
            ended_on=row.ended_on,
            outcome=row.outcome,
            words=row.words,
        )
        for row, *name in session.execute(statement)
    ]


def _events(session: Session, family_id: int) -> Sequence[EventFacts]:
    statement = (
        select(TimelineEvent, Person.given_name, Person.family_name)
        .outerjoin(Person, Person.id == TimelineEvent.person_id)
        .where(TimelineEvent.family_id == family_id)
        .order_by(TimelineEvent.on_date, TimelineEvent.id)
    )
    return [
        EventFacts(**_recorded(row), person=_name(*name), kind=row.kind, on_date=row.on_date, words=row.words)
        for row, *name in session.execute(statement)
    ]


def _allocations(session: Session, family_id: int) -> Sequence[AllocationFacts]:
    statement = (
        select(User.name, Team.name, Allocation.lead, Allocation.started_on, Allocation.ended_on)
        .join(User, User.id == Allocation.user_id)
        .outerjoin(Team, Team.id == Allocation.team_id)
        .where(Allocation.family_id == family_id)
        .order_by(Allocation.started_on, Allocation.id)
    )
    return [
        AllocationFacts(worker, team or "", lead, start, end)
        for worker, team, lead, start, end in session.execute(statement)
    ]


def _readings(session: Session, family_id: int) -> Sequence[ReadingFacts]:
    statement = (
        select(
            Assessment.key.label("assessment_key"), ReadingRow.child_id, ReadingRow.carer_id, ReadingRow.domain,
            ReadingRow.on_date, ReadingRow.grade, ReadingRow.signed_off,
            _Child.given_name.label("child_given"), _Child.family_name.label("child_family"),
            _Carer.given_name.label("carer_given"), _Carer.family_name.label("carer_family"),
            Assessment.instrument_version_id.label("version_id"),
        )
        .join(Assessment, Assessment.id == ReadingRow.assessment_id)
        .join(_Child, _Child.id == ReadingRow.child_id)
        .join(_Carer, _Carer.id == ReadingRow.carer_id)
        .where(ReadingRow.family_id == family_id)
        .order_by(ReadingRow.on_date, ReadingRow.assessment_id, ReadingRow.profile_id, ReadingRow.domain)
    )  # fmt: skip
    return [ReadingFacts(**row) for row in session.execute(statement).mappings()]


def _recorded(row: PlanEpisode | Referral | Support | TimelineEvent) -> dict[str, Any]:
    return {
        "key": row.key,
        "source": row.source,
        "in_error_at": row.recorded_in_error_at,
        "in_error_reason": row.recorded_in_error_reason,
    }


def _name(given: str | None, family: str | None) -> str:
    return f"{given or ''} {family or ''}".strip()
