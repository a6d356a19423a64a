"""An assessment as one autosaved answer needs it: its revision locked, its people, and what is held at one place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, union_all
from sqlalchemy.orm import Session, joinedload, selectinload

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.access.contributing import get_contribution
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.queries.records import cares_of
from gcp_tool.assessments.record import Record
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import AnswerKind, Part
from gcp_tool.models import (
    Answer,
    AnswerHistory,
    Assessment,
    InstrumentVersion,
    LeftOver,
    Participant,
    Revision,
)

_LEAN = (selectinload(Assessment.profiles),)
_LEAN_PART = (joinedload(Participant.assessment).selectinload(Assessment.profiles),)
_LOCKED = (
    select(Revision, Participant.id, InstrumentVersion.key, InstrumentVersion.sha256)
    .join(Assessment, Assessment.current_revision_id == Revision.id)
    .join(Participant, Participant.assessment_id == Assessment.id)
    .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
    .where(Assessment.id == bindparam("assessment"))
    .with_for_update(of=Revision)
    .execution_options(populate_existing=True)
)
_LOCKED_LEAD = _LOCKED.where(Participant.part == Part.LEAD)
_LOCKED_PART = _LOCKED.where(Participant.id == bindparam("participant"))
_HELD = (
    select(Answer)
    .where(
        Answer.revision_id == bindparam("revision"),
        Answer.participant_id == bindparam("participant"),
        Answer.profile_id == bindparam("profile"),
        Answer.kind == bindparam("kind"),
        Answer.code == bindparam("code"),
        Answer.slot == bindparam("slot"),
    )
    .execution_options(populate_existing=True)
)
_PLACE = (Answer.kind, Answer.code, Answer.slot)
_WRITTEN = union_all(
    select(Revision.assessment_id, Answer.version, Answer.at, Answer.by_id, *_PLACE)
    .join(Revision, Revision.id == Answer.revision_id)
    .where(Answer.write_id == bindparam("write_id")),
    select(Revision.assessment_id, AnswerHistory.version, AnswerHistory.at, AnswerHistory.by_id, *_PLACE)
    .join(Answer, Answer.id == AnswerHistory.answer_id)
    .join(Revision, Revision.id == Answer.revision_id)
    .where(AnswerHistory.write_id == bindparam("write_id")),
)
_tools: dict[tuple[str, str], Instrument] = {}


@dataclass(frozen=True, slots=True)
class Written:
    """What a write made of an answer when it came for the first time."""

    assessment_id: int
    version: int
    at: datetime
    by_id: int | None
    place: tuple[AnswerKind, str, int]


def lock_lean_record(session: Session, actor: Actor, key: str) -> Record:
    """The assessment of this key without its answers, its revision locked until the transaction ends.

    Raises:
        NotFound: as if it did not exist.
    """
    assessment = scope.get_assessment(session, actor, key, *_LEAN)
    revision, lead, *tool = session.execute(_LOCKED_LEAD, {"assessment": assessment.id}).one()
    return Record(
        assessment=assessment,
        revision=revision,
        instrument=_tool(session, assessment, (tool[0], tool[1])),
        participant_id=lead,
        cares=cares_of(assessment),
        answers={},
        evidence=(),
        words={},
        steps=(),
    )


def lock_lean_part(session: Session, actor: Actor, key: str) -> OwnPart:
    """The actor's own part of this key without its answers, the revision locked until the transaction ends.

    Raises:
        NotFound: as if it did not exist.
    """
    contribution = get_contribution(session, actor, key, *_LEAN_PART)
    assessment = contribution.assessment
    asked = {"assessment": assessment.id, "participant": contribution.id}
    revision, part, *tool = session.execute(_LOCKED_PART, asked).one()
    # what others may have changed before the lock
    session.refresh(assessment, ["lead_user_id", "recorded_in_error_at"])
    session.refresh(contribution, ["state"])
    return OwnPart(
        assessment=assessment,
        revision=revision,
        instrument=_tool(session, assessment, (tool[0], tool[1])),
        participant_id=part,
        cares=cares_of(assessment),
        answers={},
        evidence=(),
        words={},
        steps=(),
        contribution=contribution,
    )


def _tool(session: Session, assessment: Assessment, mark: tuple[str, str]) -> Instrument:
    """The tool, whose long text is read once a process: a published version never changes."""
    if mark not in _tools:
        _tools[mark] = session.get_one(InstrumentVersion, assessment.instrument_version_id).instrument
    return _tools[mark]


def find_held(session: Session, revision_id: int, **place: Any) -> Answer | None:
    """What the database holds at one place now, taken out or not."""
    return session.scalars(_HELD, {"revision": revision_id, **place}).one_or_none()


def find_written(session: Session, write_id: str) -> Written | None:
    """What this write made of an answer, if it ever came; an answer and its history count alike."""
    row = session.execute(_WRITTEN, {"write_id": write_id}).first()
    return None if row is None else Written(row[0], row[1], row[2], row[3], (row[4], row[5], row[6]))


def find_left_over(session: Session, write_id: str) -> LeftOver | None:
    """What was set aside of this write."""
    return session.scalars(select(LeftOver).where(LeftOver.write_id == write_id)).one_or_none()


def list_left_over(session: Session, assessment_id: int, user_id: int) -> list[LeftOver]:
    """What this person typed into an assessment that could not take it, the first one first."""
    statement = (
        select(LeftOver)
        .where(LeftOver.assessment_id == assessment_id, LeftOver.user_id == user_id)
        .order_by(LeftOver.id)
    )
    return list(session.scalars(statement))
