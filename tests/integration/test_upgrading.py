"""An upgrade keeps every record: from the schema of every earlier release, with rows in nearly every table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, Table, select

from gcp_tool.core.database import Engines
from gcp_tool.models import schema
from gcp_tool.standing.completions import check_completions
from tests.integration.rows import build_rows

Rows = dict[str, list[tuple[Any, ...]]]

EARLIER = ("0001", "0002")
LATER_KEY = "current_revision_id"  # points forward, at a table whose rows point back
WITHOUT_ROWS = {"chart", "held_input", "once", "reading", "search", "standing"}  # what may go
MADE_BY_MIGRATIONS = {"alembic_version", "audit_head"}


@pytest.fixture(params=EARLIER)
def behind(request: pytest.FixtureRequest, engines: Engines, tmp_path: Path) -> Iterator[Engines]:
    """A database of the same engine with the tables of an earlier release."""
    if engines.is_sqlite:
        behind, name = Engines(f"sqlite:///{tmp_path}/behind.db"), ""
    else:
        server = request.getfixturevalue("postgresql_server")
        name = server.create()
        behind = Engines(server.url(server.owner, name))
    with behind.write.begin() as connection:
        command.upgrade(schema.alembic_config(connection), request.param)
    yield behind
    behind.dispose()
    if name:
        server.drop(name)


def tables_of(connection: Connection) -> list[Table]:
    """The tables there are, parents first but for keys that point both ways."""
    found = MetaData()
    found.reflect(connection)
    for key in [key for table in found.tables.values() for key in table.foreign_key_constraints]:
        key.use_alter = LATER_KEY in key.column_keys
    return [table for table in found.sorted_tables if table.name not in MADE_BY_MIGRATIONS]


def rows_of(connection: Connection, tables: list[Table]) -> Rows:
    """Every row of the columns that these tables have."""
    found = {}
    for table in tables:
        columns = select(*table.columns).order_by(*table.primary_key.columns)
        found[table.name] = [tuple(map(str, row)) for row in connection.execute(columns)]
    return found


def copy_rows(engines: Engines, behind: Engines) -> Rows:
    """Move all that the earlier tables can hold into them, as that release would have left it."""
    with engines.read.connect() as source, behind.write.begin() as target:
        tables = tables_of(target)
        forward = []
        for table in tables:
            for row in source.execute(select(*table.columns)).mappings():
                values = dict(row)
                if values.get(LATER_KEY) is not None:
                    forward.append((table, values["id"], values[LATER_KEY]))
                    values[LATER_KEY] = None
                target.execute(table.insert().values(values))
        for table, row_id, points_at in forward:
            target.execute(table.update().where(table.c.id == row_id).values({LATER_KEY: points_at}))
        return rows_of(target, tables)


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_an_upgrade_keeps_every_record(engines: Engines, behind: Engines) -> None:
    build_rows(engines)
    before = copy_rows(engines, behind)
    assert {name for name, rows in before.items() if not rows} == WITHOUT_ROWS & before.keys()
    with behind.read.connect() as connection:
        tables = tables_of(connection)
    schema.upgrade(behind.url.render_as_string(hide_password=False))
    with behind.read.connect() as connection:
        assert rows_of(connection, tables) == before
    with behind.reader() as session:
        assert schema.is_current(session)
        assert check_completions(session) > 0  # what was completed before is counted too
