"""What a partnership has settled for itself, and who stands in for whom."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.models.agencies import Agency, Team
from gcp_tool.models.base import Base, Id, Numbered, Versioned, table_args
from gcp_tool.models.users import User


class Policy(Numbered, Base):
    """What was settled about one matter, for one agency or for all, from when. The latest holds. Append-only."""

    __tablename__ = "policy"
    __table_args__ = table_args(Index("ix_policy_name_effective_at", "name", "effective_at"))

    name: Mapped[str]
    agency_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True
    )
    value: Mapped[dict[str, Any]]
    effective_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]

    agency: Mapped[Agency | None] = relationship()


class Delegation(Numbered, Versioned, Base):
    """That somebody manages a team in place of its manager, from one day to another, both included."""

    __tablename__ = "delegation"
    __table_args__ = table_args(
        CheckConstraint("ended_on >= started_on", name="ended_after_started"),
        CheckConstraint("cover_id <> manager_id", name="somebody_else"),
        Index("ix_delegation_cover_id_ended_on", "cover_id", "ended_on"),
    )

    manager_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    cover_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"))
    team_id: Mapped[int] = mapped_column(Id, ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    started_on: Mapped[date]
    ended_on: Mapped[date]

    manager: Mapped[User] = relationship(foreign_keys=[manager_id])
    cover: Mapped[User] = relationship(foreign_keys=[cover_id])
    team: Mapped[Team] = relationship()
