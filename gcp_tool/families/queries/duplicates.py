"""Likely duplicates: records of the same person or family, over the whole partnership.

What the actor may not see leaves this module only as who to ask, and only when enough identifiers match.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.core.keys import KEY_LENGTH
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.identity import (
    FamilyIdentity,
    Identity,
    Shared,
    is_likely_same_family,
    is_likely_same_person,
    may_be_disclosed,
    shared_by_families,
    shared_identifiers,
)
from gcp_tool.families.queries.candidates import identity_of, list_candidate_families
from gcp_tool.families.queries.lists import FamilyRow, list_by_ids
from gcp_tool.models import Agency, Allocation, Family, FamilyMember, Person, Team, User

_Lead = aliased(Allocation)


@dataclass(frozen=True, slots=True)
class FamilyMatch:
    """A family that the actor may open, and what it has in common with what was typed."""

    row: FamilyRow
    shared: Shared


@dataclass(frozen=True, slots=True)
class KnownElsewhere:
    """Who knows a family that the actor may not open; of a restricted one, nothing but that."""

    family_id: int
    agency: str
    team: str
    worker: str | None
    duty_line: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person of families that the actor may open, and what they have in common with what was typed."""

    person: Person
    families: Sequence[FamilyRow]
    shared: Shared


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What was found: to show, to say who to ask, and how many more that are neither."""

    families: Sequence[FamilyMatch] = ()
    people: Sequence[PersonMatch] = ()
    elsewhere: Sequence[KnownElsewhere] = ()
    withheld: int = 0

    @property
    def are_shown(self) -> bool:
        """Whether there is anything that the actor is to look at."""
        return bool(self.families or self.people or self.elsewhere)

    @property
    def fingerprint(self) -> str:
        """Which records the actor is to look at, so that a later look-up that finds others is told apart."""
        ids = (
            sorted(match.row.id for match in self.families),
            sorted(match.person.id for match in self.people),
            sorted(known.family_id for known in self.elsewhere),
        )
        return sha256(repr(ids).encode()).hexdigest()[:KEY_LENGTH]

    @property
    def shown_family_ids(self) -> Sequence[int]:
        """The families whose records are shown, each once."""
        rows = [match.row for match in self.families] + [
            row for match in self.people for row in match.families
        ]
        return sorted({row.id for row in rows})


@dataclass(slots=True)
class _Known:
    """A family as the look-up sees it."""

    label: str
    is_mine: bool
    elsewhere: KnownElsewhere
    people: list[tuple[Person, MemberRole]] = field(default_factory=list)

    @property
    def identity(self) -> FamilyIdentity:
        children = [identity_of(person) for person, role in self.people if role is MemberRole.CHILD]
        adults = [identity_of(person) for person, role in self.people if role is not MemberRole.CHILD]
        return FamilyIdentity(self.label, children, adults)


def find_duplicate_families(session: Session, actor: Actor, typed: FamilyIdentity) -> Duplicates:
    """The families that may be the one that was typed."""
    known = _list_known(session, actor, list_candidate_families(session, typed.people, heard_as=typed.adults))
    shared = {
        family_id: shared_by_families(typed, family.identity)
        for family_id, family in known.items()
        if is_likely_same_family(typed, family.identity)
    }
    rows = list_by_ids(session, actor, [family_id for family_id in shared if known[family_id].is_mine])
    others = {family_id: one.count for family_id, one in shared.items() if not known[family_id].is_mine}
    elsewhere = _disclosed(known, others)
    return Duplicates(
        families=[FamilyMatch(row, shared[row.id]) for row in rows],
        elsewhere=elsewhere,
        withheld=len(others) - len(elsewhere),
    )


def find_duplicate_people(session: Session, actor: Actor, typed: Identity) -> Duplicates:
    """The people who may be the one that was typed; of those in families of the actor, only these families."""
    known = _list_known(session, actor, list_candidate_families(session, [typed], heard_as=()))
    rows = {
        row.id: row for row in list_by_ids(session, actor, [i for i, one in known.items() if one.is_mine])
    }
    people, others = [], dict[int, int]()
    for person, family_ids in _likely_people(known, typed):
        shared = Shared(shared_identifiers(typed, identity_of(person)))
        mine = [rows[family_id] for family_id in family_ids if family_id in rows]
        if mine:
            people.append(PersonMatch(person, mine, shared))
        else:
            others |= {family_id: max(shared.count, others.get(family_id, 0)) for family_id in family_ids}
    elsewhere = _disclosed(known, others)
    return Duplicates(people=people, elsewhere=elsewhere, withheld=len(others) - len(elsewhere))


def _likely_people(known: Mapping[int, _Known], typed: Identity) -> Iterable[tuple[Person, Sequence[int]]]:
    """Everybody who may be the one that was typed, each once, with the families they are or were in."""
    people: dict[int, tuple[Person, list[int]]] = {}
    for family_id, family in known.items():
        for person, _ in family.people:
            family_ids = people.setdefault(person.id, (person, []))[1]
            if family_id not in family_ids:
                family_ids.append(family_id)
    return [found for found in people.values() if is_likely_same_person(typed, identity_of(found[0]))]


def _disclosed(known: Mapping[int, _Known], counts: Mapping[int, int]) -> list[KnownElsewhere]:
    return [
        known[family_id].elsewhere for family_id, count in sorted(counts.items()) if may_be_disclosed(count)
    ]


def _list_known(session: Session, actor: Actor, ids: Sequence[int]) -> Mapping[int, _Known]:
    """The families of these ids with everybody who is or was in them, whether the actor may open them or not."""
    statement = (
        select(
            Family.id, Family.label, scope.families(actor),
            Agency.name, Team.name, User.name, Team.duty_line, Family.restricted,
        )
        .join(Team, Team.id == Family.team_id)
        .join(Agency, Agency.id == Team.agency_id)
        .outerjoin(_Lead, and_(_Lead.family_id == Family.id, _Lead.lead, _Lead.ended_on.is_(None)))
        .outerjoin(User, User.id == _Lead.user_id)
        .where(Family.id.in_(ids))
        .order_by(Family.id)
    )  # fmt: skip
    known = {
        row[0]: _Known(row[1], bool(row[2]), KnownElsewhere(row[0], *row[3:]))
        for row in session.execute(statement)
    }
    members = (
        select(FamilyMember.family_id, Person, FamilyMember.role)
        .join(Person, Person.id == FamilyMember.person_id)
        .where(FamilyMember.family_id.in_(ids))
        .order_by(FamilyMember.family_id, FamilyMember.id)
    )
    for family_id, person, role in session.execute(members):
        known[family_id].people.append((person, role))
    return known
