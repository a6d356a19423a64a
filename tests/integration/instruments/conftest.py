"""A partnership whose tool has an owner, and our published tools in its database."""

from dataclasses import dataclass

import pytest
from flask import Flask

from gcp_tool.audit.transactions import transaction
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.instruments.services import store_published
from gcp_tool.models import User
from gcp_tool.settings import ROOT
from tests.factories import make_user
from tests.integration.world import World, keep_world


@dataclass(frozen=True, slots=True)
class Owned:
    """The world, and the owner of its tools."""

    world: World
    owner: User


@pytest.fixture
def owned(app: Flask) -> Owned:
    """The partnership, kept in the database."""
    world = keep_world(db.engines)
    with db.engines.writer() as session:
        owner = make_user(session, role=Role.TOOL_OWNER, name="Owen Hale")
        session.commit()
        session.expunge_all()
    return Owned(world, owner)


@pytest.fixture
def published(app: Flask) -> None:
    """Our published tools, stored."""
    with transaction(db.engines) as session:
        store_published(session, folders=[ROOT / "scoring_rules"], by=None)
