"""Starting an assessment: one family, one child with one carer, one tool, one period looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_start_assessment
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.core.keys import new_ref
from gcp_tool.domain.dates import age_band
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import (
    AgeBand,
    MemberRole,
    Origin,
    Part,
    ProfileKind,
    Purpose,
    RevisionState,
)
from gcp_tool.models import (
    Assessment,
    Family,
    FamilyMember,
    InstrumentVersion,
    Participant,
    Person,
    Profile,
    Revision,
    StatusChange,
)

LONGEST_PERIOD_DAYS = 92
LONG_PERIOD_DAYS = 28


@dataclass(frozen=True, slots=True)
class Period:
    """The period looked at, both days included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def check_period(period: Period, *, today: date) -> None:
    """A period looked at is in order, not in the future, and short enough to be one picture of care.

    Raises:
        Invalid: naming the field.
    """
    if period.last > today:
        raise Invalid({"window_to": "The period looked at must end today or earlier"})
    if period.first > period.last:
        raise Invalid({"window_to": "The period looked at must end on or after the day it begins"})
    if period.days > LONGEST_PERIOD_DAYS:
        message = (
            f"The period looked at must be {LONGEST_PERIOD_DAYS} days or fewer, and this is {period.days}"
        )
        raise Invalid({"window_from": message})


def band_of(person: Person, on: date) -> AgeBand | None:
    """A child's age band on a day; None from 18, or when neither birth nor due date is known."""
    if person.birth_on is None and person.expected_birth_on is None:
        return None
    return age_band(on, born=person.birth_on, expected=person.expected_birth_on)


def start_assessment(
    session: Session,
    *,
    family: Family,
    child: FamilyMember,
    carer: FamilyMember,
    version: InstrumentVersion,
    purpose: Purpose,
    period: Period,
    by: Actor,
) -> Assessment:
    """A draft assessment with the actor as its lead.

    Raises:
        NotAllowed: the actor may not assess this family.
        Invalid: the period cannot be, or the child is not of an age the tool has.
    """
    check_start_assessment(by, family)
    check_period(period, today=clock.today())
    band = band_of(child.person, period.last)
    if band is None or not version.instrument.items_for(band):
        message = (
            "This tool has nothing for a child of this age. Check the date of birth, or choose another tool"
        )
        raise Invalid({"child": message})
    assessment = _assessment(session, family=family, version=version, purpose=purpose, period=period, by=by)
    _open_revision(session, assessment, by)
    _add_lead(session, assessment, by)
    household = _household_band(session, family, child.household, period.last) or band
    own = _profile(assessment, child, band)
    own.kind = ProfileKind.CHILD_CARER
    own.child_id, own.carer_id, own.carer_role = child.person_id, carer.person_id, carer.role
    session.add_all([_profile(assessment, child, household), own])
    session.flush()
    subject = ("assessment", assessment.id)
    record(
        session,
        Event.ASSESSMENT_STARTED,
        by=by,
        family_id=family.id,
        person_id=child.person_id,
        subject=subject,
    )
    return assessment


def _assessment(
    session: Session,
    *,
    family: Family,
    version: InstrumentVersion,
    purpose: Purpose,
    period: Period,
    by: Actor,
) -> Assessment:
    assessment = Assessment(
        ref=new_ref("A"),
        family_id=family.id,
        instrument_version_id=version.id,
        purpose=purpose,
        scope=[],
        window_from=period.first,
        window_to=period.last,
        lead_user_id=by.id,
        lead_agency_id=by.agency_id,
        lead_team_id=by.team_id,
        started_at=clock.now(),
        origin=Origin.TYPED,
        changed_at=clock.now(),
        changed_by_id=by.id,
    )
    session.add(assessment)
    session.flush()
    return assessment


def _profile(assessment: Assessment, child: FamilyMember, band: AgeBand) -> Profile:
    """The profile of the household the child lives in."""
    return Profile(
        assessment_id=assessment.id, kind=ProfileKind.HOUSEHOLD, household=child.household, age_band=band
    )


def _open_revision(session: Session, assessment: Assessment, by: Actor) -> None:
    revision = Revision(
        assessment_id=assessment.id,
        number=1,
        state=RevisionState.DRAFT,
        changed_at=clock.now(),
        changed_by_id=by.id,
    )
    session.add(revision)
    session.flush()
    assessment.current_revision_id = revision.id
    session.add(
        StatusChange(
            revision_id=revision.id, event="start", to_state=RevisionState.DRAFT, by_id=by.id, at=clock.now()
        )
    )
    session.flush()


def _add_lead(session: Session, assessment: Assessment, by: Actor) -> None:
    # the database itself notes in participant_user who ever held a part
    lead = Participant(
        assessment_id=assessment.id, part=Part.LEAD, user_id=by.id, agency_id=by.agency_id, domains=[]
    )
    session.add(lead)
    session.flush()


def _household_band(session: Session, family: Family, household: str, on: date) -> AgeBand | None:
    """The band of the household's youngest born child; of a baby who is due only when there is no other."""
    statement = (
        select(Person)
        .join(FamilyMember, FamilyMember.person_id == Person.id)
        .where(
            FamilyMember.family_id == family.id,
            FamilyMember.household == household,
            FamilyMember.role == MemberRole.CHILD,
            FamilyMember.ended_on.is_(None),
        )
        .order_by(Person.id)
    )
    return youngest_band(session.scalars(statement), on)


def youngest_band(children: Iterable[Person], on: date) -> AgeBand | None:
    """The band by which a household's items are worded: its youngest born child's."""
    bands = [band for child in children if (band := band_of(child, on)) is not None]
    born = [band for band in bands if band is not AgeBand.UNBORN]
    return min(born or bands, key=list(AgeBand).index, default=None)
