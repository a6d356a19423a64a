"""Handing a draft or returned assessment on to another lead. Whoever led it before never signs it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import PERMISSIONS, Permission
from gcp_tool.access.policies import check_hand_on
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.steps import finish, keep_step
from gcp_tool.audit.events import Event
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.domain.vocabulary import Part
from gcp_tool.models import Allocation, Assessment, Participant, Team, User, UserPosting, UserRole

HANDED_ON = "hand_on"
_RECORDS = tuple(role for role, may in PERMISSIONS.items() if Permission.ASSESSMENT_WRITE in may)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could lead the assessment, and where they work."""

    user_id: int
    key: str
    name: str
    agency_id: int
    team_id: int | None
    team: str


def list_candidates(session: Session, assessment: Assessment) -> Sequence[Candidate]:
    """Who could lead it: those of the lead's agency who record assessments; of a restricted family, those allocated."""
    statement = (
        select(User.id, User.key, User.name, UserPosting.agency_id, UserPosting.team_id, Team.name)
        .join(UserPosting, UserPosting.user_id == User.id)
        .outerjoin(Team, Team.id == UserPosting.team_id)
        .where(
            User.active,
            User.id != assessment.lead_user_id,
            UserPosting.ended_on.is_(None),
            UserPosting.agency_id == assessment.lead_agency_id,
            exists().where(
                UserRole.user_id == User.id, UserRole.role.in_(_RECORDS), UserRole.ended_on.is_(None)
            ),
        )
        .order_by(func.lower(User.name), User.id)
    )
    if assessment.family.restricted:
        statement = statement.where(
            exists().where(
                Allocation.user_id == User.id,
                Allocation.family_id == assessment.family_id,
                Allocation.ended_on.is_(None),
            )
        )
    return [Candidate(*row[:5], row[5] or "no team") for row in session.execute(statement)]


def check_can_be_handed_on(record: Record) -> None:
    """Raise NotPossible for an amendment: it is made by whoever led the assessment."""
    if record.revision.number > 1:
        raise NotPossible(
            "An amendment is made by whoever led the assessment. Stop it, and start a new assessment instead."
        )


def hand_on(session: Session, *, record: Record, to: Candidate, words: str, by: Actor) -> None:
    """Give the assessment to another lead. What was typed stays, and says who typed it.

    Raises:
        NotAllowed: the actor is neither its lead nor a manager of the lead's team.
        NotPossible: it is not open, or it is an amendment.
        Invalid: the other person cannot lead it.
    """
    assessment = record.assessment
    check_hand_on(by, assessment)
    check_can_be_handed_on(record)
    lock_open_revision(session, record)
    if to.user_id == assessment.lead_user_id or to not in list_candidates(session, assessment):
        raise Invalid({"to": "Choose somebody else who can lead this assessment"})
    values = {"lead_user_id": to.user_id, "lead_agency_id": to.agency_id, "lead_team_id": to.team_id}
    update_versioned(session, assessment, expected=assessment.version, values=values, by=by)
    session.execute(
        update(Participant)
        .where(Participant.assessment_id == assessment.id, Participant.part == Part.LEAD)
        .values(user_id=to.user_id, agency_id=to.agency_id, since_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    state = record.revision.state
    keep_step(session, record.revision.id, HANDED_ON, state, state, by=by, words=_to(to, words))
    finish(session, record, Event.ASSESSMENT_HANDED_ON, by, to=to.user_id)


def _to(to: Candidate, words: str) -> str:
    return f"To {to.name}." if not words.strip() else f"To {to.name}. {words}"
