"""Registering a family: the case, its first child and main carer, and who is allocated."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_register_family, is_allocated_on_registering
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.identity import FamilyIdentity
from gcp_tool.families.numbers import new_family_ref
from gcp_tool.families.services.allocation import allocate_lead
from gcp_tool.families.services.details import PersonDetails, find_joining_problems, find_taken
from gcp_tool.families.services.people import create_person
from gcp_tool.families.services.uniqueness import saved_once
from gcp_tool.models import Family, FamilyMember, Team
from gcp_tool.standing.families import refresh_standing

CHILD, CARER = "child_", "carer_"


@dataclass(frozen=True, slots=True)
class NewFamily:
    """What is typed to register a family."""

    label: str
    area: str
    ref: str
    household: str
    child: PersonDetails
    carer: PersonDetails

    @property
    def identity(self) -> FamilyIdentity:
        """What tells the family from others. Raises ValueError when an NHS number is none."""
        return FamilyIdentity(self.label, [self.child.identity], [self.carer.identity])


def register_family(session: Session, *, new: NewFamily, team: Team, by: Actor) -> Family:
    """Register a family with its first child and main carer.

    Whoever registers it is allocated, unless they manage the team that will hold it.

    Raises:
        NotAllowed: the actor may not register families for this team.
        Invalid: something cannot be right, or a number is on another record; the fields of the child and the carer
            have their prefix.
    """
    check_register_family(by, team)
    check_new_family(session, new)
    _check_numbers_free(session, new)
    family = _create_family(session, new, team, by)
    for details, role in ((new.child, MemberRole.CHILD), (new.carer, MemberRole.MAIN_CARER)):
        person = create_person(session, details=details, by=by)
        session.add(
            FamilyMember(
                family_id=family.id, person_id=person.id, role=role,
                household=new.household, started_on=clock.today(),
            )
        )  # fmt: skip
        record(
            session,
            Event.PERSON_ADDED,
            by=by,
            family_id=family.id,
            person_id=person.id,
            details={"role": role.value},
        )
    if is_allocated_on_registering(by, team):
        allocate_lead(session, family=family, user_id=by.id, team_id=by.team_id, by=by)
    else:
        refresh_standing(session, family.id)
    return family


def check_new_family(session: Session, new: NewFamily) -> None:
    """Raise Invalid unless the family can be registered as typed; likely duplicates are looked for after this."""
    today = clock.today()
    problems = {
        f"{prefix}{name}": message
        for prefix, details, role, whose in (
            (CHILD, new.child, MemberRole.CHILD, "the child’s"),
            (CARER, new.carer, MemberRole.MAIN_CARER, "the main carer’s"),
        )
        for name, message in find_joining_problems(details, role=role, today=today, whose=whose).items()
    }  # fmt: skip
    if new.ref and session.scalar(select(Family.id).where(Family.ref == new.ref)) is not None:
        problems["ref"] = "This reference is in use. Check it, or leave it empty"
    if problems:
        raise Invalid(problems)


def _create_family(session: Session, new: NewFamily, team: Team, by: Actor) -> Family:
    family = Family(
        ref=new.ref or _free_ref(session),
        label=new.label,
        area=new.area,
        team_id=team.id,
        opened_on=clock.today(),
        changed_at=clock.now(),
        changed_by_id=by.id,
    )
    with saved_once(session):
        session.add(family)
    record(session, Event.FAMILY_REGISTERED, by=by, family_id=family.id, details={"team": team.id})
    return family


def _check_numbers_free(session: Session, new: NewFamily) -> None:
    taken = find_taken(session, new.child)
    if taken:
        raise Invalid({f"{CHILD}{name}": message for name, message in taken.items()})


def _free_ref(session: Session) -> str:
    while session.scalar(select(Family.id).where(Family.ref == (ref := new_family_ref()))) is not None:
        continue
    return ref
