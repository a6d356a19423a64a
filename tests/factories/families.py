"""Families, their members, and who is allocated."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import Allocation, Family, FamilyMember, Person, Team, User
from tests.factories.defaults import AT, OPENED_ON, STARTED_ON, add, next_number
from tests.factories.people import make_team, make_user

_GIVEN_NAMES = ("Isla", "Tomasz", "Zara", "Kofi", "Erin", "Yusuf", "Megan", "Levi")
_BORN_ON = date(2019, 5, 14)


def make_family(session: Session, *, team: Team | None = None, **changes: Any) -> Family:
    """A family held by a team; by a new one unless it is given."""
    team = team or make_team(session)
    number = next_number()
    defaults = {
        "ref": f"F-{number:06d}",
        "label": f"Harrow family {number}",
        "area": "Thornmere North",
        "team_id": team.id,
        "opened_on": OPENED_ON,
        "changed_at": AT,
    }
    return add(session, Family, defaults, changes)


def make_person(session: Session, **changes: Any) -> Person:
    """A person: a child of six in the spring of 2026, unless the dates say otherwise."""
    number = next_number()
    defaults = {
        "ref": f"P-{number:06d}",
        "given_name": _GIVEN_NAMES[number % len(_GIVEN_NAMES)],
        "family_name": "Harrow",
        "birth_on": None if "expected_birth_on" in changes else _BORN_ON,
        "changed_at": AT,
    }
    return add(session, Person, defaults, changes)


def make_member(
    session: Session, *, family: Family | None = None, person: Person | None = None, **changes: Any
) -> FamilyMember:
    """A person in a family: a child at home unless the changes say otherwise."""
    family, person = family or make_family(session), person or make_person(session)
    defaults = {
        "family_id": family.id,
        "person_id": person.id,
        "role": MemberRole.CHILD,
        "started_on": OPENED_ON,
    }
    return add(session, FamilyMember, defaults, changes)


def make_allocation(
    session: Session, *, family: Family | None = None, user: User | None = None, **changes: Any
) -> Allocation:
    """The lead worker of a family."""
    family, user = family or make_family(session), user or make_user(session)
    defaults = {
        "family_id": family.id,
        "user_id": user.id,
        "team_id": family.team_id,
        "started_on": STARTED_ON,
        "created_at": AT,
    }
    return add(session, Allocation, defaults, changes)
