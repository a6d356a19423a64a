"""The audit log: append-only, chained by hashes, holding ids and codes, never names or free text."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gcp_tool.models.base import Base, Id, Numbered


class AuditEvent(Base):
    """One thing that happened. No foreign keys: the log outlives what it speaks of."""

    __tablename__ = "audit_event"
    __table_args__ = (
        PrimaryKeyConstraint("chain", "seq"),
        CheckConstraint("seq > 0", name="seq_counts_from_one"),
        Index("ix_audit_event_family_id_at", "family_id", "at"),
        Index("ix_audit_event_person_id_at", "person_id", "at"),
        Index("ix_audit_event_actor_id_at", "actor_id", "at"),
        Index("ix_audit_event_event_at", "event", "at"),
        Index("ix_audit_event_at", "at"),
    )

    chain: Mapped[str]
    seq: Mapped[int] = mapped_column(Id)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(Id)
    event: Mapped[str]
    family_id: Mapped[int | None] = mapped_column(Id)
    person_id: Mapped[int | None] = mapped_column(Id)
    subject_kind: Mapped[str | None]
    subject_id: Mapped[int | None] = mapped_column(Id)
    request_id: Mapped[str | None]
    canonical: Mapped[str]
    hash: Mapped[str]


class AuditHead(Base):
    """The end of a chain: locked last in every commit, so that the chain has one order."""

    __tablename__ = "audit_head"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Id)
    hash: Mapped[str]


class AuditNote(Numbered, Base):
    """Words that belong to an event. Only their digest is chained, so that they can be disposed of."""

    __tablename__ = "audit_note"

    digest: Mapped[str]
    words: Mapped[str]
    at: Mapped[datetime]
