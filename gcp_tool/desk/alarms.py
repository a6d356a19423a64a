"""What cannot wait for a sign-off: grades at the worst level, and serious ones of items marked immediate."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.assessments.words import IMMEDIATE, text_of
from gcp_tool.desk.queries import find_tools
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, Part, RevisionState
from gcp_tool.models import Answer, Assessment, Family, Participant, Revision

_OPEN = (RevisionState.DRAFT, RevisionState.RETURNED, RevisionState.SUBMITTED)
_LEAST = 2  # the best level of a scale is never serious


@dataclass(frozen=True, slots=True)
class Alarm:
    """A grade that cannot wait, in words."""

    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told of it, and when, as typed."""

    who: str
    when: str


def list_alarms(session: Session, actor: Actor) -> Mapping[int, Sequence[Alarm]]:
    """What cannot wait in work that the actor's teams lead, or about families that they hold; by assessment.

    From the first draft until it is signed off. What an amendment copies is not new.
    """
    statement = (
        select(Assessment.id, Assessment.instrument_version_id, Answer.code, Answer.grade)
        .join(Revision, Revision.id == Answer.revision_id)
        .join(Assessment, Assessment.current_revision_id == Revision.id)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Answer.kind == AnswerKind.ITEM,
            Answer.state == AnswerState.GRADED,
            Answer.grade >= _LEAST,
            Participant.part == Part.LEAD,
            Revision.state.in_(_OPEN),
            Revision.number == 1,
            Assessment.recorded_in_error_at.is_(None),
            _of_my_teams(actor),
            scope.assessments(actor),
        )
        .order_by(Assessment.id, Answer.grade.desc(), Answer.id)
    )
    rows = session.execute(statement).all()
    if not rows:
        return {}
    tools = find_tools(session, {row.instrument_version_id for row in rows})
    found: dict[int, list[Alarm]] = {}
    for row in rows:
        tool = tools[row.instrument_version_id]
        if cannot_wait(tool, row.code, row.grade):
            found.setdefault(row.id, []).append(Alarm(_words(tool, row.code, row.grade)))
    return found


def _of_my_teams(actor: Actor) -> ColumnElement[bool]:
    holds = exists().where(Family.id == Assessment.family_id, Family.team_id.in_(actor.managed_team_ids))
    return or_(Assessment.lead_team_id.in_(actor.managed_team_ids), holds)


def cannot_wait(tool: Instrument, code: str, level: int) -> bool:
    """Whether a grade is the worst there is, or serious for an item marked immediate."""
    worst = tool.scale.levels[-1].number
    return level == worst or (tool.item(code).immediate and tool.scale.is_serious(level))


def _words(tool: Instrument, code: str, level: int) -> str:
    graded = tool.scale.level(level)
    return f"{tool.area_of(code).title}, {tool.item(code).title}: {graded.value} {graded.label}"


def find_told(session: Session, assessment_ids: Collection[int]) -> Mapping[int, Told]:
    """Whom the leads say they told of it, by assessment."""
    if not assessment_ids:
        return {}
    statement = (
        select(Assessment.id, Answer)
        .join(Revision, Revision.id == Assessment.current_revision_id)
        .join(
            Answer,
            and_(Answer.revision_id == Revision.id, Answer.kind == AnswerKind.TOLD, Answer.code == IMMEDIATE),
        )
        .where(Assessment.id.in_(assessment_ids), Answer.state != AnswerState.REMOVED)
        .order_by(Answer.id)
    )
    return {
        assessment_id: Told(text_of(answer, "who"), text_of(answer, "when"))
        for assessment_id, answer in session.execute(statement)
    }
