"""Storing published tools, where old assessments find their words for ever; noting and answering what does not fit."""

import json
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_answer_note, check_write_note
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.instruments.loader import LoadedTool, load_file
from gcp_tool.instruments.publishing import NotAsPublished, check_folders, list_published
from gcp_tool.models import InstrumentVersion, WordingNote


def store_published(session: Session, *, folders: Sequence[Path], by: Actor | None) -> int:
    """Store every published tool that the database does not hold yet; how many were stored is returned.

    Raises:
        NotAsPublished: a published file has changed, or differs from what the database holds.
    """
    check_folders(folders)
    stored = {f"{row.code}/{row.version}": row.sha256 for row in session.scalars(select(InstrumentVersion))}
    count = 0
    for folder in folders:
        for published in list_published(folder):
            if published.name not in stored:
                _store(session, load_file(folder / f"{published.name}.yaml"), by)
                count += 1
            elif stored[published.name] != published.sha256:
                raise NotAsPublished(
                    f"The database holds another {published.name} than the published file. Put back the file that was"
                    " published, and make a new version for any change."
                )
    return count


def _store(session: Session, tool: LoadedTool, by: Actor | None) -> None:
    version = InstrumentVersion(
        code=tool.instrument.code,
        version=tool.instrument.version,
        title=tool.instrument.title,
        sha256=tool.sha256,
        content=json.dumps(tool.content, ensure_ascii=False, sort_keys=True),
        stored_at=clock.now(),
    )
    session.add(version)
    session.flush()
    record(session, Event.TOOL_STORED, by=by, subject=("instrument_version", version.id))


def write_note(
    session: Session, *, version: InstrumentVersion, code: str, band: AgeBand | None, words: str, by: Actor
) -> WordingNote:
    """Note for the owner of a tool that the words of an item do not fit; without a band, at every age.

    Raises:
        NotAllowed: the actor may not write notes.
        NotFound: the tool has no such item, or not for this age.
    """
    check_write_note(by)
    item = version.instrument.item(code)
    if band is not None and not item.is_for(band):
        raise NotFound(f"{item.title!r} is not graded at this age.")
    now = clock.now()
    note = WordingNote(
        instrument_version_id=version.id,
        code=code,
        band=band,
        words=words,
        by_id=by.id,
        agency_id=by.agency_id,
        at=now,
        changed_at=now,
        changed_by_id=by.id,
    )
    session.add(note)
    session.flush()
    record(session, Event.NOTE_WRITTEN, by=by, subject=("wording_note", note.id))
    return note


def answer_note(session: Session, *, note: WordingNote, answer: str, expected: int, by: Actor) -> None:
    """Answer a note, or answer it again; who wrote it sees the answer.

    Raises:
        NotAllowed: the actor may not answer notes.
        EditConflict: somebody else answered it meanwhile.
    """
    check_answer_note(by)
    values = {"answer": answer, "answered_by_id": by.id, "answered_at": clock.now()}
    update_versioned(session, note, expected=expected, values=values, by=by)
    record(session, Event.NOTE_ANSWERED, by=by, subject=("wording_note", note.id))
