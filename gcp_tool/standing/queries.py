"""What the standing of families is worked out from, read for many families in as many queries as for one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.domain.vocabulary import AgeBand, MemberRole, Origin, PlanKind, ReviewDecision
from gcp_tool.models import (
    Allocation,
    Assessment,
    Family,
    FamilyMember,
    InstrumentVersion,
    Person,
    PlanEpisode,
    Profile,
    ReadingRow,
    Review,
    Revision,
    User,
)


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """A stored reading, with what is needed to place it among the others."""

    family_id: int
    child_id: int
    carer_id: int
    domain: str
    line: str
    on: date
    grade: int | None
    graded: int
    of_items: int
    signed_off: bool
    scorer_id: int
    assessment_id: int
    version_id: int
    origin: Origin
    band: AgeBand | None
    submitted_at: datetime | None
    signed_off_at: datetime | None
    because_code: str | None
    items: Mapping[str, int | None] | None
    held: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person as a member of the family, now or before."""

    family_id: int
    person_id: int
    person_key: str
    given_name: str
    family_name: str
    birth_on: date | None
    expected_birth_on: date | None
    died_on: date | None
    role: MemberRole
    household: str
    ended_on: date | None
    started_on: date = date.min

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan of a child that was not taken back."""

    family_id: int
    child_id: int
    kind: PlanKind
    started_on: date
    ended_on: date | None
    next_meeting_on: date | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """The decision that a family's last six-month review ended in, by whom, and when the next is to be."""

    family_id: int
    review_id: int
    key: str
    on: date
    decision: ReviewDecision
    next_on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """Who holds a family: its team, whether it is restricted, and its allocated worker."""

    id: int
    team_id: int
    restricted: bool
    closed_on: date | None
    worker_id: int | None


# Statements that differ only in what they are given are made once: making one takes longer than running it.
_READINGS = (
    select(
        ReadingRow.family_id, ReadingRow.child_id, ReadingRow.carer_id, ReadingRow.domain, ReadingRow.line,
        ReadingRow.on_date.label("on"), ReadingRow.grade, ReadingRow.graded, ReadingRow.of_items,
        ReadingRow.signed_off, ReadingRow.scorer_id, ReadingRow.assessment_id,
        Assessment.instrument_version_id.label("version_id"), Assessment.origin,
        Profile.age_band.label("band"), Revision.submitted_at, Revision.signed_off_at,
        ReadingRow.because_code, ReadingRow.items, ReadingRow.held,
    )
    .join(Assessment, Assessment.id == ReadingRow.assessment_id)
    .join(Profile, Profile.id == ReadingRow.profile_id)
    .join(Revision, Revision.id == ReadingRow.revision_id)
    .where(ReadingRow.family_id.in_(bindparam("families", expanding=True)))
    .order_by(ReadingRow.on_date, ReadingRow.assessment_id, ReadingRow.profile_id, ReadingRow.domain)
)  # fmt: skip

_MEMBERS = (
    select(
        FamilyMember.family_id, Person.id.label("person_id"), Person.key.label("person_key"),
        Person.given_name, Person.family_name, Person.birth_on, Person.expected_birth_on, Person.died_on,
        FamilyMember.role, FamilyMember.household, FamilyMember.ended_on, FamilyMember.started_on,
    )
    .join(Person, Person.id == FamilyMember.person_id)
    .where(FamilyMember.family_id.in_(bindparam("families", expanding=True)))
    .order_by(FamilyMember.id)
)  # fmt: skip

_PLANS = (
    select(
        PlanEpisode.family_id, PlanEpisode.child_id, PlanEpisode.kind, PlanEpisode.started_on,
        PlanEpisode.ended_on, PlanEpisode.next_meeting_on,
    )
    .where(
        PlanEpisode.family_id.in_(bindparam("families", expanding=True)),
        PlanEpisode.recorded_in_error_at.is_(None),
    )
    .order_by(PlanEpisode.started_on, PlanEpisode.id)
)  # fmt: skip

_Later = aliased(Review)
_DECISIONS = (
    select(
        Review.family_id, Review.id.label("review_id"), Review.key, Review.on_date.label("on"),
        Review.decision, Review.next_on, User.name.label("by"),
    )
    .join(User, User.id == Review.by_id)
    .outerjoin(_Later, (_Later.supersedes_id == Review.id) & (_Later.on_date <= bindparam("day")))
    .where(
        Review.family_id.in_(bindparam("families", expanding=True)),
        Review.on_date <= bindparam("day"),
        _Later.id.is_(None),
    )
    .order_by(Review.on_date, Review.id)
)  # fmt: skip

_FAMILIES = (
    select(
        Family.id, Family.team_id, Family.restricted, Family.closed_on,
        Allocation.user_id.label("worker_id"),
    )
    .outerjoin(
        Allocation,
        (Allocation.family_id == Family.id) & Allocation.lead & Allocation.ended_on.is_(None),
    )
    .where(Family.id.in_(bindparam("families", expanding=True)))
    .order_by(Family.id)
)  # fmt: skip

_VERSIONS = (
    select(InstrumentVersion)
    .where(InstrumentVersion.id.in_(bindparam("ids", expanding=True)))
    .order_by(InstrumentVersion.id)
)


def list_readings(session: Session, family_ids: Collection[int]) -> Sequence[ReadingFacts]:
    """Every reading of the families, by day, and of one day in the order in which they were made."""
    found = session.execute(_READINGS, {"families": list(family_ids)})
    return [ReadingFacts(**row) for row in found.mappings()]


def list_members(session: Session, family_ids: Collection[int]) -> Sequence[MemberRow]:
    """Everybody who is or was in the families, in the order in which they joined."""
    found = session.execute(_MEMBERS, {"families": list(family_ids)})
    return [MemberRow(**row) for row in found.mappings()]


def list_plans(session: Session, family_ids: Collection[int]) -> Sequence[PlanRow]:
    """Every plan of the families' children, as they began."""
    return [PlanRow(**row) for row in session.execute(_PLANS, {"families": list(family_ids)}).mappings()]


def list_last_decisions(
    session: Session, family_ids: Collection[int], *, until: date = date.max
) -> Mapping[int, DecisionRow]:
    """The last decision up to a day of each family that has one; what was corrected by then does not count."""
    found = session.execute(_DECISIONS, {"families": list(family_ids), "day": until})
    return {row["family_id"]: DecisionRow(**row) for row in found.mappings()}


def list_families(session: Session, family_ids: Collection[int]) -> Sequence[FamilyFacts]:
    """Who holds these families."""
    found = session.execute(_FAMILIES, {"families": list(family_ids)})
    return [FamilyFacts(**row) for row in found.mappings()]


def list_people(session: Session, ids: Collection[int]) -> Sequence[Person]:
    """The people of these ids."""
    return session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)).all()


def find_versions(session: Session, ids: Iterable[int]) -> Mapping[int, InstrumentVersion]:
    """The versions of tools of these ids."""
    return {version.id: version for version in session.scalars(_VERSIONS, {"ids": sorted(ids)})}
