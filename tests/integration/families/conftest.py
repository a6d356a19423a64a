"""A partnership to register, find and change families in."""

import pytest
from flask import Flask

from gcp_tool.extensions import db
from tests.integration.families.places import Places, keep_places


@pytest.fixture
def places(app: Flask) -> Places:
    """Families with people in them, and everybody who may and may not open them."""
    return keep_places(db.engines)
