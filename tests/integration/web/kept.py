"""One database an engine for tests that look only at what they add themselves: fixtures for a conftest to import."""

import shutil
from collections.abc import Iterator

import pytest
from flask import Flask

from gcp_tool.core.database import Engines
from gcp_tool.extensions import db, limiter
from tests.integration.world import World, keep_world
from tests.servers import PostgresqlServer

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session", params=BOTH)
def kept_world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, World]]:
    """A database with a partnership in it, and where it is."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("kept") / "gcp.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}", _keep_world(f"sqlite:///{path}")
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    name = server.create(copy_of=server.template)
    url = server.url(server.app, name)
    yield url, _keep_world(url)
    server.drop(name)


def _keep_world(url: str) -> World:
    engines = Engines(url)
    world = keep_world(engines)
    engines.dispose()
    return world


@pytest.fixture
def app(made_app: Flask, kept_world: tuple[str, World]) -> Iterator[Flask]:
    """The application, as the app's own role."""
    engines = Engines(kept_world[0])
    db.connect(engines)
    limiter.enabled = False
    yield made_app
    engines.dispose()


@pytest.fixture
def world(kept_world: tuple[str, World]) -> World:
    """Two teams, a family, and people who may and may not see it."""
    return kept_world[1]
