"""Building the invented borough in an empty database: people, the past by the import, then day by day until now."""

import csv
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from flask_security import hash_password
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gcp_tool.app import create_app
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.columns import COLUMNS
from gcp_tool.data_imports.reading import read_file
from gcp_tool.data_imports.services import Choices, import_scores, prepare
from gcp_tool.demo.families import households
from gcp_tool.demo.living import BEGAN, Living, at, live
from gcp_tool.demo.people import EMAIL_DOMAIN, PASSWORD, TOOL, People, make_people
from gcp_tool.demo.scores import Borough, Row, rows
from gcp_tool.domain.errors import NotPossible
from gcp_tool.instruments.services import store_published
from gcp_tool.models import AuditEvent, InstrumentVersion, User, schema
from gcp_tool.settings import Settings
from gcp_tool.standing.families import rebuild_standing
from gcp_tool.standing.months import keep_months


def is_built(engines: Engines) -> bool:
    """Whether the borough stands in this database."""
    with engines.reader() as session:
        return (
            session.scalar(select(AuditEvent.seq).where(AuditEvent.event == Event.DEMO_BUILT).limit(1))
            is not None
        )


def build(settings: Settings) -> None:
    """Build the borough, the same on the same day.

    Raises:
        NotPossible: this is not a training area, or the database holds people already.
    """
    if not settings.training_area:
        raise NotPossible("The invented borough is for a training area only: set GCP_TRAINING_AREA=true.")
    schema.upgrade(settings.migration_url)
    with create_app(settings).app_context():
        password_hash = hash_password(PASSWORD)
    engines, today = Engines(settings.database_url), clock.today()
    try:
        _check_empty(engines)
        with clock.set_to(at(today, BEGAN, 9)):
            with transaction(engines) as session:
                store_published(session, folders=settings.tool_folders, by=None)
                people = make_people(session, password_hash=password_hash, today=today)
            _bring_past(engines, people, today)
        with engines.reader() as session:
            version_id = _tool(session).id
        live(engines, [Living(one, people, version_id, today) for one in households()])
        _finish(engines)
    finally:
        engines.dispose()


def _check_empty(engines: Engines) -> None:
    with engines.reader() as session:
        if session.scalar(select(func.count()).select_from(User)):
            raise NotPossible("This database holds people already. Start again with: gcp-tool demo --reset")


def _tool(session: Session) -> InstrumentVersion:
    statement = select(InstrumentVersion).where(InstrumentVersion.code == TOOL)
    return session.scalars(statement.order_by(InstrumentVersion.id.desc()).limit(1)).one()


def _bring_past(engines: Engines, people: People, today: date) -> None:
    """The past comes in as a partnership's would: a spreadsheet, read and checked by the import."""
    with engines.reader() as session:
        borough = Borough(
            tool=_tool(session).instrument,
            today=today,
            began=BEGAN,
            domain_of_email=EMAIL_DOMAIN,
            agencies=dict(people.agencies),
            teams=dict(people.teams),
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "past-scores.csv"
        _write_csv(path, rows(borough))
        with engines.reader() as session:
            choices = Choices(as_at=clock.today(), create_missing=True)
            prepared = prepare(session, file=read_file(path), choices=choices)
        with transaction(engines) as session:
            import_scores(session, prepared=prepared, by=None)


def _write_csv(path: Path, lines: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column.name for column in COLUMNS])
        writer.writeheader()
        writer.writerows(lines)


def _finish(engines: Engines) -> None:
    """Say how every family stands as of now, as the nightly run would, and that the borough is there."""
    with transaction(engines) as session:
        rebuild_standing(session)
        while keep_months(session):
            pass  # a month at a time
        record(session, Event.DEMO_BUILT, by=None, details={"families": len(households())})
