"""The app on a real database, on both engines, and people with browsers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from gcp_tool.app import create_app
from gcp_tool.core.database import Engines
from gcp_tool.extensions import db, limiter
from gcp_tool.models import User
from gcp_tool.settings import ROOT, load_settings
from tests.client import Browser

SECRET = "bR4nch-wInd0w-k3ttle-9-Q7zX2mLp8u"


@pytest.fixture(scope="session")
def made_app() -> Flask:
    """The application, made once: what differs from test to test is its database."""
    made = create_app(
        load_settings(
            database_url="sqlite:///:memory:",
            secret_key=SECRET,
            training_area=True,
            https=False,
            tools_folder=ROOT / "scoring_rules",
        )
    )
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture
def app(made_app: Flask, database: Any) -> Iterator[Flask]:
    """The application on the database of this test, as the app's own role."""
    engines = Engines(database.url)
    db.connect(engines)
    limiter.enabled = False
    yield made_app
    engines.dispose()


@pytest.fixture
def browser(app: Flask) -> Callable[..., Browser]:
    """Give a person a browser that is signed in; nobody, one that is not."""

    def open_for(user: User | None = None) -> Browser:
        return Browser(app, user)

    return open_for
