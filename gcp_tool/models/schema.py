"""Brings a database to the tables, triggers and rights of this release, as its owner. Tables are in this room.

Going back is by the copy or the backup made before, never by a migration run backwards.
"""

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, make_url, text
from sqlalchemy.orm import Session

from gcp_tool.core.database import Engines
from gcp_tool.domain.errors import ToolError
from gcp_tool.models.base import Base
from gcp_tool.settings import ROOT

MIGRATIONS = ROOT / "migrations"
_UPGRADING = 7_203_148_115_402  # the advisory lock on PostgreSQL: any number that nothing else uses

EDITABLE = ("SELECT", "INSERT", "UPDATE")
DELETABLE = (*EDITABLE, "DELETE")
ADDED_TO = ("SELECT", "INSERT")
READ = ("SELECT",)
RIGHTS: dict[str, tuple[str, ...]] = {
    "alembic_version": READ,
    "answer_history": READ,  # written by triggers, which run as the owner
    "participant_user": READ,
    "audit_event": ADDED_TO,
    "audit_head": ("SELECT", "UPDATE"),
    "audit_note": ADDED_TO,
    "instrument_version": ADDED_TO,
    "feedback": ADDED_TO,
    "item_comment": ADDED_TO,
    "policy": ADDED_TO,
    "response": ADDED_TO,
    "review": ADDED_TO,
    "sharing": ADDED_TO,
    "status_change": ADDED_TO,
    "assessment_agency": DELETABLE,
    "chart": DELETABLE,
    "column_mapping": DELETABLE,
    "completion_tally": DELETABLE,
    "evidence_link": DELETABLE,
    "held_file": DELETABLE,
    "held_input": DELETABLE,
    "left_over": DELETABLE,
    "notice": DELETABLE,
    "once": DELETABLE,
    "reading": DELETABLE,
    "review_draft": DELETABLE,
    "search": DELETABLE,
    "standing": DELETABLE,
    "standing_month": DELETABLE,
}


class SchemaNotUsable(ToolError):
    """The database cannot be brought to this release; the message says why and what to do."""


def upgrade(owner_url: str, *, app_role: str | None = None) -> None:
    """Bring the database to this release, all of it or none of it, while nobody else does.

    On PostgreSQL `app_role` is given what the app needs and nothing more. An SQLite file that is behind is first
    copied beside itself, as `<name>.before-<head>`.

    Raises:
        SchemaNotUsable: when a later release made the database, or its rows do not hold together.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    engines = Engines(owner_url)
    try:
        with engines.write.connect() as connection:
            if engines.is_sqlite:
                _upgrade_sqlite(connection)
            else:
                _upgrade_postgresql(connection, app_role)
    finally:
        engines.dispose()


def head() -> str:
    """The last migration of this release, as pinned in migrations/HEAD."""
    return (MIGRATIONS / "HEAD").read_text(encoding="utf-8").strip()


def is_current(session: Session) -> bool:
    """Whether the database has the tables of this release."""
    return _at(session.connection()) == head()


def app_role_of(url: str) -> str | None:
    """The role that the app connects as, for `upgrade`; None on SQLite, which has no roles."""
    parts = make_url(url)
    return None if parts.get_backend_name() == "sqlite" else parts.username


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file: where migrations are, and the connection that they run on."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade_sqlite(connection: Connection) -> None:
    # Batch migrations rebuild tables, so rows point at nothing for a while; all of them are checked at the end.
    # It can be switched off only outside a transaction, hence below SQLAlchemy, which would begin one.
    _driver_connection(connection).execute("PRAGMA foreign_keys=OFF")
    with connection.begin():
        _copy_if_behind(connection)
        _migrate(connection)
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            tables = ", ".join(sorted({str(row[0]) for row in orphans}))
            raise SchemaNotUsable(
                f"Rows of {tables} point at rows that are not there. Restore the last backup."
            )


def _upgrade_postgresql(connection: Connection, app_role: str | None) -> None:
    with connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _UPGRADING})
        _migrate(connection)
        owner = connection.scalar(text("SELECT current_role"))
        if app_role and app_role != owner:
            _give_rights(connection, app_role)


def _migrate(connection: Connection) -> None:
    _drop_programmable(connection)
    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        raise SchemaNotUsable(
            f"This database is at {_at(connection)}, which this release ({head()}) does not know: a later release"
            " made it. Run that release, or restore the backup that was made before it."
        ) from error
    _create_programmable(connection)


def _at(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _driver_connection(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _copy_if_behind(connection: Connection) -> None:
    """Copy the file while the write lock is held, so that nothing is written between the copy and the upgrade."""
    at, name = _at(connection), connection.engine.url.database
    if at is None or at == head() or not name or name == ":memory:":
        return
    path = Path(name)
    copy = path.with_name(f"{path.name}.before-{head()}")
    half = path.with_name(f"{copy.name}.part")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(half)) as target:
        source.backup(target)
    shutil.copymode(path, half)
    os.replace(half, copy)  # noqa: PTH105


def _drop_programmable(connection: Connection) -> None:
    for statement in _drops(connection):
        connection.exec_driver_sql(statement)


def _drops(connection: Connection) -> list[str]:
    """Statements that drop whatever programmable SQL is there, also what this release no longer has."""
    if connection.dialect.name == "sqlite":
        kinds = "SELECT 'DROP ' || type || ' \"' || name || '\"' FROM sqlite_master WHERE type IN ('trigger', 'view')"
        return list(connection.execute(text(kinds)).scalars())
    functions = (
        "SELECT 'DROP FUNCTION ' || oid::regprocedure || ' CASCADE' FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'gcp\\_%'"
    )
    views = (
        "SELECT 'DROP VIEW ' || quote_ident(viewname) || ' CASCADE' FROM pg_views WHERE schemaname = 'public'"
    )
    return [*connection.execute(text(views)).scalars(), *connection.execute(text(functions)).scalars()]


def _create_programmable(connection: Connection) -> None:
    for path in sorted((MIGRATIONS / "programmable" / connection.dialect.name).glob("*.sql")):
        script = path.read_text(encoding="utf-8")
        if connection.dialect.name == "sqlite":
            for statement in _statements(script):
                connection.exec_driver_sql(statement)
        else:
            connection.exec_driver_sql(script, execution_options={"no_parameters": True})


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, triggers whole. SQLite's own way to run a script would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise SchemaNotUsable(
            f"A statement of the programmable SQL is not finished: {statement.strip()[:60]}"
        )


def _give_rights(connection: Connection, app_role: str) -> None:
    role = connection.dialect.identifier_preparer.quote_identifier(app_role)
    connection.exec_driver_sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.exec_driver_sql(f"REVOKE ALL ON SCHEMA public FROM {role}")
    connection.exec_driver_sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role}")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {role}")
    for table in ("alembic_version", *Base.metadata.tables):
        rights = ", ".join(RIGHTS.get(table, EDITABLE))
        connection.exec_driver_sql(f'GRANT {rights} ON "{table}" TO {role}')
