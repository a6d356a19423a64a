"""Changing why a draft is made, the period it looks at, and with whom it is scored."""

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.queries.neighbours import list_neighbours
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.pairs import band_of
from gcp_tool.assessments.services.people import answered_profiles, set_bands
from gcp_tool.assessments.services.start import Period, check_period, check_same_day
from gcp_tool.assessments.services.steps import check_no_amendment
from gcp_tool.audit.versions import update_versioned
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import Purpose
from gcp_tool.standing.completions import refresh_completion


def change_period(
    session: Session,
    *,
    record: Record,
    purpose: Purpose,
    period: Period,
    base_version: int,
    by: Actor,
    together_with: str | None = None,
    same_day: bool = False,
) -> None:
    """Change the purpose, the period looked at and who scores together of an open assessment.

    Raises:
        NotAllowed: only the lead changes it.
        NotPossible: it is not open.
        Invalid: the period cannot be, a child who has answers was in another age band then, or another assessment
            of the same care ends on that day and it was not said that this is meant.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    check_no_amendment(record)
    lock_open_revision(session, record)
    check_period(period, today=clock.today())
    _check_same_band(session, record, period)
    if period.last != record.assessment.window_to:
        neighbours = list_neighbours(
            session,
            family_id=record.assessment.family_id,
            pairs=record.pairs,
            tool=record.instrument.code,
            except_id=record.assessment.id,
        )
        check_same_day(neighbours, period.last, same_day=same_day)
    values: dict[str, object] = {
        "purpose": purpose,
        "window_from": period.first,
        "window_to": period.last,
        "together_with": (together_with or "").strip() or None,
    }
    update_versioned(session, record.assessment, expected=base_version, values=values, by=by)
    set_bands(session, record, record.cares, period.last)
    refresh_completion(session, record.assessment)


def _check_same_band(session: Session, record: Record, period: Period) -> None:
    answered = answered_profiles(session, record)
    for care in record.cares:
        child = care.profile.child
        if child is not None and care.profile.id in answered and band_of(child, period.last) is not care.band:
            message = (
                "On this day the child was of another age group, with other questions. Start a new assessment"
            )
            raise Invalid({"window_to": message})
