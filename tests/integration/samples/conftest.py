"""A partnership with an auditor."""

import pytest
from flask import Flask

from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.models import User
from tests.factories import make_user
from tests.integration.families.places import keep
from tests.integration.world import World, keep_world


@pytest.fixture
def world(app: Flask) -> World:
    """Two teams, a family, and people who may and may not see it."""
    return keep_world(db.engines)


@pytest.fixture
def auditor(world: World) -> User:
    """Somebody who audits, and works with no families."""
    return keep(lambda session: make_user(session, role=Role.AUDITOR))
