"""Stored versions of tools, read."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import InstrumentVersion


def list_versions(session: Session, number: int) -> PageOfRows[InstrumentVersion]:
    """A page of the stored versions, by tool, the newest version first."""
    total = session.scalar(select(func.count()).select_from(InstrumentVersion)) or 0
    statement = (
        select(InstrumentVersion)
        .options(defer(InstrumentVersion.content))
        .order_by(InstrumentVersion.code, InstrumentVersion.id.desc())
        .limit(PAGE_SIZE)
        .offset(offset_of(number))
    )
    return PageOfRows(session.scalars(statement).all(), number, PAGE_SIZE, total)


def get_version(session: Session, key: str) -> InstrumentVersion:
    """The stored version of this key.

    Raises:
        NotFound: there is none.
    """
    version = session.scalar(select(InstrumentVersion).where(InstrumentVersion.key == key))
    if version is None:
        raise NotFound("There is no such version of a tool.")
    return version


def find_version(session: Session, code: str, version: str) -> InstrumentVersion | None:
    """The stored version of a tool by the names that files use, or None."""
    return session.scalar(
        select(InstrumentVersion).where(InstrumentVersion.code == code, InstrumentVersion.version == version)
    )


def latest_keys(versions: Sequence[InstrumentVersion]) -> frozenset[str]:
    """The keys of those that are the newest of their tool, of versions listed newest first."""
    newest: dict[str, str] = {}
    for version in versions:
        newest.setdefault(version.code, version.key)
    return frozenset(newest.values())
