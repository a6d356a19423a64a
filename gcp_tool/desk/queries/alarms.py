"""Grades in work that is not signed off, and what was written of who was told of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.assessments.words import IMMEDIATE
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, Part, RevisionState
from gcp_tool.models import Agency, Answer, Assessment, Family, Participant, Revision, User

_OPEN = (RevisionState.DRAFT, RevisionState.RETURNED, RevisionState.SUBMITTED)
_LEAST = 2  # the best level of a scale is never serious


@dataclass(frozen=True, slots=True)
class OpenGrade:
    """A grade of an assessment that is not signed off. `given_by` is whoever was asked to add it, with their agency."""

    assessment_id: int
    version_id: int
    code: str
    grade: int
    given_by: str = ""


def list_open_grades(session: Session, actor: Actor) -> Sequence[OpenGrade]:
    """Grades that may be serious, in work that the actor's teams lead, or about families that they hold.

    The lead's, and those of professionals who were asked to add their own, taken back or not. From the first draft
    until it is signed off. What an amendment copies is not new.
    """
    columns = (
        Assessment.id, Assessment.instrument_version_id, Answer.code, Answer.grade,
        Participant.part, User.name, Agency.name,
    )  # fmt: skip
    statement = (
        select(*columns)
        .join(Revision, Revision.id == Answer.revision_id)
        .join(Assessment, Assessment.current_revision_id == Revision.id)
        .join(Participant, Participant.id == Answer.participant_id)
        .outerjoin(User, User.id == Participant.user_id)
        .outerjoin(Agency, Agency.id == Participant.agency_id)
        .where(
            Answer.kind == AnswerKind.ITEM,
            Answer.state == AnswerState.GRADED,
            Answer.grade >= _LEAST,
            Participant.part.in_((Part.LEAD, Part.CONTRIBUTOR)),
            Revision.state.in_(_OPEN),
            Revision.number == 1,
            Assessment.recorded_in_error_at.is_(None),
            _of_my_teams(actor),
            scope.assessments(actor),
        )
        .order_by(Assessment.id, Answer.grade.desc(), Answer.id)
    )
    return [
        OpenGrade(one, version, code, grade or 0, f"{who}, {agency}" if part == Part.CONTRIBUTOR else "")
        for one, version, code, grade, part, who, agency in session.execute(statement)
    ]


def _of_my_teams(actor: Actor) -> ColumnElement[bool]:
    holds = exists().where(Family.id == Assessment.family_id, Family.team_id.in_(actor.managed_team_ids))
    return or_(Assessment.lead_team_id.in_(actor.managed_team_ids), holds)


def list_told(session: Session, assessment_ids: Collection[int]) -> Sequence[tuple[int, Answer]]:
    """What is written in these assessments of who was told, in the order in which it was."""
    if not assessment_ids:
        return ()
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
    return [(assessment_id, answer) for assessment_id, answer in session.execute(statement)]
