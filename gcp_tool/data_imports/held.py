"""A file between its upload and its import: kept in the database for one user, some hours, without its name.

In the database and not in a folder, because the next request may be served by another machine.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.data_imports.mapping import Headings, read_by
from gcp_tool.data_imports.reading import ScoreFile, read_data
from gcp_tool.data_imports.services import Choices
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import HeldFile

KEPT_FOR = timedelta(hours=4)
NAME = "The file"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a held file is to be read: whether what is missing is added, and by which headings."""

    create_missing: bool = False
    headings: Headings | None = None

    @property
    def kept(self) -> dict[str, Any]:
        """As it is kept with the file."""
        matched = dict(self.headings.matched) if self.headings else None
        left_out = list(self.headings.left_out) if self.headings else []
        return {"create_missing": self.create_missing, "matched": matched, "left_out": left_out}

    @classmethod
    def of(cls, held: HeldFile) -> "Reading":
        """How this file is to be read."""
        matched = held.choices["matched"]
        headings = None if matched is None else Headings(matched, held.choices["left_out"])
        return cls(held.choices["create_missing"], headings)

    def choices(self, by: Actor) -> Choices:
        """How the file is imported by the actor."""
        return Choices(clock.today(), self.create_missing, within=by)


def hold_file(session: Session, *, content: bytes, sha256: str, reading: Reading, by: Actor) -> HeldFile:
    """Keep a file for the actor in place of what they uploaded before; files that are over go."""
    now = clock.now()
    session.execute(delete(HeldFile).where(or_(HeldFile.expires_at <= now, HeldFile.user_id == by.id)))
    held = HeldFile(
        user_id=by.id,
        sha256=sha256,
        content=content,
        choices=reading.kept,
        at=now,
        expires_at=now + KEPT_FOR,
    )
    session.add(held)
    session.flush()
    record(session, Event.SCORES_CHECKED, by=by, subject=("held_file", held.id))
    return held


def get_held(session: Session, key: str, *, of: Actor) -> HeldFile:
    """The file of this key, if the actor uploaded it and it is not over.

    Raises:
        NotFound: as if it did not exist.
    """
    held = session.scalar(
        select(HeldFile).where(
            HeldFile.key == key, HeldFile.user_id == of.id, HeldFile.expires_at > clock.now()
        )
    )
    if held is None:
        raise NotFound("There is no such file any more. Upload it again.")
    return held


def read_held(held: HeldFile) -> ScoreFile:
    """The rows of a held file, by its own headings."""
    return read_data(NAME, held.content)


def read_as_chosen(held: HeldFile) -> ScoreFile:
    """The rows of a held file, by the headings that were matched."""
    headings = Reading.of(held).headings
    file = read_held(held)
    return file if headings is None else read_by(file, headings)


def choose_headings(session: Session, held: HeldFile, headings: Headings) -> None:
    """Read the file by these headings from now on."""
    reading = replace(Reading.of(held), headings=headings)
    session.execute(update(HeldFile).where(HeldFile.id == held.id).values(choices=reading.kept))


def let_go(session: Session, held: HeldFile) -> None:
    """Keep the file no longer."""
    session.execute(delete(HeldFile).where(HeldFile.id == held.id))
