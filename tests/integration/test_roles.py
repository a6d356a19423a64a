"""A role ends on a day; that it was held stays on record."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from gcp_tool.access.actor import load_actor
from gcp_tool.accounts import services
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import UserRole
from tests.client import Browser
from tests.integration.world import keep_world


def test_a_role_that_ended_gives_nothing_and_stays_on_record(engines: Engines) -> None:
    world = keep_world(engines)
    with transaction(engines) as session:
        services.end_role(session, user=world.manager, role=Role.MANAGER, team=world.team, by=None)
    with engines.reader() as session:
        actor = load_actor(session, world.manager.id)
        held = session.scalars(select(UserRole).where(UserRole.user_id == world.manager.id)).one()
    assert actor is not None
    assert (actor.permissions, actor.managed_team_ids) == (frozenset(), frozenset())
    assert held.ended_on == clock.today()


def test_a_role_may_be_given_again_after_it_ended(engines: Engines) -> None:
    world = keep_world(engines)
    with transaction(engines) as session:
        services.end_role(session, user=world.manager, role=Role.MANAGER, team=world.team, by=None)
        services.give_role(session, user=world.manager, role=Role.MANAGER, team=world.team, by=None)
    with engines.reader() as session:
        actor = load_actor(session, world.manager.id)
    assert actor is not None
    assert actor.managed_team_ids == {world.team.id}


def test_a_role_that_is_not_held_cannot_end(engines: Engines) -> None:
    world = keep_world(engines)
    with pytest.raises(Invalid, match="does not hold this role"), transaction(engines) as session:
        services.end_role(session, user=world.worker, role=Role.MANAGER, team=world.team, by=None)


def test_a_manager_whose_role_ended_no_longer_sees_the_families(
    browser: Callable[..., Browser], engines: Engines
) -> None:
    world = keep_world(engines)
    manager = browser(world.manager)
    manager.get(f"/families/{world.family.key}")
    with transaction(engines) as session:
        services.end_role(session, user=world.manager, role=Role.MANAGER, team=world.team, by=None)
    manager.get(f"/families/{world.family.key}", 403)
