"""What happens around a family: plans, referrals, help given, and events on its timeline. Typed or imported."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.vocabulary import AbuseCategory, PlanKind, SupportOutcome
from gcp_tool.models.base import Base, Id, Keyed, Versioned, codes, table_args
from gcp_tool.models.families import Family, Person

_ERROR = "(recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)"
_SOURCE = "(source_key IS NULL) OR (source IS NOT NULL)"


def _ended_after_started() -> CheckConstraint:
    return CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ended_after_started")


def _from_a_source(table: str) -> tuple[Any, ...]:
    """What every record of this kind is kept to: imported once, and taken back whole or not at all."""
    where = text("source_key IS NOT NULL")
    return (
        CheckConstraint(_ERROR, name="recorded_in_error_whole"),
        CheckConstraint(_SOURCE, name="source_named"),
        Index(
            f"uq_{table}_source",
            "source",
            "source_key",
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        ),
    )


class _Sourced:
    """Where a record came from, and that it was taken back if it was. `source_key` names it at its source."""

    source: Mapped[str | None] = mapped_column(sort_order=80)
    source_key: Mapped[str | None] = mapped_column(sort_order=81)
    upload_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("upload.id", ondelete="RESTRICT"), index=True, sort_order=82
    )
    recorded_in_error_at: Mapped[datetime | None] = mapped_column(sort_order=83)
    recorded_in_error_reason: Mapped[str | None] = mapped_column(sort_order=84)


class PlanEpisode(_Sourced, Keyed, Versioned, Base):
    """A plan for one child, from and to. `next_meeting_on` is the next conference or review that is known of."""

    __tablename__ = "plan_episode"
    __table_args__ = table_args(
        _ended_after_started(),
        *_from_a_source("plan_episode"),
        Index("ix_plan_episode_family_id_started_on", "family_id", "started_on"),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    child_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[PlanKind] = mapped_column(codes(PlanKind, "kind"))
    category: Mapped[AbuseCategory | None] = mapped_column(codes(AbuseCategory, "category"))
    neglect: Mapped[bool] = mapped_column(default=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_words: Mapped[str] = mapped_column(default="")
    next_meeting_on: Mapped[date | None]

    family: Mapped[Family] = relationship()
    child: Mapped[Person] = relationship()


class Referral(_Sourced, Keyed, Versioned, Base):
    """A referral of a child, from whom, and whether it led to no further action."""

    __tablename__ = "referral"
    __table_args__ = table_args(
        *_from_a_source("referral"), Index("ix_referral_family_id_on_date", "family_id", "on_date")
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    child_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    on_date: Mapped[date]
    referred_by: Mapped[str] = mapped_column(default="")
    no_further_action: Mapped[bool | None]
    words: Mapped[str] = mapped_column(default="")

    family: Mapped[Family] = relationship()
    child: Mapped[Person] = relationship()


class Support(_Sourced, Keyed, Versioned, Base):
    """Help for a family or one person in it: what, by whom, when, and how it ended."""

    __tablename__ = "support"
    __table_args__ = table_args(
        _ended_after_started(),
        CheckConstraint("offered_on IS NOT NULL OR started_on IS NOT NULL", name="offered_or_started"),
        CheckConstraint("ended_on IS NULL OR started_on IS NOT NULL", name="ended_what_started"),
        *_from_a_source("support"),
        Index("ix_support_family_id_offered_on", "family_id", "offered_on"),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    person_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    target_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("target.id", ondelete="RESTRICT"), index=True
    )
    what: Mapped[str]
    provider: Mapped[str] = mapped_column(default="")
    offered_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    outcome: Mapped[SupportOutcome | None] = mapped_column(codes(SupportOutcome, "outcome"))
    words: Mapped[str] = mapped_column(default="")

    family: Mapped[Family] = relationship()
    person: Mapped[Person | None] = relationship()


class TimelineEvent(_Sourced, Keyed, Versioned, Base):
    """A dated thing that happened. `kind` is a code of the list of event types, which is data."""

    __tablename__ = "event"
    __table_args__ = table_args(
        *_from_a_source("event"), Index("ix_event_family_id_on_date", "family_id", "on_date")
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    person_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    kind: Mapped[str]
    on_date: Mapped[date]
    words: Mapped[str] = mapped_column(default="")

    family: Mapped[Family] = relationship()
    person: Mapped[Person | None] = relationship()
