"""Agencies, teams and people with an account."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import AgencyKind, Role
from gcp_tool.models import Accreditation, Agency, Team, User, UserPosting, UserRole
from tests.factories.defaults import AT, OPENED_ON, add, next_number

_NAMES = ("Amina Okafor", "Bethan Price", "Callum Reid", "Dorota Zielinska", "Emeka Bright", "Farah Siddiqui")


def make_agency(session: Session, **changes: Any) -> Agency:
    """An agency of the partnership."""
    defaults = {
        "name": f"Thornmere Council {next_number()}",
        "kind": AgencyKind.SOCIAL_CARE,
        "opened_on": OPENED_ON,
    }
    return add(session, Agency, defaults, changes)


def make_team(session: Session, *, agency: Agency | None = None, **changes: Any) -> Team:
    """A team of an agency; of a new one unless it is given."""
    agency = agency or make_agency(session)
    defaults = {"agency_id": agency.id, "name": f"Assessment team {next_number()}", "opened_on": OPENED_ON}
    return add(session, Team, defaults, changes)


def make_user(
    session: Session,
    *,
    team: Team | None = None,
    role: Role | None = Role.PRACTITIONER,
    accredited_for: Sequence[str] = (),
    **changes: Any,
) -> User:
    """A user posted to a team, with a role (a manager over that team) and the tools they are trained to use."""
    team = team or make_team(session)
    number = next_number()
    name = _NAMES[number % len(_NAMES)]
    email = f"{name.lower().replace(' ', '.')}.{number}@thornmere.example"
    defaults = {"name": name, "email": email, "fs_uniquifier": new_key(), "created_at": AT}
    user = add(session, User, defaults, changes)
    posting = {"user_id": user.id, "agency_id": team.agency_id, "team_id": team.id, "started_on": OPENED_ON}
    add(session, UserPosting, posting, {})
    if role is not None:
        managed = team.id if role is Role.MANAGER else None
        add(session, UserRole, {"user_id": user.id, "role": role, "team_id": managed}, {})
    for code in accredited_for:
        trained = {"user_id": user.id, "instrument_code": code, "trained_on": OPENED_ON}
        add(session, Accreditation, trained, {})
    return user
