"""What a report reads of assessments: who graded, when, by which tool, and the latest of each child with each carer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.queries.records import get_record, record_of
from gcp_tool.assessments.record import Record
from gcp_tool.domain.vocabulary import Origin, Purpose, RevisionState
from gcp_tool.models import Agency, Assessment, InstrumentVersion, ReadingRow, Revision, User


@dataclass(frozen=True, slots=True)
class Graded:
    """An assessment that readings come from: the period it looked at, who graded and signed, the tool."""

    id: int
    key: str
    ref: str
    revision_id: int
    window_from: date
    window_to: date
    purpose: Purpose
    origin: Origin
    state: RevisionState
    lead: str
    agency: str
    signer: str | None
    signed_off_at: datetime | None
    tool: str
    version: str
    licence: str


_Signer = aliased(User)


def find_revisions(session: Session, family_id: int) -> Mapping[int, int]:
    """The revision that the readings of each assessment of a family are made of."""
    statement = (
        select(ReadingRow.assessment_id, ReadingRow.revision_id)
        .where(ReadingRow.family_id == family_id)
        .distinct()
        .order_by(ReadingRow.assessment_id)
    )
    return {row.assessment_id: row.revision_id for row in session.execute(statement)}


def list_graded(session: Session, revision_ids: Collection[int]) -> Sequence[Graded]:
    """The assessments of these revisions, the oldest period first."""
    statement = (
        select(
            Assessment.id, Assessment.key, Assessment.ref, Revision.id.label("revision_id"), Assessment.window_from,
            Assessment.window_to, Assessment.purpose, Assessment.origin, Revision.state,
            User.name.label("lead"), Agency.name.label("agency"), _Signer.name.label("signer"),
            Revision.signed_off_at, InstrumentVersion,
        )
        .join(Revision, Revision.assessment_id == Assessment.id)
        .join(User, User.id == Assessment.lead_user_id)
        .join(Agency, Agency.id == Assessment.lead_agency_id)
        .outerjoin(_Signer, _Signer.id == Revision.signed_off_by_id)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(Revision.id.in_(revision_ids))
        .order_by(Assessment.window_to, Assessment.id)
    )  # fmt: skip
    found = []
    for row in session.execute(statement).mappings():
        values = dict(row)
        tool = values.pop("InstrumentVersion").instrument
        found.append(Graded(**values, tool=tool.title, version=tool.version, licence=tool.licence))
    return found


def count_awaiting(session: Session, family_id: int) -> int:
    """How many assessments of a family have readings that are not signed off."""
    counted = select(func.count(ReadingRow.assessment_id.distinct())).where(
        ReadingRow.family_id == family_id, ReadingRow.signed_off.is_(False)
    )
    return session.scalar(counted) or 0


def list_records(session: Session, actor: Actor, graded: Sequence[Graded]) -> Sequence[Record]:
    """These assessments with everything on them, in the revision that their readings were made of."""
    return [_record(session, actor, one) for one in graded]


def _record(session: Session, actor: Actor, one: Graded) -> Record:
    record = get_record(session, actor, one.key)
    if record.revision.id == one.revision_id:
        return record
    # it is being amended: what holds meanwhile is what was signed off before
    return record_of(session, record.assessment, session.get_one(Revision, one.revision_id))
