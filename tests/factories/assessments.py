"""Assessments with everything they stand on, and the steps of their life."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.domain.dates import fin_quarter
from gcp_tool.domain.vocabulary import (
    AgeBand,
    MemberRole,
    Origin,
    Part,
    ProfileKind,
    Purpose,
    RevisionState,
    Role,
)
from gcp_tool.models import (
    Assessment,
    Family,
    InstrumentVersion,
    Participant,
    Person,
    Profile,
    Revision,
    Upload,
    User,
    UserPosting,
)
from tests.factories.defaults import AT, STARTED_ON, add, next_number
from tests.factories.families import make_family, make_member, make_person
from tests.factories.people import make_user
from tests.factories.tools import make_instrument_version

_WAYS: dict[RevisionState, tuple[RevisionState, ...]] = {
    RevisionState.DRAFT: (),
    RevisionState.SUBMITTED: (RevisionState.SUBMITTED,),
    RevisionState.RETURNED: (RevisionState.SUBMITTED, RevisionState.RETURNED),
    RevisionState.SIGNED_OFF: (RevisionState.SUBMITTED, RevisionState.SIGNED_OFF),
    RevisionState.SUPERSEDED: (RevisionState.SUBMITTED, RevisionState.SIGNED_OFF, RevisionState.SUPERSEDED),
    RevisionState.STOPPED: (RevisionState.STOPPED,),
}


@dataclass(frozen=True, slots=True)
class MadeAssessment:
    """An assessment with the rows around it: the lead's part, the household's profile and the child's with a carer."""

    assessment: Assessment
    revision: Revision
    lead: Participant
    household: Profile
    child_carer: Profile


def make_upload(session: Session, **changes: Any) -> Upload:
    """A file that was imported."""
    digest = hashlib.sha256(f"scores {next_number()}".encode()).hexdigest()
    defaults = {"kind": "scores", "sha256": digest, "as_at_on": STARTED_ON, "rows": 1, "at": AT}
    return add(session, Upload, defaults, changes)


def make_assessment(
    session: Session,
    *,
    family: Family | None = None,
    child: Person | None = None,
    carer: Person | None = None,
    lead: User | None = None,
    version: InstrumentVersion | None = None,
    state: RevisionState = RevisionState.DRAFT,
    signer: User | None = None,
    **changes: Any,
) -> MadeAssessment:
    """An assessment of a child with a carer, its revision taken to `state`; what is not given is made."""
    family, lead = family or make_family(session), lead or make_user(session)
    child = child or _member(session, family, MemberRole.CHILD)
    carer = carer or _member(
        session, family, MemberRole.MAIN_CARER, given_name="Leanne", birth_on=date(1994, 2, 3)
    )
    assessment = _assessment(session, family, lead, version or make_instrument_version(session), changes)
    revision = add(
        session, Revision, {"assessment_id": assessment.id, "changed_at": AT, "changed_by_id": lead.id}, {}
    )
    assessment.current_revision_id = revision.id
    made = MadeAssessment(
        assessment,
        revision,
        add_part(session, assessment, lead, part=Part.LEAD),
        _profile(session, assessment, kind=ProfileKind.HOUSEHOLD),
        _profile(
            session,
            assessment,
            kind=ProfileKind.CHILD_CARER,
            child_id=child.id,
            carer_id=carer.id,
            carer_role=MemberRole.MAIN_CARER,
        ),
    )
    take_to(session, made, state, signer=signer)
    return made


def _member(session: Session, family: Family, role: MemberRole, **changes: Any) -> Person:
    person = make_person(session, **changes)
    make_member(session, family=family, person=person, role=role)
    return person


def _assessment(
    session: Session, family: Family, lead: User, version: InstrumentVersion, changes: dict[str, Any]
) -> Assessment:
    open_posting = select(UserPosting).where(UserPosting.user_id == lead.id, UserPosting.ended_on.is_(None))
    posting = session.scalars(open_posting).one()
    defaults = {
        "ref": f"A-{next_number():06d}",
        "family_id": family.id,
        "instrument_version_id": version.id,
        "purpose": Purpose.BASELINE,
        "window_from": date(2026, 2, 16),
        "window_to": STARTED_ON,
        "lead_user_id": lead.id,
        "lead_agency_id": posting.agency_id,
        "lead_team_id": posting.team_id,
        "started_at": AT,
        "changed_at": AT,
        "changed_by_id": lead.id,
    }
    if changes.get("origin") is Origin.IMPORTED and "upload_id" not in changes:
        defaults["upload_id"] = make_upload(session).id
    return add(session, Assessment, defaults, changes)


def _profile(session: Session, assessment: Assessment, **changes: Any) -> Profile:
    defaults = {"assessment_id": assessment.id, "household": "Home", "age_band": AgeBand.FIVE_TO_TEN}
    return add(session, Profile, defaults, changes)


def add_part(session: Session, assessment: Assessment, user: User, **changes: Any) -> Participant:
    """Give a user a part in an assessment; the database notes that they held it."""
    defaults = {"assessment_id": assessment.id, "part": Part.CONTRIBUTOR, "user_id": user.id, "since_at": AT}
    return add(session, Participant, defaults, changes)


def take_to(
    session: Session, made: MadeAssessment, state: RevisionState, *, signer: User | None = None
) -> None:
    """Take a fresh draft, step by step, to a state. Signing off makes a manager unless a signer is given."""
    for step in _WAYS[state]:
        if step is RevisionState.SUBMITTED:
            made.revision.submitted_at = AT
            _complete(made.assessment)
        if step is RevisionState.SIGNED_OFF:
            _sign(session, made, signer)
        made.revision.state = step
        session.flush()


def _complete(assessment: Assessment) -> None:
    assessment.completed_on = assessment.window_to
    assessment.completed_quarter = fin_quarter(assessment.window_to)
    assessment.completed_agency_id = assessment.lead_agency_id
    assessment.completed_team_id = assessment.lead_team_id


def _sign(session: Session, made: MadeAssessment, signer: User | None) -> None:
    if signer is None and made.assessment.origin is not Origin.IMPORTED:
        signer = make_user(session, role=Role.MANAGER)
    made.revision.signed_off_at = AT
    made.revision.signed_off_by_id = signer.id if signer else None
    made.revision.content_sha256 = hashlib.sha256(str(made.revision.id).encode()).hexdigest()
