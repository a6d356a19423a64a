"""What the tool keeps for its own working: searches, forms sent once, input held over a sign-in, drawn charts.

And what it keeps for one person: notices, words that found no place, and how their spreadsheets name the columns.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.vocabulary import AnswerKind, NoticeKind, SetAside
from gcp_tool.models.assessments import Assessment, Profile
from gcp_tool.models.base import Base, Id, Keyed, Versioned, codes, table_args
from gcp_tool.models.families import Family


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


class HeldFile(Keyed, Base):
    """A spreadsheet that somebody is about to import, kept some hours for that user only, without its name.

    `choices` say how it is to be read.
    """

    __tablename__ = "held_file"

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    choices: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ChartDrawing(Base):
    """A drawn chart, found by the hash of its style and values; the same values are never drawn twice."""

    __tablename__ = "chart"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    svg_gz: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class Notice(Keyed, Base):
    """Something that one person is told on their desk, until they say that they have seen it."""

    __tablename__ = "notice"
    __table_args__ = table_args(
        Index(
            "ix_notice_user_id_unseen",
            "user_id",
            "at",
            sqlite_where=text("seen_at IS NULL"),
            postgresql_where=text("seen_at IS NULL"),
        ),
    )

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(codes(NoticeKind, "kind"))
    family_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("family.id", ondelete="RESTRICT"), index=True
    )
    assessment_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True
    )
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]

    family: Mapped[Family | None] = relationship()
    assessment: Mapped[Assessment | None] = relationship()


class LeftOver(Keyed, Base):
    """What somebody typed into an assessment that could not take it any more, kept for them, with why."""

    __tablename__ = "left_over"
    __table_args__ = table_args()

    write_id: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    assessment_id: Mapped[int] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True
    )
    profile_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("profile.id", ondelete="RESTRICT"), index=True
    )
    kind: Mapped[AnswerKind] = mapped_column(codes(AnswerKind, "kind"))
    code: Mapped[str]
    slot: Mapped[int]
    raw: Mapped[dict[str, Any]]
    why: Mapped[SetAside] = mapped_column(codes(SetAside, "why"))
    at: Mapped[datetime]

    assessment: Mapped[Assessment] = relationship()
    profile: Mapped[Profile | None] = relationship()


class ColumnMapping(Keyed, Versioned, Base):
    """How a kind of spreadsheet names the columns of an import, saved by name: our heading to theirs."""

    __tablename__ = "column_mapping"
    __table_args__ = table_args(Index("uq_column_mapping_name", text("lower(name)"), unique=True))

    name: Mapped[str]
    columns: Mapped[dict[str, Any]]
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
