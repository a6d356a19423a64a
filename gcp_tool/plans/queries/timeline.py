"""What the timeline of a family shows, read in a number of statements that does not grow with the family."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.core.database import plain_rows
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
from gcp_tool.plans.queries.decisions import ChallengeFacts, ReviewFacts, list_reviews


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
    """Everything around a family, each kind by its dates. Records entered in error are among them.

    Challenges are only in the list, so who shows it reads them.
    """

    plans: Sequence[PlanFacts]
    referrals: Sequence[ReferralFacts]
    support: Sequence[SupportFacts]
    events: Sequence[EventFacts]
    allocations: Sequence[AllocationFacts]
    readings: Sequence[ReadingFacts]
    versions: Sequence[InstrumentVersion]
    reviews: Sequence[ReviewFacts] = ()
    challenges: Sequence[ChallengeFacts] = ()


_Facts = TypeVar("_Facts", bound=Recorded)


def _around(model: Any, person: Any, names: Sequence[str], *order: Any) -> Select[Any]:
    """What is recorded of one kind around a family, with the name of the person it is about, if there is one."""
    recorded = (
        model.key,
        model.source,
        model.recorded_in_error_at.label("in_error_at"),
        model.recorded_in_error_reason.label("in_error_reason"),
    )
    return (
        select(Person.given_name, Person.family_name, *recorded, *(getattr(model, name) for name in names))
        .outerjoin(Person, Person.id == person)
        .where(model.family_id == bindparam("family"))
        .order_by(*order, model.id)
    )


# Statements that differ only in what they are given are made once: making one takes longer than running it.
_PLANS = _around(
    PlanEpisode,
    PlanEpisode.child_id,
    ("kind", "category", "started_on", "ended_on", "end_words", "next_meeting_on"),
    PlanEpisode.started_on,
)
_REFERRALS = _around(
    Referral,
    Referral.child_id,
    ("on_date", "referred_by", "no_further_action", "words"),
    Referral.on_date,
)
_SUPPORT = _around(
    Support,
    Support.person_id,
    ("what", "provider", "offered_on", "started_on", "ended_on", "outcome", "words"),
    Support.offered_on,
    Support.started_on,
)
_EVENTS = _around(TimelineEvent, TimelineEvent.person_id, ("kind", "on_date", "words"), TimelineEvent.on_date)
_ALLOCATIONS = (
    select(User.name, Team.name, Allocation.lead, Allocation.started_on, Allocation.ended_on)
    .join(User, User.id == Allocation.user_id)
    .outerjoin(Team, Team.id == Allocation.team_id)
    .where(Allocation.family_id == bindparam("family"))
    .order_by(Allocation.started_on, Allocation.id)
)
_Child, _Carer = aliased(Person), aliased(Person)
_READINGS: Any = (
    select(
        Assessment.key, ReadingRow.child_id, ReadingRow.carer_id,
        _Child.given_name, _Child.family_name, _Carer.given_name, _Carer.family_name,
        ReadingRow.domain, ReadingRow.on_date, ReadingRow.grade, ReadingRow.signed_off,
        Assessment.instrument_version_id,
    )
    .join(Assessment, Assessment.id == ReadingRow.assessment_id)
    .join(_Child, _Child.id == ReadingRow.child_id)
    .join(_Carer, _Carer.id == ReadingRow.carer_id)
    .where(ReadingRow.family_id == bindparam("family"))
    .order_by(ReadingRow.on_date, ReadingRow.assessment_id, ReadingRow.profile_id, ReadingRow.domain)
)  # fmt: skip
_VERSIONS = (
    select(InstrumentVersion)
    .where(InstrumentVersion.id.in_(bindparam("ids", expanding=True)))
    .order_by(InstrumentVersion.id)
)


def list_timeline(session: Session, family_id: int) -> TimelineRows:
    """All that is on record around a family."""
    family = {"family": family_id}
    readings = [ReadingFacts(*row) for row in plain_rows(session, _READINGS, family)]
    used = sorted({reading.version_id for reading in readings})
    return TimelineRows(
        plans=_facts(session, _PLANS, family_id, PlanFacts, "child"),
        referrals=_facts(session, _REFERRALS, family_id, ReferralFacts, "child"),
        support=_facts(session, _SUPPORT, family_id, SupportFacts, "person"),
        events=_facts(session, _EVENTS, family_id, EventFacts, "person"),
        allocations=[
            AllocationFacts(worker, team or "", lead, start, end)
            for worker, team, lead, start, end in plain_rows(session, _ALLOCATIONS, family)
        ],
        readings=readings,
        versions=session.scalars(_VERSIONS, {"ids": used}).all(),
        reviews=list_reviews(session, family_id),
    )


def _facts(
    session: Session, statement: Select[Any], family_id: int, kind: Callable[..., _Facts], whose: str
) -> Sequence[_Facts]:
    """The rows of a kind; `whose` is what it calls the name of the person it is about."""
    found = []
    for row in plain_rows(session, statement, {"family": family_id}).mappings():
        facts = dict(row)
        name = _name(facts.pop("given_name"), facts.pop("family_name"))
        found.append(kind(**{whose: name}, **facts))
    return found


def _name(given: str | None, family: str | None) -> str:
    return f"{given or ''} {family or ''}".strip()
