"""Actors, families and assessments as the rules of access see them, without a database."""

from dataclasses import replace
from datetime import date
from typing import Any

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import COVERING, PERMISSIONS, SIGNING, Permission
from gcp_tool.access.signing import Signing, SigningSettings
from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import Assessment, Family, Team, User

ME, SOMEBODY, MY_TEAM, OTHER_TEAM = 1, 2, 10, 20
MY_AGENCY, OTHER_AGENCY = 5, 6
ENDED = date(2026, 1, 31)


def actor(*roles: Role, manages: tuple[int, ...] = (), team: int | None = MY_TEAM) -> Actor:
    """Me, with these roles, in my team, managing these."""
    return Actor(
        id=ME,
        key="k" * 22,
        name="Amina Okafor",
        agency_id=5,
        agency_name="Thornmere Council",
        team_id=team,
        managed_team_ids=frozenset(manages),
        permissions=frozenset[Permission]().union(*(PERMISSIONS[role] for role in roles)),
    )


def covering(*teams: int) -> Actor:
    """Me, a practitioner who manages these teams while their manager is away."""
    covered = frozenset(teams or (MY_TEAM,))
    mine = worker()
    return replace(
        mine, managed_team_ids=covered, covered_team_ids=covered, permissions=mine.permissions | COVERING
    )


def settled(who: Actor, signing: Signing, *, agency: int | None = MY_AGENCY) -> Actor:
    """The same person where this was settled by an agency, or by none in particular for all."""
    settings = SigningSettings(signing) if agency is None else SigningSettings(of_agency={agency: signing})
    named = SIGNING if signing.user_id == who.id else frozenset()
    return replace(who, signing=settings, permissions=who.permissions | named)


def worker() -> Actor:
    return actor(Role.PRACTITIONER)


def manager(*manages: int) -> Actor:
    return actor(Role.MANAGER, manages=manages or (MY_TEAM,))


def outsiders() -> dict[str, Actor]:
    """Everybody whose role is not about cases."""
    others = set(Role) - {Role.PRACTITIONER, Role.MANAGER}
    return {"nobody": actor()} | {role.value: actor(role, manages=(MY_TEAM,)) for role in sorted(others)}


def family(*, team: int = MY_TEAM, closed: bool = False) -> Family:
    return Family(id=7, team_id=team, closed_on=ENDED if closed else None)


def team(number: int = MY_TEAM, *, closed: bool = False) -> Team:
    return Team(id=number, closed_on=ENDED if closed else None)


def assessment(
    *,
    lead: int = ME,
    team: int = MY_TEAM,
    in_error: bool = False,
    holding: int = MY_TEAM,
    completed: bool = False,
) -> Assessment:
    made: dict[str, Any] = {"id": 9, "lead_user_id": lead, "lead_team_id": team, "lead_agency_id": MY_AGENCY}
    made["lead_user"] = User(id=lead, name="Bethan Price")
    made["family"] = family(team=holding)
    made["completed_on"] = ENDED if completed else None
    return Assessment(**made, recorded_in_error_at=clock.now() if in_error else None)
