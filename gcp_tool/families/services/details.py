"""What is recorded about a person, and whether it can be right."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.domain.dates import completed_years
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.identity import Identity
from gcp_tool.families.numbers import clean_nhs_number, clean_upn
from gcp_tool.models import Person

UNNAMED_BABY = "Baby"
NOT_KNOWN = "not_known"
_ADULT_FROM = 18
_YOUNGEST_CARER = 10
_LATEST_DUE = timedelta(days=310)
_LONGEST_OVERDUE = timedelta(days=28)
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is recorded about a person, as a form gives it."""

    given_name: str
    family_name: str = ""
    birth_on: date | None = None
    expected_birth_on: date | None = None
    nhs_number: str = ""
    upn: str = ""
    la_child_id: str = ""
    language: str = ""
    interpreter: bool | None = None
    needs: str = ""
    safe_contact: str = ""

    @property
    def identity(self) -> Identity:
        """What tells the person from others. Raises ValueError when the NHS number is none."""
        named = self.with_name()
        return Identity(
            given_name=named.given_name,
            family_name=named.family_name,
            birth_on=self.birth_on,
            expected_birth_on=self.expected_birth_on,
            nhs_number=clean_nhs_number(self.nhs_number),
            la_child_id=self.la_child_id or None,
        )

    def with_name(self) -> "PersonDetails":
        """The same with a name: a baby due may have none yet."""
        if self.expected_birth_on is not None and not self.given_name:
            return replace(self, given_name=UNNAMED_BABY)
        return self

    def columns(self) -> dict[str, object]:
        """The columns of a person that hold this. Raises ValueError when the NHS number is none."""
        named = self.with_name()
        return {
            "given_name": named.given_name,
            "family_name": named.family_name,
            "birth_on": self.birth_on,
            "expected_birth_on": self.expected_birth_on,
            "nhs_number": clean_nhs_number(self.nhs_number),
            "upn": clean_upn(self.upn),
            "la_child_id": self.la_child_id or None,
            "language": self.language or None,
            "interpreter": self.interpreter,
            "needs": self.needs,
            "safe_contact": self.safe_contact,
        }


def find_problems(
    details: PersonDetails, *, role: MemberRole, today: date, whose: str = ""
) -> dict[str, str]:
    """What cannot be right, by field. A child may have grown up since; whether one may be added is asked apart.

    `whose` ("the child’s") tells people apart whose details are on one page.
    """
    problems = _name_problems(details, whose) | _birth_problems(details, role, today, whose)
    try:
        clean_nhs_number(details.nhs_number)
    except ValueError as error:
        problems["nhs_number"] = str(error)
    return problems


def find_joining_problems(
    details: PersonDetails, *, role: MemberRole, today: date, whose: str = ""
) -> dict[str, str]:
    """What cannot be right for somebody who joins a family in this role."""
    problems = find_problems(details, role=role, today=today, whose=whose)
    if role is MemberRole.CHILD and _is_adult(details.birth_on, today):
        problems["birth_on"] = (
            "This person is 18 or over. Check the year, or add them as another person in the family"
        )
    return problems


def find_taken(session: Session, details: PersonDetails, *, except_id: int = 0) -> dict[str, str]:
    """The numbers that another person has already, by field."""
    numbers = (
        ("nhs_number", Person.nhs_number, clean_nhs_number(details.nhs_number)),
        ("la_child_id", Person.la_child_id, details.la_child_id or None),
    )
    return {
        name: "This number is on another record. Check it, or leave it empty for now"
        for name, column, number in numbers
        if number and session.scalar(select(Person.id).where(column == number, Person.id != except_id))
    }


def _is_adult(born: date | None, today: date) -> bool:
    return born is not None and born <= today and _ADULT_FROM <= completed_years(born, today) <= _OLDEST


def _name_problems(details: PersonDetails, whose: str) -> dict[str, str]:
    if details.with_name().given_name or details.family_name:
        return {}
    return {"given_name": f"Enter {whose or 'a'} first name"}


def _birth_problems(details: PersonDetails, role: MemberRole, today: date, whose: str) -> dict[str, str]:
    born, due = details.birth_on, details.expected_birth_on
    if born is not None and due is not None:
        return {"birth_on": "Give the date of birth or the date the baby is due, not both"}
    if born is not None:
        return _born_problems(born, role, today, whose)
    if due is not None:
        return _due_problems(due, role, today)
    if role is MemberRole.CHILD:
        return {"birth_on": "Enter the child’s date of birth"}
    return {}


def _born_problems(born: date, role: MemberRole, today: date, whose: str) -> dict[str, str]:
    subject = f"{whose[:1].upper()}{whose[1:]} date of birth" if whose else "Date of birth"
    if born > today:
        return {"birth_on": f"{subject} must be today or in the past"}
    years = completed_years(born, today)
    if years > _OLDEST:
        return {"birth_on": f"{subject} must be in the last {_OLDEST} years"}
    if role in {MemberRole.MAIN_CARER, MemberRole.SECOND_CARER} and years < _YOUNGEST_CARER:
        return {"birth_on": f"A carer must be {_YOUNGEST_CARER} or over. Check the year"}
    return {}


def _due_problems(due: date, role: MemberRole, today: date) -> dict[str, str]:
    if role is not MemberRole.CHILD:
        return {"expected_birth_on": "Only a baby can be due"}
    if due > today + _LATEST_DUE:
        return {"expected_birth_on": "The date the baby is due must be within the next 10 months"}
    if due < today - _LONGEST_OVERDUE:
        return {"expected_birth_on": "The baby was due more than 4 weeks ago. Give the date of birth instead"}
    return {}
