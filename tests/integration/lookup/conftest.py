"""A partnership with somebody on duty, and a family of another agency."""

import pytest
from flask import Flask

from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.models import User
from tests.factories import make_user
from tests.integration.families.places import Places, keep, keep_places


@pytest.fixture
def places(app: Flask) -> Places:
    """The world, and another agency's team with a family."""
    return keep_places(db.engines)


@pytest.fixture
def duty(places: Places) -> User:
    """Somebody on duty."""
    return keep(lambda session: make_user(session, role=Role.DUTY, name="Dilys Hart"))


@pytest.fixture
def far_manager(places: Places) -> User:
    """The manager of the other agency's team."""
    return keep(lambda session: make_user(session, team=places.far_team, role=Role.MANAGER))
