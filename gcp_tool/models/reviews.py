"""What managers decide: six-month reviews, the actions that follow from them, and challenges with their replies."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.vocabulary import ChallengeAbout, ChallengeOutcome, PlanKind, ReviewDecision
from gcp_tool.models.assessments import Assessment
from gcp_tool.models.base import Base, Id, Keyed, Versioned, codes, table_args
from gcp_tool.models.families import Family
from gcp_tool.models.users import User


class Review(Keyed, Base):
    """A six-month review of a family that ended in a decision. Append-only: a later one may supersede it.

    `answers` are to the questions of the form that `form` names. `snapshot` is what the record showed that day, with
    its hash. `summary` is the number of the family's headline then. Nothing follows (`next_on`) only a closing.
    """

    __tablename__ = "review"
    __table_args__ = table_args(
        CheckConstraint("length(trim(reason)) > 0", name="reason_given"),
        CheckConstraint("next_on IS NULL OR next_on > on_date", name="next_is_later"),
        CheckConstraint("summary IS NULL OR summary BETWEEN 1 AND 10", name="summary_is_a_headline"),
        Index("ix_review_family_id_on_date", "family_id", "on_date"),
        Index("ix_review_decision_on_date", "decision", "on_date"),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    team_id: Mapped[int] = mapped_column(Id, ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    on_date: Mapped[date]
    plan_kind: Mapped[PlanKind | None] = mapped_column(codes(PlanKind, "plan_kind"))
    decision: Mapped[ReviewDecision] = mapped_column(codes(ReviewDecision, "decision"))
    reason: Mapped[str]
    form: Mapped[str]
    answers: Mapped[dict[str, Any]]
    next_on: Mapped[date | None]
    summary: Mapped[int | None]
    snapshot: Mapped[dict[str, Any]]
    snapshot_sha256: Mapped[str]
    supersedes_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("review.id", ondelete="RESTRICT"), unique=True
    )
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]

    family: Mapped[Family] = relationship()
    by: Mapped[User] = relationship()
    supersedes: Mapped["Review | None"] = relationship(remote_side="Review.id")


class ReviewDraft(Keyed, Versioned, Base):
    """A review being written, one a family; it goes when the review is recorded."""

    __tablename__ = "review_draft"
    __table_args__ = table_args()

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"), unique=True)
    answers: Mapped[dict[str, Any]]
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)

    family: Mapped[Family] = relationship()
    by: Mapped[User] = relationship()


class Action(Keyed, Versioned, Base):
    """What somebody is to do by when, from a review or from the audit of a sample; done with what came of it."""

    __tablename__ = "action"
    __table_args__ = table_args(
        CheckConstraint("length(trim(what)) > 0", name="what_given"),
        CheckConstraint("owner_id IS NOT NULL OR length(trim(owner_words)) > 0", name="somebody"),
        CheckConstraint("done_on IS NULL OR length(trim(done_words)) > 0", name="done_says_how"),
        CheckConstraint("review_id IS NULL OR audit_id IS NULL", name="from_one_place"),
        Index("ix_action_family_id_due_on", "family_id", "due_on"),
        Index(
            "ix_action_due_on_open",
            "due_on",
            sqlite_where=text("done_on IS NULL"),
            postgresql_where=text("done_on IS NULL"),
        ),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    review_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("review.id", ondelete="RESTRICT"), index=True
    )
    audit_id: Mapped[int | None] = mapped_column(Id, ForeignKey("audit.id", ondelete="RESTRICT"), index=True)
    what: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    owner_words: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    done_words: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]

    family: Mapped[Family] = relationship()
    review: Mapped[Review | None] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])


class Challenge(Keyed, Versioned, Base):
    """A professional's challenge to a grade, a claimed improvement or a decision; the reply; settled or escalated."""

    __tablename__ = "challenge"
    __table_args__ = table_args(
        CheckConstraint("length(trim(words)) > 0", name="words_given"),
        CheckConstraint(
            "(replied_at IS NULL) = (reply IS NULL) AND (replied_at IS NULL) = (replied_by_id IS NULL)",
            name="reply_whole",
        ),
        CheckConstraint(
            "(outcome IS NULL) = (settled_at IS NULL) AND (outcome IS NULL) = (settled_by_id IS NULL)",
            name="outcome_whole",
        ),
        CheckConstraint("assessment_id IS NOT NULL OR review_id IS NOT NULL", name="of_something"),
        Index("ix_challenge_family_id_at", "family_id", "at"),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    assessment_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True
    )
    review_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("review.id", ondelete="RESTRICT"), index=True
    )
    about: Mapped[ChallengeAbout] = mapped_column(codes(ChallengeAbout, "about"))
    code: Mapped[str] = mapped_column(default="")
    words: Mapped[str]
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    agency_id: Mapped[int] = mapped_column(Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]
    reply: Mapped[str | None]
    replied_by_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    replied_at: Mapped[datetime | None]
    outcome: Mapped[ChallengeOutcome | None] = mapped_column(codes(ChallengeOutcome, "outcome"))
    outcome_words: Mapped[str] = mapped_column(default="")
    settled_by_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    settled_at: Mapped[datetime | None]

    family: Mapped[Family] = relationship()
    assessment: Mapped[Assessment | None] = relationship()
    review: Mapped[Review | None] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    replied_by: Mapped[User | None] = relationship(foreign_keys=[replied_by_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])
