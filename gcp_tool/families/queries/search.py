"""Finding families among those the actor may open. The terms are in `terms`; a search is kept for half an hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.queries.lists import FamilyRow, list_by_ids, page_within
from gcp_tool.families.terms import Candidate, Hit, Terms, read_terms
from gcp_tool.models import Family, FamilyMember, Person, Search


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person in whom something searched for was found."""

    name: str
    role: MemberRole
    birth_on: date | None
    expected_birth_on: date | None
    left: bool


@dataclass(frozen=True, slots=True)
class FoundFamily:
    """A family that was found, and through whom; through nobody when its label or reference fits."""

    row: FamilyRow
    people: Sequence[FoundPerson]


@dataclass(frozen=True, slots=True)
class _Searched:
    """A family and its people as a search goes through them."""

    label: str
    ref: str
    people: list[tuple[Candidate, FoundPerson]]


def find_search(session: Session, key: str, *, of: Actor, now: datetime) -> Search | None:
    """The search of this key if it is the person's own and not over."""
    found = session.scalar(
        select(Search).where(Search.key == key, Search.user_id == of.id, Search.expires_at > now)
    )
    # what was asked of a report is kept in the same place
    return found if found is not None and "words" in found.terms else None


def terms_of(search: Search) -> tuple[str, date | None]:
    """The words and the date of birth that were typed."""
    born: str | None = search.terms["birth_on"]
    return search.terms["words"], date.fromisoformat(born) if born else None


def search_families(
    session: Session, actor: Actor, *, search: Search, number: int
) -> PageOfRows[FoundFamily]:
    """A page of the families found: those that fit as typed first, then those that sound alike, by label."""
    terms = read_terms(*terms_of(search))
    families = _list_searched(session, actor)
    hits = {key: _hit(terms, family) for key, family in families.items()}
    found = sorted(
        (key for key, hit in hits.items() if hit),
        key=lambda key: (-hits[key], families[key].label.lower(), key),
    )
    number = page_within(number, len(found))
    ids = found[offset_of(number) : offset_of(number) + PAGE_SIZE]
    rows = [
        FoundFamily(row, [seen for person, seen in families[row.id].people if terms.is_about(person)])
        for row in list_by_ids(session, actor, ids)
    ]
    return PageOfRows(rows, number, PAGE_SIZE, len(found))


def _hit(terms: Terms, family: _Searched) -> Hit:
    return terms.hit(family.label, family.ref, [person for person, _ in family.people])


def _list_searched(session: Session, actor: Actor) -> Mapping[int, _Searched]:
    """Every family the actor may open with everybody who is or was in it, in one statement.

    Names are compared here and not by the database, so that both engines find the same: neither folds accents,
    and each has rules of its own for capitals.
    """
    statement = (
        select(
            Family.id, Family.label, Family.ref,
            Person.id, Person.ref, Person.given_name, Person.family_name, Person.sounds, Person.birth_on,
            Person.expected_birth_on, Person.nhs_number, Person.la_child_id,
            FamilyMember.role, FamilyMember.ended_on,
        )
        .outerjoin(FamilyMember, FamilyMember.family_id == Family.id)
        .outerjoin(Person, Person.id == FamilyMember.person_id)
        .where(Family.id.in_(scope.family_ids(actor)))
        .order_by(Family.id, FamilyMember.ended_on.is_not(None), FamilyMember.id)
    )  # fmt: skip
    families: dict[int, _Searched] = {}
    seen: set[tuple[int, int]] = set()
    for row in session.execute(statement):
        family = families.setdefault(row[0], _Searched(row[1], row[2], []))
        if row[3] is not None and (row[0], row[3]) not in seen:
            seen.add((row[0], row[3]))
            family.people.append(_person(row))
    return families


def _person(row: Any) -> tuple[Candidate, FoundPerson]:
    _, _, _, _, ref, given, family, sounds, born, due, nhs_number, la_child_id, role, ended_on = row
    references = [ref, *([la_child_id] if la_child_id else [])]
    candidate = Candidate(given, family, sounds, born, due, nhs_number, references)
    return candidate, FoundPerson(f"{given} {family}".strip(), role, born, due, ended_on is not None)
