"""What is added beside a submitted or locked assessment, never into it. All of it is only ever added to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.vocabulary import FeedbackFrom, ResponseKind, SharedWhat
from gcp_tool.models.assessments import Profile, StatusChange
from gcp_tool.models.base import Base, Id, Numbered, codes, table_args
from gcp_tool.models.families import Person
from gcp_tool.models.users import User


class _Beside(Numbered):
    """Which assessment it stands beside, who wrote it down, and when."""

    assessment_id: Mapped[int] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True, sort_order=-5
    )
    by_id: Mapped[int] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True, sort_order=90
    )
    at: Mapped[datetime] = mapped_column(sort_order=91)


class Response(_Beside, Base):
    """What a carer, or a child, says of the assessment once they have seen it, or why they have not. Append-only."""

    __tablename__ = "response"
    __table_args__ = table_args()

    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[ResponseKind] = mapped_column(codes(ResponseKind, "kind"))
    on_date: Mapped[date]
    words: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
    by: Mapped[User] = relationship()


class Feedback(_Beside, Base):
    """What somebody says of how the assessment was done: what helped, what did not. Append-only."""

    __tablename__ = "feedback"
    __table_args__ = table_args(CheckConstraint("length(trim(words)) > 0", name="words_given"))

    given_by: Mapped[FeedbackFrom] = mapped_column(codes(FeedbackFrom, "given_by"))
    on_date: Mapped[date]
    words: Mapped[str]

    by: Mapped[User] = relationship()


class Sharing(_Beside, Base):
    """Who was given what of an assessment and when, or why it was kept from them. Append-only."""

    __tablename__ = "sharing"
    __table_args__ = table_args(
        CheckConstraint("person_id IS NOT NULL OR length(trim(recipient)) > 0", name="somebody"),
        CheckConstraint("given OR length(trim(reason)) > 0", name="withheld_for_a_reason"),
    )

    person_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    recipient: Mapped[str] = mapped_column(default="")
    what: Mapped[SharedWhat] = mapped_column(codes(SharedWhat, "what"))
    given: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")
    on_date: Mapped[date]

    person: Mapped[Person | None] = relationship()
    by: Mapped[User] = relationship()


class ItemComment(Numbered, Base):
    """What the person who returns an assessment says about one item. Append-only."""

    __tablename__ = "item_comment"
    __table_args__ = table_args(CheckConstraint("length(trim(words)) > 0", name="words_given"))

    status_change_id: Mapped[int] = mapped_column(
        Id, ForeignKey("status_change.id", ondelete="RESTRICT"), index=True
    )
    profile_id: Mapped[int] = mapped_column(Id, ForeignKey("profile.id", ondelete="RESTRICT"), index=True)
    code: Mapped[str]
    words: Mapped[str]

    status_change: Mapped[StatusChange] = relationship()
    profile: Mapped[Profile] = relationship()
