"""The decisions about a family and the challenges to what was graded or decided, as its timeline shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.domain.vocabulary import ChallengeAbout, ChallengeOutcome, ReviewDecision
from gcp_tool.models import Challenge, Review, User


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A six-month review and what it ended in. It stands until a later one corrects it."""

    key: str
    on_date: date
    decision: ReviewDecision
    reason: str
    by: str
    stands: bool


@dataclass(frozen=True, slots=True)
class ChallengeFacts:
    """A professional's challenge, and how far it is."""

    key: str
    at: datetime
    about: ChallengeAbout
    words: str
    by: str
    replied_at: datetime | None
    outcome: ChallengeOutcome | None


_Later = aliased(Review)
_REVIEWS = (
    select(
        Review.key, Review.on_date, Review.decision, Review.reason, User.name.label("by"),
        _Later.id.is_(None).label("stands"),
    )
    .join(User, User.id == Review.by_id)
    .outerjoin(_Later, _Later.supersedes_id == Review.id)
    .where(Review.family_id == bindparam("family"))
    .order_by(Review.on_date, Review.id)
)  # fmt: skip
_CHALLENGES = (
    select(
        Challenge.key, Challenge.at, Challenge.about, Challenge.words, User.name.label("by"),
        Challenge.replied_at, Challenge.outcome,
    )
    .join(User, User.id == Challenge.by_id)
    .where(Challenge.family_id == bindparam("family"))
    .order_by(Challenge.at, Challenge.id)
)  # fmt: skip


def list_reviews(session: Session, family_id: int) -> Sequence[ReviewFacts]:
    """Every review of a family, as they were held."""
    return [ReviewFacts(*row) for row in session.execute(_REVIEWS, {"family": family_id})]


def list_challenges(session: Session, family_id: int) -> Sequence[ChallengeFacts]:
    """Every challenge in a family, as they were raised."""
    return [ChallengeFacts(*row) for row in session.execute(_CHALLENGES, {"family": family_id})]
