"""What is on record of reviews: drafts, decisions, actions, and who graded last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from gcp_tool.models import (
    Action,
    Assessment,
    Person,
    ReadingRow,
    Review,
    ReviewDraft,
    Sharing,
    User,
)

# loaded with every row of a kind, so that no page asks again for each
WHOLE_REVIEW = (joinedload(Review.by), joinedload(Review.family), joinedload(Review.supersedes))
WHOLE_ACTION = (joinedload(Action.owner), joinedload(Action.family), joinedload(Action.review))


@dataclass(frozen=True, slots=True)
class Led:
    """Who led an assessment that readings are made of, and the last day of the period it looked at."""

    user_id: int
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Shared:
    """What of an assessment was given to somebody, or kept from them and why."""

    what: str
    given: bool
    to: str
    reason: str
    on: date


def find_draft(session: Session, family_id: int) -> ReviewDraft | None:
    """The review of a family that is being written."""
    statement = (
        select(ReviewDraft).where(ReviewDraft.family_id == family_id).options(joinedload(ReviewDraft.by))
    )
    return session.scalars(statement).one_or_none()


def list_reviews(session: Session, family_id: int) -> Sequence[Review]:
    """Every review of a family, the latest first; those that were corrected too."""
    statement = (
        select(Review)
        .where(Review.family_id == family_id)
        .options(joinedload(Review.by))
        .order_by(Review.on_date.desc(), Review.id.desc())
    )
    return session.scalars(statement).all()


def standing_of(reviews: Sequence[Review]) -> Sequence[Review]:
    """Those that stand: a review that was corrected gives way to its correction."""
    corrected = {review.supersedes_id for review in reviews}
    return [review for review in reviews if review.id not in corrected]


def find_correction(session: Session, review: Review) -> Review | None:
    """The review that takes the place of this one."""
    return session.scalars(select(Review).where(Review.supersedes_id == review.id)).one_or_none()


def find_review(session: Session, key: str, family_id: int) -> Review | None:
    """A review of this family by its key."""
    statement = select(Review).where(Review.key == key, Review.family_id == family_id)
    return session.scalars(statement).one_or_none()


def list_leads(session: Session, family_id: int) -> Sequence[Led]:
    """Who led the assessments that a family's readings are made of, the latest period first."""
    read = select(ReadingRow.assessment_id).where(ReadingRow.family_id == family_id)
    statement = (
        select(User.id, User.name, Assessment.window_to)
        .join(User, User.id == Assessment.lead_user_id)
        .where(Assessment.id.in_(read))
        .order_by(Assessment.window_to.desc(), Assessment.id.desc())
    )
    return [Led(*row) for row in session.execute(statement)]


_To = aliased(Person)


def list_shared(session: Session, family_id: int) -> Sequence[Shared]:
    """Who was given what of a family's assessments, the latest first."""
    statement = (
        select(Sharing.what, Sharing.given, Sharing.recipient, _To.given_name, _To.family_name,
               Sharing.reason, Sharing.on_date)
        .join(Assessment, Assessment.id == Sharing.assessment_id)
        .outerjoin(_To, _To.id == Sharing.person_id)
        .where(Assessment.family_id == family_id, Assessment.recorded_in_error_at.is_(None))
        .order_by(Sharing.on_date.desc(), Sharing.id.desc())
    )  # fmt: skip
    return [
        Shared(
            row.what,
            row.given,
            row.recipient or f"{row.given_name} {row.family_name}".strip(),
            row.reason,
            row.on_date,
        )
        for row in session.execute(statement)
    ]


def find_action_owner(session: Session, user_key: str) -> User | None:
    """The person of this key."""
    return session.scalars(select(User).where(User.key == user_key, User.active)).one_or_none()
