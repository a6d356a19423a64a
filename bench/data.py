"""Invented data by bulk inserts: every family with a child, a carer, a plan, events and finished assessments.

The readings of a few families are made of their ratings by the room that makes them; those of all others repeat them,
and how every family stands is worked out by the rebuild that an operator runs.
"""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Connection, insert, select, text

from bench import sizes
from bench.assessments import AssessmentRows
from bench.people import PeopleRows
from bench.rows import Row
from bench.sizes import Size
from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.domain.instrument import Instrument
from gcp_tool.instruments.services import store_published
from gcp_tool.models import Base, InstrumentVersion
from gcp_tool.settings import Settings
from gcp_tool.standing.families import rebuild_standing
from gcp_tool.standing.making import write_readings

TOOL = "six-domain-care"
_AT_ONCE = 2_000


def make(settings: Settings, size: Size) -> None:
    """Fill an empty database that was just brought up to date."""
    engines = Engines(settings.database_url)
    try:
        with transaction(engines) as session:
            store_published(session, folders=settings.tool_folders, by=None)
        with engines.write.begin() as connection:
            graded = AssessmentRows(size, *_tool(connection))
            for part in (PeopleRows(size), graded):
                for model, rows in part.everything():
                    _insert(connection, model, rows)
            graded.finish(connection)
            _count_on(connection)
        with transaction(engines) as session:
            write_readings(session, range(1, sizes.HISTORIES + 1))
        with engines.write.begin() as connection:
            connection.execute(text(_REPEATED_READINGS), {"histories": sizes.HISTORIES})
        with transaction(engines) as session:
            rebuild_standing(session)
        with engines.write.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    finally:
        engines.dispose()


_COPIED = "domain, line, grade, because_code, graded, of_items, held, signed_off, judged, items"
_REPEATED_READINGS = f"""
INSERT INTO reading (
  assessment_id, profile_id, revision_id, family_id, child_id, carer_id, on_date, scorer_id, {_COPIED}
) SELECT assessment_id + {sizes.ASSESSMENTS_EACH} * (family.id - family_id),
  profile_id + {2 * sizes.ASSESSMENTS_EACH} * (family.id - family_id),
  revision_id + {sizes.ASSESSMENTS_EACH} * (family.id - family_id),
  family.id, 2 * family.id - 1, 2 * family.id, on_date, scorer_id, {_COPIED}
FROM reading JOIN family
  ON family.id > :histories AND family.id - family_id = (family.id - family_id) / :histories * :histories
"""


def _tool(connection: Connection) -> tuple[int, Instrument]:
    row = connection.execute(
        select(InstrumentVersion.id, InstrumentVersion.sha256, InstrumentVersion.content)
        .where(InstrumentVersion.code == TOOL)
        .order_by(InstrumentVersion.id.desc())
        .limit(1)
    ).one()
    return row.id, InstrumentVersion(sha256=row.sha256, content=row.content).instrument


def _insert(connection: Connection, model: type[Base], rows: Iterable[Row]) -> None:
    todo, statement = iter(rows), insert(model)
    while some := list(islice(todo, _AT_ONCE)):
        connection.execute(statement, some)


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL go on after the ids that were given here; SQLite does by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.c and table.c.id.identity is not None:
            name = table.name
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT coalesce(max(id), 1) FROM {name}))"
            )
