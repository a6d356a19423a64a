"""What the page of a family shows, read in a number of queries that does not grow with the family."""

import gzip
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.vocabulary import AgeBand, MemberRole, Origin, ProfileKind, Purpose, RevisionState
from gcp_tool.models import (
    Agency,
    Assessment,
    ChartDrawing,
    Family,
    FamilyMember,
    InstrumentVersion,
    Person,
    Profile,
    ReadingRow,
    Revision,
    User,
)


def _name(given: str, family: str) -> str:
    return f"{given} {family}".strip()


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """A stored reading, with what is needed to place it among the others."""

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


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person as a member of the family, now or before."""

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

    @property
    def name(self) -> str:
        """The name as people say it."""
        return _name(self.given_name, self.family_name)


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment as the list shows it. `cares` are the names of each child and carer."""

    id: int
    key: str
    ref: str
    window_from: date
    window_to: date
    purpose: Purpose
    origin: Origin
    lead_user_id: int
    lead: str
    agency: str
    tool: str
    version: str
    state: RevisionState
    in_error_at: datetime | None
    cares: Sequence[tuple[str, str]]


# Statements that differ only in what they are given are made once: making one takes longer than running it.
_READINGS = (
    select(
        ReadingRow.child_id, ReadingRow.carer_id, ReadingRow.domain, ReadingRow.line,
        ReadingRow.on_date.label("on"), ReadingRow.grade, ReadingRow.graded, ReadingRow.of_items,
        ReadingRow.signed_off, ReadingRow.scorer_id, ReadingRow.assessment_id,
        Assessment.instrument_version_id.label("version_id"), Assessment.origin,
        Profile.age_band.label("band"), Revision.submitted_at, Revision.signed_off_at,
    )
    .join(Assessment, Assessment.id == ReadingRow.assessment_id)
    .join(Profile, Profile.id == ReadingRow.profile_id)
    .join(Revision, Revision.id == ReadingRow.revision_id)
    .where(ReadingRow.family_id == bindparam("family"))
    .order_by(ReadingRow.on_date, ReadingRow.assessment_id, ReadingRow.profile_id, ReadingRow.domain)
)  # fmt: skip

_MEMBERS = (
    select(
        Person.id.label("person_id"), Person.key.label("person_key"), Person.given_name, Person.family_name,
        Person.birth_on, Person.expected_birth_on, Person.died_on, FamilyMember.role,
        FamilyMember.household, FamilyMember.ended_on,
    )
    .join(Person, Person.id == FamilyMember.person_id)
    .where(FamilyMember.family_id == bindparam("family"))
    .order_by(FamilyMember.id)
)  # fmt: skip

_VERSIONS = (
    select(InstrumentVersion)
    .where(InstrumentVersion.id.in_(bindparam("ids", expanding=True)))
    .order_by(InstrumentVersion.id)
)

_DRAWINGS = select(ChartDrawing.sha256, ChartDrawing.svg_gz).where(
    ChartDrawing.sha256.in_(bindparam("keys", expanding=True))
)

_Child, _Carer = aliased(Person), aliased(Person)
_CARES = (
    select(
        Profile.assessment_id, _Child.given_name, _Child.family_name, _Carer.given_name, _Carer.family_name
    )
    .join(_Child, _Child.id == Profile.child_id)
    .join(_Carer, _Carer.id == Profile.carer_id)
    .where(
        Profile.assessment_id.in_(bindparam("ids", expanding=True)), Profile.kind == ProfileKind.CHILD_CARER
    )
    .order_by(Profile.id)
)

_COUNT = select(func.count()).select_from(Assessment).where(Assessment.family_id == bindparam("family"))

_ASSESSMENTS = (
    select(
        Assessment.id, Assessment.key, Assessment.ref, Assessment.window_from, Assessment.window_to,
        Assessment.purpose, Assessment.origin, Assessment.lead_user_id, User.name.label("lead"),
        Agency.name.label("agency"), InstrumentVersion.title.label("tool"), InstrumentVersion.version,
        Revision.state, Assessment.recorded_in_error_at.label("in_error_at"),
    )
    .join(User, User.id == Assessment.lead_user_id)
    .join(Agency, Agency.id == Assessment.lead_agency_id)
    .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
    .join(Revision, Revision.id == Assessment.current_revision_id)
    .where(Assessment.family_id == bindparam("family"))
    .order_by(Assessment.window_to.desc(), Assessment.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)  # fmt: skip


def list_readings(session: Session, family: Family) -> Sequence[ReadingFacts]:
    """Every reading of the family, by day, and of one day in the order in which they were made."""
    return [ReadingFacts(**row) for row in session.execute(_READINGS, {"family": family.id}).mappings()]


def list_members(session: Session, family: Family) -> Sequence[MemberRow]:
    """Everybody who is or was in the family, in the order in which they joined it."""
    return [MemberRow(**row) for row in session.execute(_MEMBERS, {"family": family.id}).mappings()]


def list_people(session: Session, ids: Collection[int]) -> Sequence[Person]:
    """The people of these ids."""
    return session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)).all()


def find_versions(session: Session, ids: Iterable[int]) -> Mapping[int, InstrumentVersion]:
    """The versions of tools of these ids."""
    return {version.id: version for version in session.scalars(_VERSIONS, {"ids": sorted(ids)})}


def list_assessments(session: Session, family: Family, *, number: int) -> PageOfRows[AssessmentRow]:
    """A page of the family's assessments, the newest period first; a page too far is the last."""
    total = session.scalar(_COUNT, {"family": family.id}) or 0
    number = min(number, PageOfRows((), 1, PAGE_SIZE, total).pages)
    given = {"family": family.id, "limit": PAGE_SIZE, "offset": offset_of(number)}
    found = session.execute(_ASSESSMENTS, given).mappings().all()
    cares = list_cares(session, [row["id"] for row in found])
    rows = [AssessmentRow(**row, cares=cares[row["id"]]) for row in found]
    return PageOfRows(rows, number, PAGE_SIZE, total)


def list_cares(session: Session, assessment_ids: Collection[int]) -> Mapping[int, Sequence[tuple[str, str]]]:
    """Whose care each of these assessments is about: the names of child and carer, in the order of its profiles."""
    cares: dict[int, list[tuple[str, str]]] = {assessment_id: [] for assessment_id in assessment_ids}
    for assessment_id, *names in session.execute(_CARES, {"ids": list(assessment_ids)}):
        given, family, carer_given, carer_family = names
        cares[assessment_id].append((_name(given, family), _name(carer_given, carer_family)))
    return cares


def find_drawings(session: Session, keys: Collection[str]) -> Mapping[str, str]:
    """The drawings kept under these keys."""
    found = session.execute(_DRAWINGS, {"keys": list(keys)})
    return {sha256: gzip.decompress(svg_gz).decode() for sha256, svg_gz in found}
