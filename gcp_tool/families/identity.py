"""Which records may be of the same person or family, and how much of them matches. Pure; knows no table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gcp_tool.families.names import (
    family_names_alike,
    label_words,
    labels_alike,
    name_parts,
    names_alike,
    parts_alike,
)

NEAR_DAYS = 7
BORN_BEFORE_DUE = timedelta(weeks=12)
BORN_AFTER_DUE = timedelta(weeks=4)
DISCLOSED_FROM = 3


class Identifier(StrEnum):
    """What two records of a person can have in common."""

    NHS_NUMBER = "nhs_number"
    LA_CHILD_ID = "la_child_id"
    NAME = "name"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person from others."""

    given_name: str
    family_name: str
    birth_on: date | None = None
    expected_birth_on: date | None = None
    nhs_number: str | None = None
    la_child_id: str | None = None


def near_days(born: date) -> list[date]:
    """The days a date of birth may stand for: a week around it, day and month exchanged, one year out."""
    around = [born + timedelta(days=days) for days in range(-NEAR_DAYS, NEAR_DAYS + 1)]
    return sorted({*around, *_slips(born)})


def is_near(born: date, other: date) -> bool:
    """Whether the other day is one of the near ones."""
    return abs((other - born).days) <= NEAR_DAYS or other in _slips(born)


def _slips(born: date) -> set[date]:
    slips = [
        _day(born.year, born.day, born.month),
        *(_day(born.year + out, born.month, born.day) for out in (-1, 1)),
    ]
    return {day for day in slips if day is not None}


def due_window(due: date) -> tuple[date, date]:
    """The days on which a baby due then may have been born."""
    return due - BORN_BEFORE_DUE, due + BORN_AFTER_DUE


def expected_window(born: date) -> tuple[date, date]:
    """The days on which a baby born then may have been due; the same days bound two guesses of one due date."""
    return born - BORN_AFTER_DUE, born + BORN_BEFORE_DUE


def is_likely_same_person(one: Identity, other: Identity) -> bool:
    """Whether two records may be of one person: the same number, or alike names and near dates of birth."""
    if _same_number(one, other):
        return True
    if one.birth_on is not None and other.birth_on is not None:
        return is_near(one.birth_on, other.birth_on) and _names_alike(one, other)
    return _due_near(one, other) and (
        _names_alike(one, other) or family_names_alike(one.family_name, other.family_name)
    )


def shared_identifiers(one: Identity, other: Identity) -> frozenset[Identifier]:
    """What two records of a person have in common: alike names, the same date of birth, the same numbers."""
    held = {
        Identifier.NHS_NUMBER: one.nhs_number is not None and one.nhs_number == other.nhs_number,
        Identifier.LA_CHILD_ID: one.la_child_id is not None and one.la_child_id == other.la_child_id,
        Identifier.NAME: _names_alike(one, other),
        Identifier.BIRTH: _same_birth(one, other),
    }
    return frozenset(identifier for identifier, is_held in held.items() if is_held)


@dataclass(frozen=True, slots=True)
class FamilyIdentity:
    """What tells a family from others: its label, its children and the adults in it."""

    label: str
    children: Sequence[Identity]
    adults: Sequence[Identity]

    @property
    def people(self) -> Sequence[Identity]:
        """Everybody."""
        return (*self.children, *self.adults)


def is_likely_same_family(typed: FamilyIdentity, known: FamilyIdentity) -> bool:
    """Whether two records may be of one family: a person in both, or alike labels and an alike carer."""
    if any(is_likely_same_person(mine, theirs) for mine in typed.people for theirs in known.people):
        return True
    return labels_alike(typed.label, known.label) and any(
        _names_alike(mine, theirs) for mine in typed.adults for theirs in known.adults
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """What two records of a family have in common, over the best matching child and the best matching carer."""

    child: frozenset[Identifier] = frozenset()
    carer: frozenset[Identifier] = frozenset()
    label: bool = False

    @property
    def count(self) -> int:
        """How many identifiers match."""
        return len(self.child) + len(self.carer) + self.label


def shared_by_families(typed: FamilyIdentity, known: FamilyIdentity) -> Shared:
    """What two records of a family have in common; a carer may be known as a child of the other family.

    A label counts only when it says more than the last names that were counted already.
    """
    child = _best(shared_identifiers(mine, theirs) for mine in typed.children for theirs in known.children)
    carer = _best(shared_identifiers(mine, theirs) for mine in typed.adults for theirs in known.people)
    return Shared(child, carer, _label_adds(typed, known, child | carer))


def may_be_disclosed(count: int) -> bool:
    """Whether so many identifiers match that somebody who may not see a record is told who knows the family."""
    return count >= DISCLOSED_FROM


def _label_adds(typed: FamilyIdentity, known: FamilyIdentity, found: frozenset[Identifier]) -> bool:
    if Identifier.NAME not in found:
        return labels_alike(typed.label, known.label)
    surnames = [part for person in typed.people for part in name_parts(person.family_name)]
    rest = [
        word for word in label_words(typed.label) if not any(parts_alike(word, name) for name in surnames)
    ]
    return labels_alike(" ".join(rest), known.label)


def _same_number(one: Identity, other: Identity) -> bool:
    numbers = ((one.nhs_number, other.nhs_number), (one.la_child_id, other.la_child_id))
    return any(mine is not None and mine == theirs for mine, theirs in numbers)


def _names_alike(one: Identity, other: Identity) -> bool:
    return names_alike(one.given_name, one.family_name, other.given_name, other.family_name)


def _same_birth(one: Identity, other: Identity) -> bool:
    if one.birth_on is not None:
        return one.birth_on == other.birth_on
    return one.expected_birth_on is not None and one.expected_birth_on == other.expected_birth_on


def _due_near(one: Identity, other: Identity) -> bool:
    """Whether a birth and a due date, or two due dates, may be of one baby."""
    if one.expected_birth_on is not None and other.expected_birth_on is not None:
        return abs(one.expected_birth_on - other.expected_birth_on) <= BORN_AFTER_DUE
    due, born = one.expected_birth_on or other.expected_birth_on, one.birth_on or other.birth_on
    if due is None or born is None:
        return False
    first, last = due_window(due)
    return first <= born <= last


def _best(found: Iterable[frozenset[Identifier]]) -> frozenset[Identifier]:
    return max(found, key=lambda one: (len(one), sorted(one)), default=frozenset())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
