"""A family as a card of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import age_or_due, long_date
from gcp_tool.families.content import ROLE_WORDS
from gcp_tool.families.queries.lists import ChildRow, FamilyRow
from gcp_tool.families.queries.search import FoundFamily, FoundPerson


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in one line: a name in any script, and what is said of them."""

    name: str
    details: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a list says of a family."""

    key: str
    label: str
    ref: str
    tags: Sequence[str]
    children: Sequence[Line]
    worker: str
    team: str
    last_reading: str
    found: Sequence[Line] = ()


def present_family(row: FamilyRow, today: date, found: Sequence[FoundPerson] = ()) -> Card:
    """The family in words."""
    return Card(
        key=row.key,
        label=row.label,
        ref=row.ref,
        tags=[*(["Closed"] if row.closed_on else []), *(["Restricted"] if row.restricted else [])],
        children=[child_line(child, today) for child in row.children],
        worker=row.worker or "Nobody yet",
        team=row.team,
        last_reading=long_date(row.last_reading_on) if row.last_reading_on else "None yet",
        found=[_found_line(person, today) for person in found],
    )


def present_found(found: FoundFamily, today: date) -> Card:
    """A family that was found, with those through whom it was."""
    return present_family(found.row, today, found.people)


def child_line(child: ChildRow, today: date) -> Line:
    """A child's first name with the age, or when the baby is due."""
    return Line(child.given_name, age_or_due(child.birth_on, child.expected_birth_on, today))


def children_words(children: Sequence[ChildRow], today: date) -> str:
    """The children in one line: `Mia, 2 years 3 months; Sam, 5 weeks`."""
    lines = [child_line(child, today) for child in children]
    return "; ".join(f"{line.name}, {line.details}" for line in lines) or "No children now"


def _found_line(person: FoundPerson, today: date) -> Line:
    known = person.birth_on or person.expected_birth_on
    words = [
        ROLE_WORDS[person.role].lower(),
        *([age_or_due(person.birth_on, person.expected_birth_on, today)] if known else []),
        *(["not in the family now"] if person.left else []),
    ]
    return Line(person.name, ", ".join(words))
