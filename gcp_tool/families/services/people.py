"""Changing who is in a family: people added, changed, gone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_edit_family
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, NotPossible
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.names import sounds_of
from gcp_tool.families.numbers import new_person_ref, nhs_number_words
from gcp_tool.families.services.details import (
    NOT_KNOWN,
    PersonDetails,
    find_joining_problems,
    find_problems,
    find_taken,
)
from gcp_tool.families.services.uniqueness import saved_once
from gcp_tool.models import Family, FamilyMember, Person
from gcp_tool.standing.families import refresh_standing, refresh_standing_of_person


@dataclass(frozen=True, slots=True)
class Joining:
    """How somebody joins a family: as what, in which home, since when (today unless it is said)."""

    role: MemberRole
    household: str
    since: date | None = None


def add_person(
    session: Session,
    *,
    family: Family,
    details: PersonDetails,
    joining: Joining,
    by: Actor,
) -> Person:
    """Record a new person and put them into the family.

    Raises:
        NotAllowed: the actor may not change the family.
        Invalid: something cannot be right, or a number is on another record.
    """
    check_edit_family(by, family)
    check_joining(details, role=joining.role)
    taken = find_taken(session, details)
    if taken:
        raise Invalid(taken)
    person = create_person(session, details=details, by=by)
    _join(session, family, person, joining)
    record(
        session,
        Event.PERSON_ADDED,
        by=by,
        family_id=family.id,
        person_id=person.id,
        details={"role": joining.role.value},
    )
    refresh_standing(session, family.id)
    return person


def add_known_person(
    session: Session,
    *,
    family: Family,
    person: Person,
    joining: Joining,
    by: Actor,
) -> None:
    """Put a person who is recorded already into the family.

    Raises:
        NotAllowed: the actor may not change the family.
        Invalid: the person is in the family now, or the date cannot be right.
    """
    check_edit_family(by, family)
    current = select(FamilyMember.id).where(
        FamilyMember.family_id == family.id,
        FamilyMember.person_id == person.id,
        FamilyMember.ended_on.is_(None),
    )
    if session.scalar(current) is not None:
        raise Invalid({"same_as": "This person is in this family already"})
    _join(session, family, person, joining)
    details = {"role": joining.role.value, "known": True}
    record(session, Event.PERSON_ADDED, by=by, family_id=family.id, person_id=person.id, details=details)
    refresh_standing(session, family.id)


def change_person(
    session: Session,
    *,
    family: Family,
    member: FamilyMember,
    details: PersonDetails,
    expected: int,
    by: Actor,
) -> None:
    """Change what is recorded about a person. A baby who is born loses the date due.

    Raises:
        NotAllowed: the actor may not change the family.
        Invalid: something that was changed cannot be right, or a number is on another record.
        EditConflict: somebody else changed the person meanwhile.
    """
    check_edit_family(by, family)
    person = member.person
    problems = find_problems(details, role=member.role, today=clock.today())
    _forgive_unchanged(problems, details, person)
    problems = problems or find_taken(session, details, except_id=person.id)
    if problems:
        raise Invalid(problems)
    try:
        with saved_once(session):
            update_versioned(session, person, expected=expected, values=_columns(details), by=by)
    except EditConflict as conflict:
        raise _as_chosen(conflict) from conflict
    record(session, Event.PERSON_CHANGED, by=by, family_id=family.id, person_id=person.id)
    refresh_standing_of_person(session, person.id)


def end_membership(
    session: Session, *, family: Family, member: FamilyMember, ended_on: date, by: Actor
) -> None:
    """Record that a person is no longer in the family since a day.

    Raises:
        NotAllowed: the actor may not change the family.
        NotPossible: the person is not in the family any more.
        Invalid: the day is before they came, or in the future.
    """
    check_edit_family(by, family)
    if member.ended_on is not None:
        raise NotPossible("This person is not in the family any more.")
    if ended_on > clock.today():
        raise Invalid({"ended_on": "The date must be today or in the past"})
    if ended_on < member.started_on:
        raise Invalid({"ended_on": "The date must not be before the day they came into the family"})
    member.ended_on = ended_on
    session.flush()
    record(session, Event.MEMBERSHIP_ENDED, by=by, family_id=family.id, person_id=member.person_id)
    refresh_standing(session, family.id)


def check_joining(details: PersonDetails, *, role: MemberRole) -> None:
    """Raise Invalid unless the details can be right for somebody who joins in this role."""
    problems = find_joining_problems(details, role=role, today=clock.today())
    if problems:
        raise Invalid(problems)


def create_person(session: Session, *, details: PersonDetails, by: Actor) -> Person:
    """A new person; the details were checked before.

    Raises:
        Invalid: somebody recorded one of the numbers at the same moment.
    """
    person = Person(ref=_free_ref(session), changed_at=clock.now(), changed_by_id=by.id, **_columns(details))
    with saved_once(session):
        session.add(person)
    return person


def _join(session: Session, family: Family, person: Person, joining: Joining) -> None:
    today = clock.today()
    since = joining.since or today
    if since > today:
        raise Invalid({"started_on": "The date must be today or in the past"})
    if person.birth_on is not None and since < person.birth_on:
        raise Invalid({"started_on": "The date must not be before the date of birth"})
    member = FamilyMember(
        family_id=family.id,
        person_id=person.id,
        role=joining.role,
        household=joining.household,
        started_on=since,
    )
    with saved_once(session):
        session.add(member)


def _columns(details: PersonDetails) -> Mapping[str, object]:
    columns = details.columns()
    named = details.with_name()
    return columns | {"sounds": sounds_of(named.given_name, named.family_name)}


def _as_chosen(conflict: EditConflict) -> EditConflict:
    """What is saved as the form shows it: numbers as people read them, "not known" as a choice of its own."""
    fields = dict(conflict.theirs.fields)
    fields["nhs_number"] = nhs_number_words(fields["nhs_number"])
    fields["interpreter"] = fields["interpreter"] or NOT_KNOWN
    return EditConflict(replace(conflict.theirs, fields=fields))


def _forgive_unchanged(problems: dict[str, str], details: PersonDetails, person: Person) -> None:
    """What was recorded as it is stays as it is: an odd date of old must not stop another change."""
    for name in ("birth_on", "expected_birth_on"):
        value = getattr(details, name)
        if value is not None and value == getattr(person, name):
            problems.pop(name, None)


def _free_ref(session: Session) -> str:
    while session.scalar(select(Person.id).where(Person.ref == (ref := new_person_ref()))) is not None:
        continue
    return ref
