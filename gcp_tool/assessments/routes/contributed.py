"""What other professionals added, loaded for the pages that show an assessment to its lead and whoever reads it."""

from collections.abc import Mapping, Sequence

from gcp_tool.assessments.presenters.contributed import (
    ContributedView,
    OtherGrade,
    present_contributions,
    present_others,
)
from gcp_tool.assessments.queries.contributing import list_contributions, list_given
from gcp_tool.assessments.record import Record
from gcp_tool.domain.instrument import Area
from gcp_tool.extensions import db


def contributed_to(record: Record) -> Sequence[ContributedView]:
    """What each professional added to this version, beside the lead's grades."""
    parts = list_contributions(db.session, record.assessment.id)
    return present_contributions(record, parts, list_given(db.session, record.revision.id, parts))


def others_in(record: Record, area: Area) -> Mapping[str, Sequence[OtherGrade]]:
    """By item of an area, what others graded where the lead has graded too."""
    parts = list_contributions(db.session, record.assessment.id)
    return present_others(record, area, parts, list_given(db.session, record.revision.id, parts))
