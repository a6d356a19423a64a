"""What a review looks at: everything, or some areas. Answers outside it are kept, and are out of it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_write_assessment
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import lock_open_revision
from gcp_tool.assessments.services.steps import check_no_amendment
from gcp_tool.audit.versions import update_versioned
from gcp_tool.domain.errors import Invalid


def change_scope(
    session: Session, *, record: Record, areas: Sequence[str], base_version: int, by: Actor
) -> None:
    """Look at these areas only; at everything when all of them, or none, are given.

    Raises:
        NotAllowed: only the lead changes it.
        NotPossible: it is not open.
        Invalid: an area is not of this tool, or not for the ages of these children.
        EditConflict: it was changed since the page was opened.
    """
    check_write_assessment(by, record.assessment)
    check_no_amendment(record)
    lock_open_revision(session, record)
    possible = possible_areas(record)
    if set(areas) - set(possible):
        raise Invalid({"areas": "Choose from the list"})
    chosen = [code for code in possible if code in areas]
    values = {"scope": [] if len(chosen) == len(possible) else chosen}
    update_versioned(session, record.assessment, expected=base_version, values=values, by=by)


def possible_areas(record: Record) -> Sequence[str]:
    """The areas that the tool has for any child of the assessment, in its order."""
    return [area.id for domain in record.instrument.domains for area in domain.areas if record.cares_in(area)]
