"""One person in words: what is recorded, and the families they are or were in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import age, date_range, long_date
from gcp_tool.families.content import ROLE_WORDS
from gcp_tool.families.numbers import is_upn_odd, nhs_number_words
from gcp_tool.families.queries.people import Membership
from gcp_tool.models import FamilyMember, Person

NOT_RECORDED = "Not recorded"
_INTERPRETER_WORDS = {True: "Yes", False: "No", None: "Not known"}


@dataclass(frozen=True, slots=True)
class Row:
    """A fact: what it is about, and what is recorded."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class MembershipShown:
    """A family the person is or was in."""

    key: str
    label: str
    ref: str
    role: str
    household: str
    dates: str


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person as their page shows them."""

    key: str
    name: str
    role: str
    left_on: str
    safe_contact: str
    rows: Sequence[Row]
    upn_warning: str
    memberships: Sequence[MembershipShown]


def present_person(member: FamilyMember, memberships: Sequence[Membership], today: date) -> PersonShown:
    """The person as a member of a family."""
    person = member.person
    return PersonShown(
        key=person.key,
        name=person.name,
        role=ROLE_WORDS[member.role],
        left_on=long_date(member.ended_on) if member.ended_on else "",
        safe_contact=person.safe_contact,
        rows=_rows(member, today),
        upn_warning=_upn_warning(person),
        memberships=[_present_membership(membership) for membership in memberships],
    )


def birth_words(born: date | None, due: date | None, today: date) -> str:
    """The date of birth with the age, or the date a baby is due."""
    if born is not None:
        return f"{long_date(born)} ({age(born, today)})"
    return long_date(due) if due is not None else NOT_RECORDED


def _rows(member: FamilyMember, today: date) -> list[Row]:
    person = member.person
    due = person.expected_birth_on
    return [
        Row("Role in this family", ROLE_WORDS[member.role]),
        Row("Baby due" if due else "Date of birth", birth_words(person.birth_on, due, today)),
        Row("Lives at", member.household),
        Row("NHS number", nhs_number_words(person.nhs_number) if person.nhs_number else NOT_RECORDED),
        Row("Unique pupil number", person.upn or NOT_RECORDED),
        Row("Local authority child number", person.la_child_id or NOT_RECORDED),
        Row("First language", person.language or NOT_RECORDED),
        Row("Interpreter needed", _INTERPRETER_WORDS[person.interpreter]),
        Row("Communication needs", person.needs or NOT_RECORDED),
        Row("Reference", person.ref),
    ]


def _upn_warning(person: Person) -> str:
    if person.upn is None or not is_upn_odd(person.upn):
        return ""
    return "This unique pupil number is not made as they usually are. It is kept as it is: check it with the school."


def _present_membership(membership: Membership) -> MembershipShown:
    return MembershipShown(
        key=membership.family_key,
        label=membership.label,
        ref=membership.ref,
        role=ROLE_WORDS[membership.role],
        household=membership.household,
        dates=date_range(membership.started_on, membership.ended_on),
    )
