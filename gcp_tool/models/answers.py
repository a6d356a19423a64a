"""Answers: every grade, reason and piece of evidence as typed, with all that went before, and what they add up to."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, EvidenceSource, NotGradedReason
from gcp_tool.models.agencies import Agency
from gcp_tool.models.assessments import Participant, Profile
from gcp_tool.models.base import Base, Id, Numbered, codes, table_args
from gcp_tool.models.users import User

_GRADED = "(state = 'graded') = (grade IS NOT NULL)"


class Answer(Numbered, Base):
    """One answer of one person about one profile. `raw` is what was typed, however invalid.

    `grade` is the 1-based level of the tool's scale, 1 the best. `slot` tells apart answers of which there may be
    several under one code, such as evidence.
    """

    __tablename__ = "answer"
    __table_args__ = table_args(
        UniqueConstraint(
            "revision_id", "participant_id", "profile_id", "kind", "code", "slot", name="uq_answer_place"
        ),
        CheckConstraint(_GRADED, name="graded_has_a_grade"),
        CheckConstraint("grade IS NULL OR grade BETWEEN 1 AND 20", name="grade_is_a_level"),
        CheckConstraint(
            "reason IS NULL OR state IN ('not_applicable', 'not_known')", name="reason_is_for_no_grade"
        ),
    )

    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id", ondelete="RESTRICT"))
    participant_id: Mapped[int] = mapped_column(
        Id, ForeignKey("participant.id", ondelete="RESTRICT"), index=True
    )
    profile_id: Mapped[int] = mapped_column(Id, ForeignKey("profile.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[AnswerKind] = mapped_column(codes(AnswerKind, "kind"))
    code: Mapped[str]
    slot: Mapped[int] = mapped_column(default=0)
    raw: Mapped[dict[str, Any]]
    grade: Mapped[int | None]
    state: Mapped[AnswerState] = mapped_column(codes(AnswerState, "state"))
    on_date: Mapped[date | None]
    source: Mapped[EvidenceSource | None] = mapped_column(codes(EvidenceSource, "source"))
    agency_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True
    )
    reason: Mapped[NotGradedReason | None] = mapped_column(codes(NotGradedReason, "reason"))
    shared_with: Mapped[list[Any]] = mapped_column(default=list)
    copied_from_profile_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("profile.id", ondelete="RESTRICT"), index=True
    )
    version: Mapped[int] = mapped_column(default=1)
    write_id: Mapped[str] = mapped_column(unique=True)
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]

    participant: Mapped[Participant] = relationship()
    profile: Mapped[Profile] = relationship(foreign_keys=[profile_id])
    agency: Mapped[Agency | None] = relationship()
    by: Mapped[User | None] = relationship()
    links: Mapped[list["EvidenceLink"]] = relationship(back_populates="answer", order_by="EvidenceLink.id")


class AnswerHistory(Base):
    """An answer as it stood before it was replaced, written by the database itself. Append-only."""

    __tablename__ = "answer_history"
    __table_args__ = (PrimaryKeyConstraint("answer_id", "version"),)

    answer_id: Mapped[int] = mapped_column(Id, ForeignKey("answer.id", ondelete="RESTRICT"))
    version: Mapped[int]
    raw: Mapped[dict[str, Any]]
    grade: Mapped[int | None]
    state: Mapped[AnswerState] = mapped_column(codes(AnswerState, "state"))
    on_date: Mapped[date | None]
    source: Mapped[EvidenceSource | None] = mapped_column(codes(EvidenceSource, "source"))
    agency_id: Mapped[int | None] = mapped_column(Id)
    reason: Mapped[NotGradedReason | None] = mapped_column(codes(NotGradedReason, "reason"))
    shared_with: Mapped[list[Any]]
    copied_from_profile_id: Mapped[int | None] = mapped_column(Id)
    write_id: Mapped[str] = mapped_column(unique=True)
    by_id: Mapped[int | None] = mapped_column(Id)
    at: Mapped[datetime]


class EvidenceLink(Numbered, Base):
    """That a piece of evidence shows something about an item of a profile."""

    __tablename__ = "evidence_link"
    __table_args__ = table_args(UniqueConstraint("answer_id", "profile_id", "code"))

    answer_id: Mapped[int] = mapped_column(Id, ForeignKey("answer.id", ondelete="RESTRICT"))
    profile_id: Mapped[int] = mapped_column(Id, ForeignKey("profile.id", ondelete="RESTRICT"), index=True)
    code: Mapped[str]

    answer: Mapped[Answer] = relationship(back_populates="links")


class ReadingRow(Base):
    """The grade of one domain for one child with one carer on one date: a read model, written only by `standing`."""

    __tablename__ = "reading"
    __table_args__ = (
        PrimaryKeyConstraint("assessment_id", "profile_id", "domain"),
        CheckConstraint("graded >= 0 AND of_items >= graded", name="graded_of_items"),
        CheckConstraint("(grade IS NULL) = (graded = 0)", name="graded_has_a_grade"),
        Index(
            "ix_reading_series",
            "family_id",
            "child_id",
            "carer_id",
            "line",
            "domain",
            "on_date",
            "grade",
        ),
    )

    assessment_id: Mapped[int] = mapped_column(Id, ForeignKey("assessment.id", ondelete="RESTRICT"))
    profile_id: Mapped[int] = mapped_column(Id, ForeignKey("profile.id", ondelete="RESTRICT"), index=True)
    domain: Mapped[str]
    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id", ondelete="RESTRICT"), index=True)
    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    child_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    carer_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    line: Mapped[str]
    on_date: Mapped[date]
    grade: Mapped[int | None]
    because_code: Mapped[str | None]
    graded: Mapped[int]
    of_items: Mapped[int]
    held: Mapped[list[Any]] = mapped_column(default=list)
    signed_off: Mapped[bool]
    scorer_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    judged: Mapped[int | None]
    items: Mapped[dict[str, Any] | None]
