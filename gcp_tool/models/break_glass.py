"""Families opened under break-glass: by whom, why and until when, the one note, and how a manager judged it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.break_glass import OpeningReason, OpeningVerdict
from gcp_tool.models.base import Base, Id, Keyed, Versioned, codes, table_args
from gcp_tool.models.families import Family
from gcp_tool.models.users import User


class BreakGlass(Keyed, Versioned, Base):
    """One use of break-glass: the family can be read from `at` until `until`, and one note left in that time."""

    __tablename__ = "break_glass"
    __table_args__ = table_args(
        CheckConstraint("until > at", name="until_is_later"),
        CheckConstraint("length(trim(words)) > 0", name="words_given"),
        CheckConstraint("(noted_at IS NULL) = (note = '')", name="note_whole"),
        CheckConstraint(
            "(verdict IS NULL) = (reviewed_at IS NULL) AND (verdict IS NULL) = (reviewed_by_id IS NULL)"
            " AND (verdict IS NULL) = (review_words = '')",
            name="review_whole",
        ),
        CheckConstraint("reviewed_by_id <> user_id", name="reviewed_by_somebody_else"),
        Index("ix_break_glass_family_id_at", "family_id", "at"),
        Index("ix_break_glass_user_id_until", "user_id", "until"),
        Index("ix_break_glass_at", "at"),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"))
    reason: Mapped[OpeningReason] = mapped_column(codes(OpeningReason, "reason"))
    words: Mapped[str]
    at: Mapped[datetime]
    until: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime | None]
    verdict: Mapped[OpeningVerdict | None] = mapped_column(codes(OpeningVerdict, "verdict"))
    review_words: Mapped[str] = mapped_column(default="")
    reviewed_by_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    reviewed_at: Mapped[datetime | None]

    family: Mapped[Family] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    reviewed_by: Mapped[User | None] = relationship(foreign_keys=[reviewed_by_id])
