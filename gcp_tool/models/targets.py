"""What is to change, from which grade to which, by when, and who does what."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.vocabulary import TargetOutcome
from gcp_tool.models.assessments import Assessment
from gcp_tool.models.base import Base, Id, Keyed, Versioned, codes, table_args
from gcp_tool.models.families import Family, Person


class Target(Keyed, Versioned, Base):
    """A target for an item or area of one child with one carer, set at an assessment.

    `current` and `aim` are levels of the tool's scale, 1 the best. `line` tells which items of other versions are the
    same one. The outcome is read from a later assessment; a target that is given up says why.
    """

    __tablename__ = "target"
    __table_args__ = table_args(
        CheckConstraint("aim < current", name="aims_for_better"),
        CheckConstraint("by_on >= set_on", name="due_after_set"),
        CheckConstraint("(outcome IS NULL) = (settled_at IS NULL)", name="settled_whole"),
        CheckConstraint("actual IS NULL OR outcome IS NOT NULL", name="actual_is_an_outcome"),
        Index("ix_target_family_id_by_on", "family_id", "by_on"),
        Index(
            "ix_target_by_on_open",
            "by_on",
            sqlite_where=text("outcome IS NULL"),
            postgresql_where=text("outcome IS NULL"),
        ),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    assessment_id: Mapped[int] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True
    )
    child_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    carer_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    code: Mapped[str]
    line: Mapped[str]
    current: Mapped[int]
    aim: Mapped[int]
    set_on: Mapped[date]
    by_on: Mapped[date]
    what: Mapped[str]
    who: Mapped[str]
    outcome: Mapped[TargetOutcome | None] = mapped_column(codes(TargetOutcome, "outcome"))
    actual: Mapped[int | None]
    outcome_words: Mapped[str] = mapped_column(default="")
    outcome_assessment_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True
    )
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )

    family: Mapped[Family] = relationship()
    assessment: Mapped[Assessment] = relationship(foreign_keys=[assessment_id])
    child: Mapped[Person] = relationship(foreign_keys=[child_id])
    carer: Mapped[Person] = relationship(foreign_keys=[carer_id])
