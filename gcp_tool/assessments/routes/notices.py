"""What the lead of a draft should know beside its parts: overlapping assessments, and changes around the people."""

from collections.abc import Sequence

from gcp_tool.assessments.presenters.people import present_changes
from gcp_tool.assessments.queries.members import list_current_members, list_ended_members
from gcp_tool.assessments.queries.neighbours import list_neighbours, overlapping
from gcp_tool.assessments.record import Record
from gcp_tool.extensions import db


def notices_of(record: Record) -> Sequence[str]:
    """Each as a sentence; none in most drafts."""
    assessment = record.assessment
    neighbours = list_neighbours(
        db.session,
        family_id=assessment.family_id,
        pairs=record.pairs,
        tool=record.instrument.code,
        except_id=assessment.id,
    )
    others = dict.fromkeys(
        one.words for one in overlapping(neighbours, assessment.window_from, assessment.window_to)
    )
    changes = present_changes(
        record,
        list_current_members(db.session, assessment.family_id),
        list_ended_members(db.session, assessment.family_id),
    )
    return [*(f"Another assessment looks at some of the same days: {words}." for words in others), *changes]
