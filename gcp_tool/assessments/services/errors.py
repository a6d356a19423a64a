"""Recording an assessment as made in error: nothing is deleted, and it counts for nothing from then on."""

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_record_in_error
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.steps import check_stands, finish, lock_revision
from gcp_tool.audit.events import Event
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.standing.completions import refresh_completion


def record_in_error(session: Session, *, record: Record, reason: str, by: Actor) -> None:
    """Say that the assessment should not have been recorded, and why. Its readings go; it stays to be read.

    Raises:
        NotPossible: that was said before.
        NotAllowed: the actor manages neither the lead's team nor the one that holds the family.
        Invalid: no reason was given.
    """
    lock_revision(session, record.revision.id)
    session.refresh(record.assessment, ["recorded_in_error_at", "version"])
    check_stands(record)
    check_record_in_error(by, record.assessment)
    if not reason.strip():
        raise Invalid({"reason": "Enter why this was recorded in error"})
    values = {
        "recorded_in_error_at": clock.now(),
        "recorded_in_error_by_id": by.id,
        "recorded_in_error_reason": reason,
    }
    update_versioned(session, record.assessment, expected=record.assessment.version, values=values, by=by)
    finish(session, record, Event.ASSESSMENT_IN_ERROR, by)
    refresh_completion(session, record.assessment)
