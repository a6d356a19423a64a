"""Dip samples: which families were drawn, by which rule, who audits them, and what each audit found."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.models.agencies import Agency
from gcp_tool.models.base import Base, Id, Keyed, Numbered, Versioned, table_args
from gcp_tool.models.families import Family
from gcp_tool.models.users import User


class Sample(Keyed, Versioned, Base):
    """A sample that can be drawn again: criteria, size and seed, from a population known by number and hash.

    `population_sha256` is of the ordered ids. Auditors see the families while it is open, to `closes_on` at the
    latest, both days included.
    """

    __tablename__ = "sample"
    __table_args__ = table_args(
        CheckConstraint("size > 0 AND size <= population", name="size_within_population"),
        Index("ix_sample_agency_id_drawn_on", "agency_id", "drawn_on"),
    )

    agency_id: Mapped[int] = mapped_column(Id, ForeignKey("agency.id", ondelete="RESTRICT"))
    name: Mapped[str]
    form: Mapped[str]
    criteria: Mapped[dict[str, Any]]
    seed: Mapped[int]
    size: Mapped[int]
    population: Mapped[int]
    population_sha256: Mapped[str]
    drawn_on: Mapped[date]
    closes_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]

    agency: Mapped[Agency] = relationship()
    by: Mapped[User] = relationship()


class SampleAuditor(Numbered, Base):
    """Somebody who was asked to audit a sample."""

    __tablename__ = "sample_auditor"
    __table_args__ = table_args(UniqueConstraint("sample_id", "user_id"))

    sample_id: Mapped[int] = mapped_column(Id, ForeignKey("sample.id", ondelete="RESTRICT"))
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)

    sample: Mapped[Sample] = relationship()
    user: Mapped[User] = relationship()


class SampleFamily(Keyed, Base):
    """A family that was drawn. `place` is its number in the draw."""

    __tablename__ = "sample_family"
    __table_args__ = table_args(
        UniqueConstraint("sample_id", "family_id"), UniqueConstraint("sample_id", "place")
    )

    sample_id: Mapped[int] = mapped_column(Id, ForeignKey("sample.id", ondelete="RESTRICT"))
    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"), index=True)
    place: Mapped[int]

    sample: Mapped[Sample] = relationship()
    family: Mapped[Family] = relationship()


class Audit(Keyed, Versioned, Base):
    """One auditor's answers about one family of a sample; finished ones stay as they are."""

    __tablename__ = "audit"
    __table_args__ = table_args(UniqueConstraint("sample_family_id", "by_id"))

    sample_family_id: Mapped[int] = mapped_column(Id, ForeignKey("sample_family.id", ondelete="RESTRICT"))
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    answers: Mapped[dict[str, Any]]
    finished_at: Mapped[datetime | None]

    sample_family: Mapped[SampleFamily] = relationship()
    by: Mapped[User] = relationship()
