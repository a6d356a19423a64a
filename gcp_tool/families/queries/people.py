"""One person of a family, and the families they are or were in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import Family, FamilyMember, Person


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a family: as what, in which home, from and to."""

    family_id: int
    family_key: str
    label: str
    ref: str
    role: MemberRole
    household: str
    started_on: date
    ended_on: date | None


def get_member(session: Session, family: Family, person_key: str) -> FamilyMember:
    """The person of this key as a member of the family: now, or else as they last were.

    Raises:
        NotFound: nobody of this key is or was in the family.
    """
    member = session.scalars(
        select(FamilyMember)
        .join(FamilyMember.person)
        .options(contains_eager(FamilyMember.person))
        .where(FamilyMember.family_id == family.id, Person.key == person_key)
        .order_by(FamilyMember.ended_on.is_not(None), FamilyMember.started_on.desc(), FamilyMember.id.desc())
        .limit(1)
    ).one_or_none()
    if member is None:
        raise NotFound("There is no such person in this family, or it is not one of yours.")
    return member


def list_memberships(session: Session, actor: Actor, person: Person) -> Sequence[Membership]:
    """The families the person is or was in, of those that the actor may open; the latest first."""
    statement = (
        select(
            Family.id, Family.key, Family.label, Family.ref,
            FamilyMember.role, FamilyMember.household, FamilyMember.started_on, FamilyMember.ended_on,
        )
        .join(Family, Family.id == FamilyMember.family_id)
        .where(FamilyMember.person_id == person.id, scope.families(actor))
        .order_by(FamilyMember.ended_on.is_not(None), FamilyMember.started_on.desc(), FamilyMember.id.desc())
    )  # fmt: skip
    return [Membership(*row) for row in session.execute(statement)]


def list_households(session: Session, family: Family) -> Sequence[str]:
    """The names of the homes that the people now in the family live in."""
    statement = (
        select(FamilyMember.household)
        .where(FamilyMember.family_id == family.id, FamilyMember.ended_on.is_(None))
        .distinct()
        .order_by(FamilyMember.household)
    )
    return session.scalars(statement).all()
