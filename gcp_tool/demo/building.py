"""Building the invented borough in an empty database: people, history by the import, then what is under way now."""

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
from gcp_tool.demo.around import happen
from gcp_tool.demo.assessing import assess, find_family
from gcp_tool.demo.families import HOUSEHOLDS, Household
from gcp_tool.demo.people import EMAIL_DOMAIN, PASSWORD, TOOL, People, make_people
from gcp_tool.demo.scores import Borough, Row, birth_of, rows
from gcp_tool.domain.errors import NotPossible
from gcp_tool.families.services.allocation import allocate_lead
from gcp_tool.families.services.changing import Holding, change_family
from gcp_tool.families.services.details import PersonDetails
from gcp_tool.families.services.register import NewFamily, register_family
from gcp_tool.instruments.services import store_published
from gcp_tool.models import AuditEvent, Family, InstrumentVersion, User, schema
from gcp_tool.settings import Settings


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
        with transaction(engines) as session:
            store_published(session, folders=settings.tool_folders, by=None)
            people = make_people(session, password_hash=password_hash, today=today)
        _bring_history(engines, people, today)
        with transaction(engines) as session:
            _set_going(session, people, today)
            record(session, Event.DEMO_BUILT, by=None, details={"families": len(HOUSEHOLDS)})
    finally:
        engines.dispose()


def _check_empty(engines: Engines) -> None:
    with engines.reader() as session:
        if session.scalar(select(func.count()).select_from(User)):
            raise NotPossible("This database holds people already. Start again with: gcp-tool demo --reset")


def _tool(session: Session) -> InstrumentVersion:
    statement = select(InstrumentVersion).where(InstrumentVersion.code == TOOL)
    return session.scalars(statement.order_by(InstrumentVersion.id.desc()).limit(1)).one()


def _bring_history(engines: Engines, people: People, today: date) -> None:
    """The history comes in as a partnership's would: a spreadsheet, read and checked by the import."""
    with engines.reader() as session:
        borough = Borough(
            tool=_tool(session).instrument,
            today=today,
            domain_of_email=EMAIL_DOMAIN,
            agencies={code: agency.name for code, agency in people.agencies.items()},
            teams={code: team.name for code, team in people.teams.items()},
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "past-scores.csv"
        _write_csv(path, rows(borough))
        with engines.reader() as session:
            choices = Choices(as_at=today, create_missing=True)
            prepared = prepare(session, file=read_file(path), choices=choices)
        with transaction(engines) as session:
            import_scores(session, prepared=prepared, by=None)


def _write_csv(path: Path, lines: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column.name for column in COLUMNS])
        writer.writeheader()
        writer.writerows(lines)


def _set_going(session: Session, people: People, today: date) -> None:
    """Allocate the families, restrict those that are, and begin what is under way."""
    version = _tool(session)
    for household in HOUSEHOLDS:
        manager = people.manager_of(session, household.team)
        worker = people.users[household.worker]
        family = find_family(session, household.ref) or _register(session, household, people, today)
        if household.story:
            team = people.teams[household.team]
            allocate_lead(session, family=family, user_id=worker.id, team_id=team.id, by=manager)
            change_family(
                session,
                family=family,
                label=family.label,
                area=household.area,
                holding=Holding(team, household.restricted),
                expected=family.version,
                by=manager,
            )
        session.flush()
        happen(session, family=family, today=today, by=people.actor(session, household.worker))
        if household.now:
            assess(session, household=household, family=family, version=version, people=people, today=today)


def _register(session: Session, household: Household, people: People, today: date) -> Family:
    child, carer = household.children[0], household.carers[0]
    born = birth_of(child, today)
    given, _, family_name = carer.name.partition(" ")
    new = NewFamily(
        label=f"{household.surname} family",
        area=household.area,
        ref=household.ref,
        household="Home",
        child=PersonDetails(
            given_name=child.name,
            family_name="" if born > today else household.surname,
            birth_on=None if born > today else born,
            expected_birth_on=born if born > today else None,
        ),
        carer=PersonDetails(given_name=given, family_name=family_name),
    )
    lead = people.actor(session, household.worker)
    return register_family(session, new=new, team=people.teams[household.team], by=lead)
