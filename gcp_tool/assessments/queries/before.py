"""What was known before an assessment: earlier evidence of an area, and the plans and events around the family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from gcp_tool.assessments.record import Record
from gcp_tool.core.database import plain_rows
from gcp_tool.domain.instrument import Area
from gcp_tool.domain.vocabulary import (
    AnswerKind,
    AnswerState,
    EvidenceSource,
    PlanKind,
    RevisionState,
)
from gcp_tool.models import (
    Answer,
    Assessment,
    EvidenceLink,
    Person,
    PlanEpisode,
    Revision,
    TimelineEvent,
    User,
)

_MOST = 12
_A_YEAR = timedelta(days=365)
_COUNTS = (RevisionState.SUBMITTED, RevisionState.SIGNED_OFF)


@dataclass(frozen=True, slots=True)
class EarlierEvidence:
    """A piece of evidence of an earlier assessment of the family, without the grade it went with."""

    words: str
    on: date | None
    source: EvidenceSource | None
    by: str | None


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan of a child that ran in the last year."""

    child: str
    kind: PlanKind
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class EventSeen:
    """Something that happened around the family in the last year."""

    kind: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Before:
    """All of it, the latest first, and no more than a screen holds."""

    evidence: Sequence[EarlierEvidence]
    plans: Sequence[PlanSeen]
    events: Sequence[EventSeen]


# Statements that differ only in what they are given are made once: making one takes longer than running it.
_EVIDENCE = (
    select(Answer.raw, Answer.on_date, Answer.source, User.name)
    .join(Revision, Revision.id == Answer.revision_id)
    .join(Assessment, Assessment.current_revision_id == Revision.id)
    .outerjoin(User, User.id == Answer.by_id)
    .where(
        Assessment.family_id == bindparam("family"),
        Assessment.id != bindparam("assessment"),
        Assessment.recorded_in_error_at.is_(None),
        Assessment.window_to <= bindparam("until"),
        Revision.state.in_(_COUNTS),
        Answer.kind == AnswerKind.EVIDENCE,
        Answer.state != AnswerState.REMOVED,
        Answer.id.in_(
            select(EvidenceLink.answer_id).where(EvidenceLink.code.in_(bindparam("items", expanding=True)))
        ),
    )
    .order_by(Answer.on_date.desc(), Answer.id.desc())
    .limit(_MOST)
)
_PLANS = (
    select(Person.given_name, PlanEpisode.kind, PlanEpisode.started_on, PlanEpisode.ended_on)
    .join(Person, Person.id == PlanEpisode.child_id)
    .where(
        PlanEpisode.family_id == bindparam("family"),
        PlanEpisode.recorded_in_error_at.is_(None),
        PlanEpisode.started_on <= bindparam("until"),
        or_(PlanEpisode.ended_on.is_(None), PlanEpisode.ended_on >= bindparam("since")),
    )
    .order_by(PlanEpisode.started_on.desc(), PlanEpisode.id.desc())
    .limit(_MOST)
)
_EVENTS = (
    select(TimelineEvent.kind, TimelineEvent.on_date, TimelineEvent.words)
    .where(
        TimelineEvent.family_id == bindparam("family"),
        TimelineEvent.recorded_in_error_at.is_(None),
        TimelineEvent.on_date.between(bindparam("since"), bindparam("until")),
    )
    .order_by(TimelineEvent.on_date.desc(), TimelineEvent.id.desc())
    .limit(_MOST)
)


def load_before(session: Session, record: Record, area: Area) -> Before:
    """What was known before about an area and the family, in three statements."""
    family, until = record.assessment.family_id, record.assessment.window_to
    around = {"family": family, "until": until, "since": record.assessment.window_from - _A_YEAR}
    about = {
        "family": family,
        "until": until,
        "assessment": record.assessment.id,
        "items": [item.id for item in area.items],
    }
    return Before(
        evidence=[
            EarlierEvidence(str(raw.get("words", "")), on, source, by)
            for raw, on, source, by in plain_rows(session, _EVIDENCE, about)
        ],
        plans=[PlanSeen(*row) for row in plain_rows(session, _PLANS, around)],
        events=[EventSeen(*row) for row in plain_rows(session, _EVENTS, around)],
    )
