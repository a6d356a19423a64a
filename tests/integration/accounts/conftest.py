"""The app with passwords that are quick to check, and people who have one."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask_security import hash_password

from gcp_tool.app import create_app
from gcp_tool.extensions import db
from gcp_tool.models import User
from gcp_tool.settings import load_settings
from tests.factories import make_user
from tests.integration.accounts.people import PASSWORD
from tests.integration.app_fixtures import SECRET
from tests.integration.web.kept import app, kept_world, world

__all__ = ["app", "kept_world", "world"]  # fixtures


@pytest.fixture(scope="session")
def made_app() -> Flask:
    """An application whose hashes cost next to nothing; that real ones cost enough has a test of its own."""
    settings = load_settings(
        database_url="sqlite:///:memory:", secret_key=SECRET, training_area=True, https=False
    )
    made = create_app(settings)
    made.config["PROPAGATE_EXCEPTIONS"] = False
    context = made.extensions["security"].pwd_context
    context.update(argon2__time_cost=1, argon2__memory_cost=8, argon2__parallelism=1)
    return made


@pytest.fixture(scope="session")
def password_hash(made_app: Flask) -> str:
    """The hash of everybody's password."""
    with made_app.app_context():
        hashed: str = hash_password(PASSWORD)
    return hashed


@pytest.fixture
def person(app: Flask, password_hash: str) -> Callable[..., User]:
    """Make somebody with an account of their own, kept in the database."""

    def make(**changes: Any) -> User:
        with db.engines.writer() as session:
            user = make_user(session, **({"password": password_hash} | changes))
            session.commit()
            session.expunge_all()
        return user

    return make
