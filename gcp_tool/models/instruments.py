"""Published versions of tools: the content is kept, so an old assessment re-opens with its own words."""

import json
from datetime import datetime
from functools import lru_cache

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from gcp_tool.domain.instrument import Instrument, instrument_from
from gcp_tool.models.base import Base, Keyed, table_args


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
