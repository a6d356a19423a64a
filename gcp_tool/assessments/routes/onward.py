"""Where to go on to when a part in words was saved, so that nobody has to look for what is still missing."""

from flask import url_for

from gcp_tool.assessments.places import asked
from gcp_tool.assessments.presenters.tasks import is_answered
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.words import children, told_given


def after_told(record: Record) -> str:
    """The check when every item is answered, as it tells what is missing; else the list of parts."""
    endpoint = "assessments.check" if _is_graded(record) else "assessments.show"
    return url_for(endpoint, key=record.assessment.key)


def after_a_childs_voice(record: Record) -> str:
    """When everything is graded and there is no other child to hear: what the family was told, or the check."""
    key = record.assessment.key
    if len(children(record)) > 1 or not _is_graded(record):
        return url_for("assessments.voices", key=key)
    return after_told(record) if told_given(record) else url_for("assessments.told", key=key)


def _is_graded(record: Record) -> bool:
    return all(is_answered(record, place) for _, area in record.all_areas() for place in asked(record, area))
