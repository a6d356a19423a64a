"""Engines, sessions and column types for SQLite and PostgreSQL. Tables are in `models`, the only commit in `audit`."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import CursorResult, DateTime, Dialect, Engine, Executable, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # the record is legal evidence: an acknowledged save survives a power cut
    "foreign_keys=ON",
    "busy_timeout=10000",
    "trusted_schema=OFF",
)
_SQLITE_BEGIN = "sqlite_begin"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Goes in aware, is kept in UTC, comes out aware; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment; SQLite keeps the UTC wall time, PostgreSQL the moment itself."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone; take it from core.clock.now().")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back aware, in UTC, on either engine."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Engines:
    """One pool, two ways in: reading, and writing with the write lock taken at the start."""

    def __init__(self, url: str, **options: Any) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url, options) if self.is_sqlite else _postgresql_engine(url, options)
        self.read: Engine
        self.write: Engine
        if self.is_sqlite:
            self.read = self.engine
            self.write = self.engine.execution_options(**{_SQLITE_BEGIN: "IMMEDIATE"})
        else:
            self.read = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            self.write = self.engine

    def reader(self) -> Session:
        """A session for reading; on PostgreSQL without a transaction, on SQLite with a deferred one."""
        return Session(self.read, expire_on_commit=False, autoflush=False)

    def writer(self) -> Session:
        """A session for one write transaction; on SQLite it begins with the write lock."""
        return Session(self.write, expire_on_commit=False)

    def dispose(self, *, close: bool = True) -> None:
        """Let the pool go; after a fork with `close=False`, for the connections belong to the parent."""
        self.engine.dispose(close=close)


def plain_rows(
    session: Session, statement: Executable, given: Mapping[str, Any]
) -> CursorResult[*tuple[Any, ...]]:
    """What a statement finds, as rows of columns: half the cost where no objects are asked for."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, given)


def read_json(text: str | bytes) -> Any:
    """What a JSON column holds, in half the time of the standard library, which reads what the quick one refuses.

    Only the names of fields are kept by the quick one to be used again: values may be about people.
    """
    try:
        return from_json(text, cache_strings="keys")
    except ValueError:
        return json.loads(text)


def _sqlite_engine(url: str, options: Mapping[str, Any]) -> Engine:
    engine = create_engine(url, json_deserializer=read_json, **options)

    @event.listens_for(engine, "connect")
    def _connect(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is sent by us, so that a write can take its lock first
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        mode = connection.get_execution_options().get(_SQLITE_BEGIN, "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _postgresql_engine(url: str, options: Mapping[str, Any]) -> Engine:
    settings: dict[str, Any] = {"pool_size": 4, "max_overflow": 4, "pool_pre_ping": True}
    return create_engine(url, json_deserializer=read_json, **(settings | dict(options)))
