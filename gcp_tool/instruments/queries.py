"""Stored versions of tools and the notes about their words, read."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from gcp_tool.access.actor import Actor
from gcp_tool.access.scope import wording_notes
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import InstrumentVersion, WordingNote


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


def get_other_version(session: Session, version: InstrumentVersion, name: str) -> InstrumentVersion:
    """Another version of the same tool, by its number.

    Raises:
        NotFound: there is none.
    """
    other = find_version(session, version.code, name)
    if other is None:
        raise NotFound("There is no such version of this tool.")
    return other


def list_other_versions(session: Session, version: InstrumentVersion) -> Sequence[InstrumentVersion]:
    """The other versions of the same tool, the newest first; a page of them at most."""
    statement = (
        select(InstrumentVersion)
        .options(defer(InstrumentVersion.content))
        .where(InstrumentVersion.code == version.code, InstrumentVersion.id != version.id)
        .order_by(InstrumentVersion.id.desc())
        .limit(PAGE_SIZE)
    )
    return session.scalars(statement).all()


def list_notes(session: Session, actor: Actor, number: int) -> PageOfRows[WordingNote]:
    """A page of the notes the actor may read: those without an answer first, then the newest."""
    mine = wording_notes(actor)
    total = session.scalar(select(func.count()).select_from(WordingNote).where(mine)) or 0
    statement = (
        select(WordingNote)
        .where(mine)
        .options(*_with_names())
        .order_by(WordingNote.answered_at.is_not(None), WordingNote.id.desc())
        .limit(PAGE_SIZE)
        .offset(offset_of(number))
    )
    return PageOfRows(session.scalars(statement).all(), number, PAGE_SIZE, total)


def count_waiting_notes(session: Session, actor: Actor) -> int:
    """How many of the notes the actor may read have no answer."""
    statement = select(func.count()).select_from(WordingNote)
    return session.scalar(statement.where(wording_notes(actor), WordingNote.answered_at.is_(None))) or 0


def get_note(session: Session, actor: Actor, key: str) -> WordingNote:
    """The note of this key, if the actor may read it.

    Raises:
        NotFound: as if it did not exist.
    """
    statement = select(WordingNote).where(WordingNote.key == key, wording_notes(actor))
    note = session.scalar(statement.options(*_with_names()))
    if note is None:
        raise NotFound("There is no such note, or it is not one of yours.")
    return note


def _with_names() -> tuple[ORMOption, ...]:
    """What a note is shown with: a tool's content is long, so it is read once for all its notes."""
    names = (WordingNote.by, WordingNote.agency, WordingNote.answered_by)
    return (selectinload(WordingNote.instrument_version), *(joinedload(name) for name in names))


def latest_keys(versions: Sequence[InstrumentVersion]) -> frozenset[str]:
    """The keys of those that are the newest of their tool, of versions listed newest first."""
    newest: dict[str, str] = {}
    for version in versions:
        newest.setdefault(version.code, version.key)
    return frozenset(newest.values())
