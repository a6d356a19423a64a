"""Changing why a draft is made and the period it looks at."""

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.start import Period, band_of, check_period
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import Purpose


def change_period(
    session: Session, *, record: Record, purpose: Purpose, period: Period, base_version: int, by: Actor
) -> None:
    """Change the purpose and the period looked at of an open assessment.

    Raises:
        NotAllowed: only the lead changes it.
        NotPossible: it is not open.
        Invalid: the period cannot be, or the child was in another age band then.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    lock_open_revision(session, record)
    check_period(period, today=clock.today())
    _check_same_band(record, period)
    values = {"purpose": purpose, "window_from": period.first, "window_to": period.last}
    update_versioned(session, record.assessment, expected=base_version, values=values, by=by)


def _check_same_band(record: Record, period: Period) -> None:
    for care in record.cares:
        child = care.profile.child
        if child is not None and band_of(child, period.last) is not care.band:
            message = (
                "On this day the child was of another age group, with other questions. Start a new assessment"
            )
            raise Invalid({"window_to": message})
