"""Opening an assessment for a page: loaded within scope, its viewing noted, and checked for what the page does."""

from gcp_tool.access.actor import current_actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.queries import records
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import check_open
from gcp_tool.assessments.services.steps import check_no_amendment
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import viewed
from gcp_tool.extensions import db


def get_record(key: str) -> Record:
    """The assessment of this key with everything on it. Raises NotFound as if it did not exist."""
    return records.get_record(db.session, current_actor(), key)


def show_record(key: str) -> Record:
    """The assessment for a page that shows it: the viewing is recorded with the page."""
    record = get_record(key)
    viewed(
        Event.ASSESSMENT_VIEWED,
        family_id=record.assessment.family_id,
        subject=("assessment", record.assessment.id),
    )
    return record


def own_record(key: str) -> Record:
    """The assessment for a form by which its lead changes it. Raises NotFound or NotAllowed."""
    record = get_record(key)
    check_write_assessment(current_actor(), record.assessment)
    return record


def show_first_version(key: str) -> Record:
    """The assessment for a page on which its lead changes whom it is about, what it looks at or when.

    Raises:
        NotFound, NotAllowed, NotPossible: as for `show_open_record`; or it is an amendment, which keeps them.
    """
    record = show_open_record(key)
    check_no_amendment(record)
    return record


def show_open_record(key: str) -> Record:
    """The assessment for a page on which its lead changes it.

    Raises:
        NotFound, NotAllowed, NotPossible: it is not there, not the actor's to change, or not open.
    """
    record = show_record(key)
    check_write_assessment(current_actor(), record.assessment)
    check_open(record)
    return record
