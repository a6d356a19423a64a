"""The app with views that do as a test tells them, a partnership, and all that is logged."""

import io
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from gcp_tool.app import create_app
from gcp_tool.extensions import limiter
from gcp_tool.settings import load_settings
from gcp_tool.web.logs import RequestFormatter
from tests.client import Browser
from tests.integration.app_fixtures import SECRET
from tests.integration.web import probes
from tests.integration.web.kept import app, kept_world, world
from tests.integration.world import World

__all__ = ["app", "kept_world", "world"]  # fixtures


@pytest.fixture(scope="session")
def made_app() -> Flask:
    """An application with the probes, made once."""
    settings = load_settings(
        database_url="sqlite:///:memory:", secret_key=SECRET, training_area=True, https=False
    )
    limiter.enabled = True  # what it sends along is settled when an app is made
    made = create_app(settings)
    made.config["PROPAGATE_EXCEPTIONS"] = False
    probes.open_probes(made)
    return made


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> probes.Probe:
    """What the probes do in this test."""
    monkeypatch.setattr(probes, "probe", probes.Probe())
    return probes.probe


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
