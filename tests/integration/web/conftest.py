"""The app with views that do as a test tells them, a partnership, and all that is logged."""

import io
import logging
import shutil
from collections.abc import Iterator

import pytest
from flask import Flask

from gcp_tool.app import create_app
from gcp_tool.core.database import Engines
from gcp_tool.extensions import db, limiter
from gcp_tool.settings import load_settings
from gcp_tool.web.logs import RequestFormatter
from tests.client import Browser
from tests.integration.app_fixtures import SECRET
from tests.integration.web import probes
from tests.integration.world import World, keep_world
from tests.servers import PostgresqlServer

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def made_app() -> Flask:
    """An application with the probes, made once."""
    settings = load_settings(
        database_url="sqlite:///:memory:", secret_key=SECRET, training_area=True, https=False
    )
    made = create_app(settings)
    made.config["PROPAGATE_EXCEPTIONS"] = False
    probes.open_probes(made)
    return made


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> probes.Probe:
    """What the probes do in this test."""
    monkeypatch.setattr(probes, "probe", probes.Probe())
    return probes.probe


@pytest.fixture(scope="session", params=BOTH)
def kept_world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, World]]:
    """One database for all these tests: each looks only at what it adds."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("web") / "gcp.db"
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


@pytest.fixture
def worker(app: Flask, world: World) -> Browser:
    """The browser of somebody who is signed in."""
    return Browser(app, world.worker)


@pytest.fixture
def logged(app: Flask) -> Iterator[io.StringIO]:
    """Everything that is written to the log while a test runs: by us as we write it, by libraries in full."""
    stream = io.StringIO()
    ours, others = logging.StreamHandler(stream), logging.StreamHandler(stream)
    ours.setFormatter(RequestFormatter())
    others.addFilter(lambda record: not record.name.startswith("gcp_tool"))
    logging.getLogger("gcp_tool").addHandler(ours)
    logging.getLogger().addHandler(others)
    yield stream
    logging.getLogger("gcp_tool").removeHandler(ours)
    logging.getLogger().removeHandler(others)
