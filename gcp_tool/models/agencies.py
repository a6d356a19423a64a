"""Agencies of the partnership and their teams."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.vocabulary import AgencyKind
from gcp_tool.models.base import Base, Id, Keyed, codes, table_args


class Agency(Keyed, Base):
    """An organisation of the partnership. `merged_into_id` says where a merged one went."""

    __tablename__ = "agency"
    __table_args__ = table_args(
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closed_after_opened"),
        Index(
            "uq_agency_name_open",
            text("lower(name)"),
            unique=True,
            sqlite_where=text("closed_on IS NULL"),
            postgresql_where=text("closed_on IS NULL"),
        ),
    )

    name: Mapped[str]
    kind: Mapped[AgencyKind] = mapped_column(codes(AgencyKind, "kind"))
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True
    )


class Team(Keyed, Base):
    """A team of an agency. `duty_line` is what a caller from another agency is told to ring."""

    __tablename__ = "team"
    __table_args__ = table_args(
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closed_after_opened"),
        Index(
            "uq_team_name_open",
            "agency_id",
            text("lower(name)"),
            unique=True,
            sqlite_where=text("closed_on IS NULL"),
            postgresql_where=text("closed_on IS NULL"),
        ),
    )

    agency_id: Mapped[int] = mapped_column(Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str]
    duty_line: Mapped[str] = mapped_column(default="")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]

    agency: Mapped[Agency] = relationship()
