"""What the pages about single readings read: the assessments that count, their evidence by number, whole records."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.queries.records import get_record, record_of
from gcp_tool.assessments.record import Record
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, ProfileKind
from gcp_tool.models import (
    Agency,
    Answer,
    Assessment,
    EvidenceLink,
    InstrumentVersion,
    Person,
    Profile,
    ReadingRow,
    Revision,
    User,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """An assessment that readings are made of: the period it looked at, who graded, by which tool."""

    id: int
    key: str
    revision_id: int
    window_from: date
    window_to: date
    lead: str
    agency: str
    tool: str
    version: str
    signed_off: bool


# An item, an area or a domain of a child with a carer in an assessment.
Place = tuple[int, int, int, str]

_READ = (
    select(ReadingRow.assessment_id, ReadingRow.revision_id, ReadingRow.signed_off)
    .where(ReadingRow.family_id == bindparam("family"))
    .distinct()
    .subquery()
)
_COUNTED = (
    select(
        Assessment.id, Assessment.key, _READ.c.revision_id, Assessment.window_from, Assessment.window_to,
        User.name.label("lead"), Agency.name.label("agency"), InstrumentVersion.title.label("tool"),
        InstrumentVersion.version, _READ.c.signed_off,
    )
    .join(_READ, _READ.c.assessment_id == Assessment.id)
    .join(User, User.id == Assessment.lead_user_id)
    .join(Agency, Agency.id == Assessment.lead_agency_id)
    .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
    .order_by(Assessment.window_to, Assessment.id)
)  # fmt: skip

_Own, _Linked = aliased(Profile), aliased(Profile)
_EVIDENCE = (
    select(
        ReadingRow.assessment_id, ReadingRow.child_id, ReadingRow.carer_id, EvidenceLink.code,
        func.count(Answer.id.distinct()),
    )
    .join(_Own, _Own.id == ReadingRow.profile_id)
    .join(Answer, Answer.revision_id == ReadingRow.revision_id)
    .join(EvidenceLink, EvidenceLink.answer_id == Answer.id)
    .join(_Linked, _Linked.id == EvidenceLink.profile_id)
    .where(
        ReadingRow.family_id == bindparam("family"),
        ReadingRow.child_id == bindparam("child"),
        ReadingRow.domain == bindparam("domain"),
        Answer.kind == AnswerKind.EVIDENCE,
        Answer.state != AnswerState.REMOVED,
        # what was seen of a household was seen of every child in it
        or_(
            _Linked.id == _Own.id,
            and_(
                _Linked.assessment_id == _Own.assessment_id,
                _Linked.kind == ProfileKind.HOUSEHOLD,
                _Linked.household == _Own.household,
            ),
        ),
    )
    .group_by(ReadingRow.assessment_id, ReadingRow.child_id, ReadingRow.carer_id, EvidenceLink.code)
)  # fmt: skip


def list_counted(session: Session, family_id: int) -> Sequence[Counted]:
    """The assessments of a family that readings are made of, the oldest period first."""
    found = session.execute(_COUNTED, {"family": family_id})
    return [Counted(**row) for row in found.mappings()]


def count_evidence(session: Session, *, family_id: int, child_id: int, domain: str) -> Mapping[Place, int]:
    """How many pieces of evidence each item of a domain has at each reading of a child. What has none is left out."""
    given = {"family": family_id, "child": child_id, "domain": domain}
    return {
        (assessment_id, child, carer, code): number
        for assessment_id, child, carer, code, number in session.execute(_EVIDENCE, given)
    }


def list_grades(session: Session, assessment_ids: Collection[int]) -> Mapping[Place, int | None]:
    """The grade of each domain of each child with each carer, as these assessments are read."""
    statement = (
        select(
            ReadingRow.assessment_id,
            ReadingRow.child_id,
            ReadingRow.carer_id,
            ReadingRow.domain,
            ReadingRow.grade,
        )
        .where(ReadingRow.assessment_id.in_(assessment_ids))
        .order_by(ReadingRow.assessment_id, ReadingRow.profile_id, ReadingRow.domain)
    )
    return {(row[0], row[1], row[2], row[3]): row[4] for row in session.execute(statement)}


def find_keys(session: Session, person_ids: Collection[int]) -> Mapping[int, str]:
    """The keys of these people."""
    statement = select(Person.id, Person.key).where(Person.id.in_(person_ids)).order_by(Person.id)
    return {row.id: row.key for row in session.execute(statement)}


def get_counted_record(session: Session, actor: Actor, one: Counted) -> Record:
    """An assessment with everything on it, in the revision that its readings are made of.

    Raises:
        NotFound: the actor may not open it.
    """
    record = get_record(session, actor, one.key)
    if record.revision.id == one.revision_id:
        return record
    # it is being amended: what holds meanwhile is what was signed off before
    return record_of(session, record.assessment, session.get_one(Revision, one.revision_id))
