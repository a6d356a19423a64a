"""Changing who a draft is about: a care put in, a care taken out before anything was answered, ages brought up to date.

A profile stays for ever, as answers hang on it; one without an age band has been taken out.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select, union, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.queries.neighbours import list_neighbours
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.pairs import Pairing, add_pairs, check_band, household_band
from gcp_tool.assessments.services.start import AlreadyOpen
from gcp_tool.assessments.services.steps import check_no_amendment
from gcp_tool.audit.versions import update_versioned
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import AgeBand, ProfileKind
from gcp_tool.models import Answer, EvidenceLink, Profile
from gcp_tool.standing.completions import refresh_completion


def change_people(
    session: Session, *, record: Record, cares: Sequence[Pairing], base_version: int, by: Actor
) -> None:
    """Let the assessment be about these children with these carers, and bring their age bands up to date.

    Raises:
        NotAllowed: only the lead changes it.
        NotPossible: it is not open, or an amendment of what was signed off.
        Invalid: nobody is left, a care with answers is left out, or the tool has nothing for a child of this age.
        AlreadyOpen: a care that is put in is being assessed already.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    check_no_amendment(record)
    lock_open_revision(session, record)
    if not cares:
        raise Invalid({"cares": "Choose whose care of which child this assessment is about"})
    added = [pairing for pairing in cares if pairing.ids not in record.pairs]
    _check_open_elsewhere(session, record, added)
    wanted = {pairing.ids for pairing in cares}
    out = [
        care.profile for care in record.cares if (care.profile.child_id, care.profile.carer_id) not in wanted
    ]
    answered = answered_profiles(session, record)
    _check_unanswered(out, answered)
    update_versioned(session, record.assessment, expected=base_version, values={}, by=by)
    add_pairs(session, record.assessment, record.instrument, added)
    _set_band(session, [profile.id for profile in out], None)
    left = {profile.id for profile in out}
    staying = [care for care in record.cares if care.profile.id not in left]
    set_bands(session, record, staying, record.assessment.window_to)
    refresh_completion(session, record.assessment)


def _check_open_elsewhere(session: Session, record: Record, added: Sequence[Pairing]) -> None:
    neighbours = list_neighbours(
        session,
        family_id=record.assessment.family_id,
        pairs=[pairing.ids for pairing in added],
        tool=record.instrument.code,
        except_id=record.assessment.id,
    )
    if worked_on := [one for one in neighbours if one.is_worked_on]:
        raise AlreadyOpen(worked_on)


def _check_unanswered(profiles: Sequence[Profile], answered: Collection[int]) -> None:
    """Whoever has answers stays: what was typed is never taken out of sight."""
    for profile in profiles:
        if profile.id in answered:
            name = profile.child.name if profile.child else "This child"
            raise Invalid({"cares": f"{name} has answers here already, so this care stays in the assessment"})


def answered_profiles(session: Session, record: Record) -> frozenset[int]:
    """The profiles about which anybody ever answered or wrote anything: these stay what they are."""
    ids = [profile.id for profile in record.assessment.profiles]
    answers = select(Answer.profile_id).where(Answer.profile_id.in_(ids))
    links = select(EvidenceLink.profile_id).where(EvidenceLink.profile_id.in_(ids))
    return frozenset(session.scalars(union(answers, links)))


def set_bands(session: Session, record: Record, cares: Sequence[Care], last: date) -> None:
    """Bring the age band of every profile without answers to what it is on the last day looked at.

    Raises:
        Invalid: the tool has nothing for a child of this age.
    """
    answered = answered_profiles(session, record)
    bands: dict[int, AgeBand | None] = {}
    for care in cares:
        if care.profile.child is not None:
            band = check_band(care.profile.child, record.instrument, last)
            bands |= {one.id: band for one in record.assessment.profiles if _is_of(one, care.profile)}
    for profile in record.assessment.profiles:
        if profile.kind is ProfileKind.HOUSEHOLD and profile.household is not None:
            family_id = record.assessment.family_id
            bands[profile.id] = household_band(session, family_id, profile.household, last)
    for profile in record.assessment.profiles:
        now = bands.get(profile.id)
        if now is not None and profile.age_band is not now and profile.id not in answered:
            _set_band(session, [profile.id], now)


def _is_of(profile: Profile, care: Profile) -> bool:
    is_child = profile.kind is ProfileKind.CHILD and profile.child_id == care.child_id
    return is_child or profile.id == care.id


def _set_band(session: Session, ids: Sequence[int], band: AgeBand | None) -> None:
    if ids:
        session.execute(
            update(Profile)
            .where(Profile.id.in_(ids))
            .values(age_band=band)
            .execution_options(synchronize_session=False)
        )
