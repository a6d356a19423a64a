"""What cannot wait: a grade at the worst level, or a serious one of an item that is marked immediate."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments.places import Place, given, places_of
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.words import IMMEDIATE
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind
from gcp_tool.models import Answer


@dataclass(frozen=True, slots=True)
class ActNow:
    """What was graded that cannot wait, and who was told of it, if it is on record."""

    lines: Sequence[str]
    who: str
    when: str
    is_recorded: bool


def present_act_now(record: Record) -> ActNow | None:
    """What cannot wait in this assessment; None when there is nothing."""
    found = [
        (place, answer)
        for _, area in record.all_areas()
        for place in places_of(record, area)
        if (answer := given(record, place)) is not None and cannot_wait(record, place, answer)
    ]
    if not found:
        return None
    told = record.said(AnswerKind.TOLD, record.profile(ProfileKind.WHOLE), IMMEDIATE)
    latest = max(answer.at for _, answer in found)
    return ActNow(
        lines=[_line(record, place, answer) for place, answer in found],
        who=str(told.raw.get("who", "")) if told else "",
        when=str(told.raw.get("when", "")) if told else "",
        is_recorded=told is not None and told.at >= latest,
    )


def cannot_wait(record: Record, place: Place, answer: Answer) -> bool:
    """Whether an answer asks for somebody to be told today."""
    if answer.grade is None:
        return False
    scale = record.instrument.scale
    return answer.grade == len(scale.levels) or (place.item.immediate and scale.is_serious(answer.grade))


def _line(record: Record, place: Place, answer: Answer) -> str:
    level = record.instrument.scale.level(answer.grade or 1)
    children = {care.profile.child.given_name: None for care in place.cares if care.profile.child}
    return f"{place.item.title}: {level.value} {level.label} ({', '.join(children)})"
