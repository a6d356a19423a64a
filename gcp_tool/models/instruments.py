"""Published versions of tools: the content is kept, so an old assessment re-opens with its own words."""

import json
from datetime import datetime
from functools import lru_cache

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.instrument import Instrument, instrument_from
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.models.agencies import Agency
from gcp_tool.models.base import Base, Id, Keyed, Versioned, codes, table_args
from gcp_tool.models.users import User


@lru_cache(maxsize=64)
def _instrument(sha256: str, content: str) -> Instrument:  # noqa: ARG001 - the hash makes the key quick to tell apart
    return instrument_from(json.loads(content))


class InstrumentVersion(Keyed, Base):
    """A published version of a tool. Append-only; `sha256` is of the file, `content` is what was read from it."""

    __tablename__ = "instrument_version"
    __table_args__ = table_args(UniqueConstraint("code", "version"))

    code: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[str]
    stored_at: Mapped[datetime]

    @property
    def instrument(self) -> Instrument:
        """The tool as the rules read it; built once a process."""
        return _instrument(self.sha256, self.content)


class WordingNote(Keyed, Versioned, Base):
    """What somebody found that does not fit in the words of a tool, for its owner, and the owner's answer."""

    __tablename__ = "wording_note"
    __table_args__ = table_args(
        CheckConstraint("length(trim(words)) > 0", name="words_given"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_whole"),
    )

    instrument_version_id: Mapped[int] = mapped_column(
        Id, ForeignKey("instrument_version.id", ondelete="RESTRICT"), index=True
    )
    code: Mapped[str]
    band: Mapped[AgeBand | None] = mapped_column(codes(AgeBand, "band"))
    words: Mapped[str]
    by_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    agency_id: Mapped[int] = mapped_column(Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    answered_at: Mapped[datetime | None]

    instrument_version: Mapped[InstrumentVersion] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    agency: Mapped[Agency] = relationship()
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
