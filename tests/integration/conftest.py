"""A database of its own for every test that asks for one, on both engines."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from gcp_tool.core.database import Engines
from tests.integration.app_fixtures import app, browser, made_app
from tests.servers import PostgresqlServer, postgresql_server, postgresql_url, sqlite_template

__all__ = ["app", "browser", "made_app", "postgresql_server", "postgresql_url", "sqlite_template"]  # fixtures

BOTH = ("sqlite", "postgresql")
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Database:
    """A database: where the app finds it, where its owner does, and the app's role, if the engine has roles."""

    url: str
    owner_url: str
    app_role: str | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.url.startswith("sqlite")

    @property
    def name(self) -> str:
        """What the server calls it, or the path of the file."""
        return make_url(self.url).database or ""


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated database without rows.

    The tests in this folder itself try what a database refuses, and may change it: each has a copy of its own. Those of
    the features, in the folders below, only fill it: on PostgreSQL they take turns with one, emptied in between.
    """
    if request.param == "sqlite" or request.path.parent == HERE:
        yield from _made(request, migrated=True)
    else:
        yield request.getfixturevalue("taking_turns")
        request.getfixturevalue("postgresql_server").empty(request.getfixturevalue("taking_turns").name)


@pytest.fixture(scope="session")
def taking_turns(postgresql_server: PostgresqlServer) -> Iterator[Database]:
    """A migrated database on PostgreSQL, for one test after another."""
    name = postgresql_server.create(copy_of=postgresql_server.template)
    yield _on(postgresql_server, name)
    postgresql_server.drop(name)


@pytest.fixture(params=BOTH)
def empty_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without tables."""
    yield from _made(request, migrated=False)


def _made(request: pytest.FixtureRequest, *, migrated: bool) -> Iterator[Database]:
    # only the engine asked for is started
    if request.param == "sqlite":
        yield _sqlite(request, migrated=migrated)
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    name = server.create(copy_of=server.template if migrated else None)
    yield _on(server, name)
    server.drop(name)


def _on(server: PostgresqlServer, name: str) -> Database:
    return Database(server.url(server.app, name), server.url(server.owner, name), server.app)


def _sqlite(request: pytest.FixtureRequest, *, migrated: bool) -> Database:
    folder: Path = request.getfixturevalue("tmp_path")
    path = folder / "gcp.db"
    if migrated:
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
    return Database(f"sqlite:///{path}", f"sqlite:///{path}")


@pytest.fixture(scope="session", params=BOTH)
def shared_engines(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engines]:
    """One database for all the tests that leave nothing behind, as the app's role."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("shared") / "gcp.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        engines, name = Engines(f"sqlite:///{path}"), ""
    else:
        server: PostgresqlServer = request.getfixturevalue("postgresql_server")
        name = server.create(copy_of=server.template)
        engines = Engines(server.url(server.app, name))
    yield engines
    engines.dispose()
    if name:
        server.drop(name)


@pytest.fixture
def undone_session(shared_engines: Engines) -> Iterator[Session]:
    """A write session as the app's role, undone at the end. Quicker than a database of one's own; never commit."""
    with shared_engines.writer() as session:
        yield session


@pytest.fixture
def owner_url(database: Database) -> str:
    """The database as its owner."""
    return database.owner_url


@pytest.fixture
def engines(database: Database) -> Iterator[Engines]:
    """The database as the app's role."""
    engines = Engines(database.url)
    yield engines
    engines.dispose()


@pytest.fixture
def owner(database: Database) -> Iterator[Engines]:
    """The database as its owner, whom only the triggers stop."""
    engines = Engines(database.owner_url)
    yield engines
    engines.dispose()


@pytest.fixture
def session(engines: Engines) -> Iterator[Session]:
    """A write session as the app's role. Commit before anybody else is to see or to write: SQLite has one lock."""
    with engines.writer() as session:
        yield session
