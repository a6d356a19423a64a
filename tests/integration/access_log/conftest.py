"""A partnership with a family that somebody may have looked at."""

import pytest
from flask import Flask

from gcp_tool.extensions import db
from tests.integration.world import World, keep_world


@pytest.fixture
def world(app: Flask) -> World:
    """Two teams, a family, and people who may and may not see it."""
    return keep_world(db.engines)
