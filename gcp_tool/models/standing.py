"""Where each family stands, worked out and kept so that lists are quick. Written only by the room `standing`."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.models.base import Base, Id, codes


class Standing(Base):
    """One family as at a day. `summary` is the number of its headline, 1 to 10; none when nothing was assessed.

    What it says may change by itself when time passes: from `recompute_on` it is out of date and never shown.
    `decided_on` is the day of the last six-month review; `check_due_on` the last day for the check after support.
    """

    __tablename__ = "standing"
    __table_args__ = (
        CheckConstraint("summary IS NULL OR summary BETWEEN 1 AND 10", name="summary_is_a_headline"),
        CheckConstraint("recompute_on IS NULL OR recompute_on > as_at_on", name="recompute_later"),
        Index("ix_standing_team_id_summary_latest_on", "team_id", "summary", "latest_on"),
        Index("ix_standing_team_id_review_due_on", "team_id", "review_due_on"),
    )

    family_id: Mapped[int] = mapped_column(
        Id, ForeignKey("family.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    team_id: Mapped[int] = mapped_column(Id, ForeignKey("team.id", ondelete="RESTRICT"))
    worker_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    restricted: Mapped[bool]
    summary: Mapped[int | None]
    because: Mapped[list[Any]]
    strip: Mapped[list[Any]]
    worst_now: Mapped[dict[str, Any] | None]
    latest_on: Mapped[date | None]
    reading_due_on: Mapped[date | None]
    review_due_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    check_due_on: Mapped[date | None]
    plan_kind: Mapped[PlanKind | None] = mapped_column(codes(PlanKind, "plan_kind"))
    plan_since_on: Mapped[date | None]
    as_at_on: Mapped[date]
    recompute_on: Mapped[date | None] = mapped_column(index=True)


class StandingMonth(Base):
    """One family as at the end of a month: what is counted over time. `month` is the first day of that month.

    `review_overdue` says whether it was past its six-month review then.
    """

    __tablename__ = "standing_month"
    __table_args__ = (
        CheckConstraint("summary IS NULL OR summary BETWEEN 1 AND 10", name="summary_is_a_headline"),
        Index("ix_standing_month_team_id_month", "team_id", "month", "summary"),
    )

    family_id: Mapped[int] = mapped_column(
        Id, ForeignKey("family.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    month: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(Id, ForeignKey("team.id", ondelete="RESTRICT"))
    summary: Mapped[int | None]
    review_overdue: Mapped[bool]
