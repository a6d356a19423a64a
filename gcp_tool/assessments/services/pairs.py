"""Who an assessment is about: the profile of each child with a carer, of each child, and of each household."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.domain.dates import age_band
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import AgeBand, MemberRole, ProfileKind
from gcp_tool.models import Assessment, FamilyMember, Person, Profile

_NOTHING_FOR_THIS_AGE = (
    "This tool has nothing for a child of this age. Check the date of birth, or choose another tool"
)


@dataclass(frozen=True, slots=True)
class Pairing:
    """A child of the family with one of its carers."""

    child: FamilyMember
    carer: FamilyMember

    @property
    def ids(self) -> tuple[int, int]:
        """The two people."""
        return self.child.person_id, self.carer.person_id

    @property
    def value(self) -> str:
        """How a form names the pair."""
        return f"{self.child.person.key}.{self.carer.person.key}"


def band_of(person: Person, on: date) -> AgeBand | None:
    """A child's age band on a day; None from 18, or when neither birth nor due date is known."""
    if person.birth_on is None and person.expected_birth_on is None:
        return None
    return age_band(on, born=person.birth_on, expected=person.expected_birth_on)


def check_band(person: Person, tool: Instrument, on: date) -> AgeBand:
    """The band by which a child is graded on a day.

    Raises:
        Invalid: the tool has nothing for a child of this age.
    """
    band = band_of(person, on)
    if band is None or not tool.items_for(band):
        raise Invalid({"cares": _NOTHING_FOR_THIS_AGE})
    return band


def add_pairs(
    session: Session, assessment: Assessment, tool: Instrument, pairings: Sequence[Pairing]
) -> None:
    """Make the profiles that the pairs need and the assessment does not have yet.

    Raises:
        Invalid: the tool has nothing for a child of this age.
    """
    there = session.scalars(select(Profile).where(Profile.assessment_id == assessment.id)).all()
    known = {
        (one.kind, one.household if one.kind is ProfileKind.HOUSEHOLD else one.child_id) for one in there
    }
    for pairing in pairings:
        band = check_band(pairing.child.person, tool, assessment.window_to)
        if (ProfileKind.HOUSEHOLD, pairing.child.household) not in known:
            known.add((ProfileKind.HOUSEHOLD, pairing.child.household))
            session.add(_household(session, assessment, pairing.child, band))
        if (ProfileKind.CHILD, pairing.child.person_id) not in known:
            known.add((ProfileKind.CHILD, pairing.child.person_id))
            session.add(_child(assessment, pairing.child, band))
        _put_pair(session, assessment, there, pairing, band)


def _put_pair(
    session: Session, assessment: Assessment, there: Sequence[Profile], pairing: Pairing, band: AgeBand
) -> None:
    """The pair's own profile: a new one, or the one that was taken out before, back in."""
    found = next((one for one in there if (one.child_id, one.carer_id) == pairing.ids), None)
    profile = found or Profile(assessment_id=assessment.id, kind=ProfileKind.CHILD_CARER)
    profile.household, profile.age_band = pairing.child.household, band
    profile.child_id, profile.carer_id = pairing.ids
    profile.carer_role = pairing.carer.role
    session.add(profile)


def _child(assessment: Assessment, child: FamilyMember, band: AgeBand) -> Profile:
    return Profile(
        assessment_id=assessment.id, kind=ProfileKind.CHILD, child_id=child.person_id, age_band=band
    )


def _household(session: Session, assessment: Assessment, child: FamilyMember, band: AgeBand) -> Profile:
    """The profile of the household the child lives in, worded for its youngest born child."""
    youngest = household_band(session, assessment.family_id, child.household, assessment.window_to)
    return Profile(
        assessment_id=assessment.id,
        kind=ProfileKind.HOUSEHOLD,
        household=child.household,
        age_band=youngest or band,
    )


def household_band(session: Session, family_id: int, household: str, on: date) -> AgeBand | None:
    """The band of the household's youngest born child; of a baby who is due only when there is no other."""
    statement = (
        select(Person)
        .join(FamilyMember, FamilyMember.person_id == Person.id)
        .where(
            FamilyMember.family_id == family_id,
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
