"""Who is or was in a family, as far as plans, support and events need to know."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import FamilyMember, Person


@dataclass(frozen=True, slots=True)
class Member:
    """A person who is or was in a family; of several times the one that still lasts, else the latest."""

    id: int
    key: str
    ref: str
    given_name: str
    family_name: str
    role: MemberRole
    birth_on: date | None
    expected_birth_on: date | None
    ended_on: date | None

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_child(self) -> bool:
        """Whether the person is a child of the family."""
        return self.role is MemberRole.CHILD


def list_members(session: Session, family_id: int) -> Sequence[Member]:
    """Everybody who is or was in the family: those in it now first, then in the order in which they joined."""
    return list_members_of(session, [family_id])[family_id]


def list_members_of(session: Session, family_ids: Collection[int]) -> Mapping[int, Sequence[Member]]:
    """The same for several families at once, by the id of the family."""
    statement = (
        select(
            FamilyMember.family_id, Person.id, Person.key, Person.ref, Person.given_name, Person.family_name,
            FamilyMember.role, Person.birth_on, Person.expected_birth_on, FamilyMember.ended_on,
        )
        .join(Person, Person.id == FamilyMember.person_id)
        .where(FamilyMember.family_id.in_(family_ids))
        .order_by(FamilyMember.ended_on.is_not(None), FamilyMember.started_on, FamilyMember.id)
    )  # fmt: skip
    found: dict[int, dict[int, Member]] = {family_id: {} for family_id in family_ids}
    for family_id, *facts in session.execute(statement):
        member = Member(*facts)
        found[family_id].setdefault(member.id, member)
    return {family_id: list(members.values()) for family_id, members in found.items()}
