"""A small partnership to tell stories in: two teams, a family, and people who may and may not see it."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.domain.vocabulary import MemberRole, Role
from gcp_tool.models import Family, InstrumentVersion, Person, Team, User
from tests.factories import (
    make_allocation,
    make_family,
    make_instrument_version,
    make_member,
    make_person,
    make_team,
    make_user,
)


@dataclass(frozen=True, slots=True)
class World:
    """Who there is. Rows are detached: read them, do not change them."""

    team: Team
    worker: User
    manager: User
    colleague: User
    other_manager: User
    coordinator: User
    administrator: User
    family: Family
    child: Person
    carer: Person
    tool: InstrumentVersion


def make_world(session: Session) -> World:
    """The partnership, flushed but not committed."""
    team = make_team(session)
    family = make_family(session, team=team)
    today = clock.today()
    child = make_person(session, given_name="Isla", birth_on=date(today.year - 7, 1, 15))
    carer = make_person(session, given_name="Leanne", birth_on=date(1994, 2, 3))
    make_member(session, family=family, person=child)
    make_member(session, family=family, person=carer, role=MemberRole.MAIN_CARER)
    worker = make_user(session, team=team, accredited_for=["small-care"])
    make_allocation(session, family=family, user=worker)
    return World(
        team=team,
        worker=worker,
        manager=make_user(session, team=team, role=Role.MANAGER),
        colleague=make_user(session, team=team),
        other_manager=make_user(session, role=Role.MANAGER),
        coordinator=make_user(session, role=Role.COORDINATOR),
        administrator=make_user(session, role=Role.ADMINISTRATOR),
        family=family,
        child=child,
        carer=carer,
        tool=make_instrument_version(session),
    )


def keep_world(engines: Engines) -> World:
    """The partnership, kept in the database."""
    with engines.writer() as session:
        world = make_world(session)
        session.commit()
        session.expunge_all()
    return world


def date_parts(name: str, day: date) -> dict[str, str]:
    """A date as its three boxes send it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def days_ago(days: int) -> date:
    """A day before today."""
    return clock.today() - timedelta(days=days)
