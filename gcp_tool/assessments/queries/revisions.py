"""Reading an assessment at any earlier point: its revisions, what each answer said before, comments on its items."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import RevisionKind, RevisionState
from gcp_tool.models import (
    Answer,
    AnswerHistory,
    Assessment,
    Feedback,
    ItemComment,
    Response,
    Revision,
    Sharing,
    StatusChange,
    User,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an assessment, each kind with the latest first."""

    responses: Sequence[Response]
    feedback: Sequence[Feedback]
    sharing: Sequence[Sharing]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added yet."""
        return not (self.responses or self.feedback or self.sharing)


def list_revisions(session: Session, assessment: Assessment) -> Sequence[Revision]:
    """Every telling of the assessment, the first one first."""
    statement = (
        select(Revision)
        .where(Revision.assessment_id == assessment.id, Revision.kind == RevisionKind.CARE)
        .options(joinedload(Revision.signed_off_by))
        .order_by(Revision.number)
    )
    return session.scalars(statement).all()


def get_revision(session: Session, assessment: Assessment, number: int) -> Revision:
    """The revision of this number.

    Raises:
        NotFound: the assessment has none.
    """
    for revision in list_revisions(session, assessment):
        if revision.number == number:
            return revision
    raise NotFound("This assessment has no such version.")


def holding(revisions: Sequence[Revision]) -> Revision | None:
    """The revision that is signed off and holds while a later one is being worked on."""
    return next((one for one in revisions if one.state is RevisionState.SIGNED_OFF), None)


def list_steps(session: Session, assessment: Assessment) -> Sequence[StatusChange]:
    """Every step of every revision, in the order in which they happened."""
    statement = (
        select(StatusChange)
        .join(Revision, Revision.id == StatusChange.revision_id)
        .where(Revision.assessment_id == assessment.id, Revision.kind == RevisionKind.CARE)
        .options(joinedload(StatusChange.by))
        .order_by(StatusChange.id)
    )
    return session.scalars(statement).all()


def list_item_comments(session: Session, revision_id: int) -> Sequence[ItemComment]:
    """What was said about items when the revision was returned, the latest return last."""
    statement = (
        select(ItemComment)
        .join(StatusChange, StatusChange.id == ItemComment.status_change_id)
        .where(StatusChange.revision_id == revision_id)
        .options(joinedload(ItemComment.profile))
        .order_by(ItemComment.status_change_id, ItemComment.id)
    )
    return session.scalars(statement).all()


def list_earlier_answers(session: Session, revision_id: int) -> Mapping[int, Sequence[AnswerHistory]]:
    """What the answers of a revision said before, by answer, the first one first."""
    statement = (
        select(AnswerHistory)
        .join(Answer, Answer.id == AnswerHistory.answer_id)
        .where(Answer.revision_id == revision_id)
        .order_by(AnswerHistory.answer_id, AnswerHistory.version)
    )
    earlier: dict[int, list[AnswerHistory]] = {}
    for row in session.scalars(statement):
        earlier.setdefault(row.answer_id, []).append(row)
    return earlier


def list_typed_answers(session: Session, revision_id: int) -> Sequence[Answer]:
    """Every answer of a revision, those taken out too, in the order in which they were first typed."""
    statement = (
        select(Answer)
        .where(Answer.revision_id == revision_id)
        .options(joinedload(Answer.by), joinedload(Answer.profile), joinedload(Answer.participant))
        .order_by(Answer.id)
    )
    return session.scalars(statement).all()


def find_names(session: Session, user_ids: Collection[int]) -> Mapping[int, str]:
    """The names of users."""
    statement = select(User.id, User.name).where(User.id.in_(user_ids)).order_by(User.id)
    return {row.id: row.name for row in session.execute(statement)}


def list_beside(session: Session, assessment: Assessment) -> Beside:
    """What was added beside the assessment."""

    def rows(kind: Any, *also: Any) -> Any:
        statement = select(kind).where(kind.assessment_id == assessment.id)
        options = [joinedload(one) for one in (kind.by, *also)]
        return session.scalars(
            statement.options(*options).order_by(kind.on_date.desc(), kind.id.desc())
        ).all()

    return Beside(rows(Response, Response.person), rows(Feedback), rows(Sharing, Sharing.person))
