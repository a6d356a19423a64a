"""What the tool keeps for its own working: searches, forms sent once, input held over a sign-in, drawn charts."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from gcp_tool.models.base import Base, Id, Keyed


class Search(Keyed, Base):
    """What somebody searched for or asked a report of, kept for a while so that none of it is in an address."""

    __tablename__ = "search"

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    terms: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Once(Base):
    """A form that was sent, and where its sender was taken: sending it again leads to the same place."""

    __tablename__ = "once"

    token: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    location: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(index=True)


class HeldInput(Keyed, Base):
    """A form sent after the session had expired, kept a day for that user only."""

    __tablename__ = "held_input"

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    path: Mapped[str]
    form: Mapped[list[Any]]
    at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ChartDrawing(Base):
    """A drawn chart, found by the hash of its style and values; the same values are never drawn twice."""

    __tablename__ = "chart"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    svg_gz: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
