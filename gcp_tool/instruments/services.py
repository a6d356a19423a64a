"""Storing published tools in the database, where old assessments find their words for ever."""

import json
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.instruments.loader import LoadedTool, load_file
from gcp_tool.instruments.publishing import NotAsPublished, check_published, list_published
from gcp_tool.models import InstrumentVersion


def store_published(session: Session, *, folder: Path, by: Actor | None) -> int:
    """Store every published tool that the database does not hold yet; how many were stored is returned.

    Raises:
        NotAsPublished: a published file has changed, or differs from what the database holds.
    """
    check_published(folder)
    stored = {f"{row.code}/{row.version}": row.sha256 for row in session.scalars(select(InstrumentVersion))}
    count = 0
    for published in list_published(folder):
        known = stored.get(published.name)
        if known is None:
            _store(session, load_file(folder / f"{published.name}.yaml"), by)
            count += 1
        elif known != published.sha256:
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
