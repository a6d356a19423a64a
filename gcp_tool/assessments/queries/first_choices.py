"""The grade that was chosen first for each item, before any other took its place: the first and the final are kept."""

from collections.abc import Mapping

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from gcp_tool.assessments.record import Record
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState
from gcp_tool.models import Answer, AnswerHistory, Revision

FirstChoices = Mapping[tuple[int, str], int]


def load_first_choices(session: Session, record: Record) -> FirstChoices:
    """The level first chosen, by profile and item, for every item that ever had a grade.

    An amendment begins with the answers of the version before it, so its first choices are looked for there. What was
    copied from another child was nobody's choice.
    """
    before = _graded(record, AnswerHistory).join(AnswerHistory, AnswerHistory.answer_id == Answer.id)
    rows = union_all(before, _graded(record, Answer)).order_by("number", "version")
    first: dict[tuple[int, str], int] = {}
    for _, _, profile_id, code, level in session.execute(rows):
        if level is not None:
            first.setdefault((profile_id, code), level)
    return first


def _graded(
    record: Record, row: type[Answer] | type[AnswerHistory]
) -> Select[int, int, int, str, int | None]:
    return (
        select(
            Revision.number.label("number"),
            row.version.label("version"),
            Answer.profile_id,
            Answer.code,
            row.grade,
        )
        .select_from(Answer)
        .join(Revision, Revision.id == Answer.revision_id)
        .where(
            Revision.assessment_id == record.assessment.id,
            Revision.kind == record.revision.kind,
            Revision.number <= record.revision.number,
            Answer.participant_id == record.participant_id,
            Answer.kind == AnswerKind.ITEM,
            row.state == AnswerState.GRADED,
            row.copied_from_profile_id.is_(None),
        )
    )
