"""Reading sheets, and what carers gave for their own care."""

from collections.abc import Collection, Mapping

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, joinedload

from gcp_tool.assessments.sheets import Place, Sheet, place_of
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, Part
from gcp_tool.models import Answer, Participant


def read_sheet(session: Session, revision_id: int, places: Collection[Place]) -> Sheet:
    """What the database holds at these places now."""
    if not places:
        return Sheet({})
    columns = tuple_(Answer.participant_id, Answer.kind, Answer.profile_id, Answer.code)
    statement = (
        select(Answer)
        .where(Answer.revision_id == revision_id, Answer.slot == 0, columns.in_(list(places)))
        .options(joinedload(Answer.by))
        .order_by(Answer.id)
        .execution_options(populate_existing=True)
    )
    return Sheet({place_of(answer): answer for answer in session.scalars(statement)})


def find_carer_part(session: Session, assessment_id: int, person_id: int) -> int | None:
    """The part of a carer who gave grades of their own; None before they did."""
    return session.scalar(
        select(Participant.id).where(
            Participant.assessment_id == assessment_id, Participant.person_id == person_id
        )
    )


def list_carer_grades(session: Session, revision_id: int) -> Mapping[tuple[int, str], int]:
    """The level that each carer gave their own care, by profile and domain. The lead's grades are never among them."""
    statement = (
        select(Answer.profile_id, Answer.code, Answer.grade)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Answer.revision_id == revision_id,
            Answer.kind == AnswerKind.DOMAIN,
            Answer.state == AnswerState.GRADED,
            Participant.part == Part.CARER,
        )
    )
    return {(profile_id, code): level for profile_id, code, level in session.execute(statement) if level}
