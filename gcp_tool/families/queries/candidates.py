"""The families worth comparing with what was typed: let through by indexes, narrowed by how alike the people are."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, and_, false, or_, select, union
from sqlalchemy.orm import Session

from gcp_tool.families.identity import (
    Identity,
    due_window,
    expected_window,
    is_likely_same_person,
    near_days,
)
from gcp_tool.families.names import name_parts, sound_of, sounds_of
from gcp_tool.models import FamilyMember, Person


def identity_of(person: Person) -> Identity:
    """What tells a stored person from others."""
    return Identity(
        given_name=person.given_name,
        family_name=person.family_name,
        birth_on=person.birth_on,
        expected_birth_on=person.expected_birth_on,
        nhs_number=person.nhs_number,
        la_child_id=person.la_child_id,
    )


def list_candidate_families(
    session: Session, typed: Sequence[Identity], *, heard_as: Sequence[Identity]
) -> Sequence[int]:
    """The families in which somebody may be one of those typed, or has the very sounds of a name of `heard_as`."""
    sounds = {sounds_of(person.given_name, person.family_name) for person in heard_as} - {""}
    conditions = [Person.sounds.in_(sorted(sounds)), *(one for person in typed for one in _may_be(person))]
    statement = (
        select(
            FamilyMember.family_id, Person.sounds,
            Person.given_name, Person.family_name, Person.birth_on, Person.expected_birth_on,
            Person.nhs_number, Person.la_child_id,
        )
        .join(Person, Person.id == FamilyMember.person_id)
        .where(Person.id.in_(union(*(select(Person.id).where(one).correlate(None) for one in conditions))))
        .order_by(FamilyMember.family_id, FamilyMember.id)
    )  # fmt: skip
    found = {
        family_id
        for family_id, heard, given, family, born, due, nhs_number, la_child_id in session.execute(statement)
        if heard in sounds or _is_any_of(Identity(given, family, born, due, nhs_number, la_child_id), typed)
    }
    return sorted(found)


def _is_any_of(known: Identity, typed: Sequence[Identity]) -> bool:
    return any(is_likely_same_person(one, known) for one in typed)


def _may_be(typed: Identity) -> Iterator[ColumnElement[bool]]:
    """Filters that let through everybody who may be this person, and some who are not: `identity` decides.

    Each is asked by itself, so that each goes by its own index.
    """
    yield from _by_number(typed)
    yield from _by_birth(typed)


def _by_number(typed: Identity) -> Iterator[ColumnElement[bool]]:
    if typed.nhs_number is not None:
        yield Person.nhs_number == typed.nhs_number
    if typed.la_child_id is not None:
        yield Person.la_child_id == typed.la_child_id


def _by_birth(typed: Identity) -> Iterator[ColumnElement[bool]]:
    """By an index on the date of birth where there is one; a window of months is narrowed by how names sound."""
    if typed.birth_on is not None:
        yield Person.birth_on.in_(near_days(typed.birth_on))
        yield Person.expected_birth_on.between(*expected_window(typed.birth_on))
    elif typed.expected_birth_on is not None:
        codes = sorted({sound_of(part) for part in name_parts(typed.given_name, typed.family_name)})
        heard = or_(false(), *(Person.sounds.contains(code, autoescape=True) for code in codes))
        yield and_(Person.birth_on.between(*due_window(typed.expected_birth_on)), heard)
        yield Person.expected_birth_on.between(*due_window(typed.expected_birth_on))
