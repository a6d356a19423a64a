"""What was graded before: the last grade of each item of a child with a carer in assessments that count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from gcp_tool.assessments.record import Care, Record
from gcp_tool.core.database import plain_rows
from gcp_tool.models import ReadingRow


@dataclass(frozen=True, slots=True)
class Before:
    """A grade that was given before, and the last day of the period it was given for."""

    level: int
    on: date


_readings = ReadingRow.__table__.c
_READINGS = (
    select(_readings.on_date, _readings["items"])
    .where(
        _readings.family_id == bindparam("family"),
        _readings.child_id == bindparam("child"),
        _readings.carer_id == bindparam("carer"),
        _readings.assessment_id != bindparam("assessment"),
        _readings.on_date <= bindparam("until"),
    )
    .order_by(_readings.on_date, _readings.assessment_id)
)


def load_previous(session: Session, record: Record, care: Care) -> Mapping[str, Before]:
    """The grade before this assessment of each item that had one, by the item's line.

    From assessments of the same child with the same carer that are submitted or signed off and look at a period that
    ends no later; an assessment is never its own past. An item that one of them left without a grade keeps the one
    before it. The line is that of the item, so items of other versions are found where they may be joined.
    """
    given = {
        "family": record.assessment.family_id,
        "child": care.profile.child_id,
        "carer": care.profile.carer_id,
        "assessment": record.assessment.id,
        "until": record.assessment.window_to,
    }
    found: dict[str, Before] = {}
    for on, items in plain_rows(session, _READINGS, given):
        found |= {line: Before(level, on) for line, level in (items or {}).items() if level is not None}
    return found


def previous_grades(session: Session, record: Record, care: Care) -> Mapping[str, int]:
    """The level before this assessment of each item that had one, by the item's line."""
    return {line: before.level for line, before in load_previous(session, record, care).items()}
