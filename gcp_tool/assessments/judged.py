"""Grades that the lead judged for a whole domain, beside those that its items make."""

from dataclasses import dataclass

from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.instrument import Domain
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState
from gcp_tool.models import Answer


@dataclass(frozen=True, slots=True)
class Judged:
    """A grade judged better than the items make it, though one of them is serious."""

    care: Care
    domain: Domain
    answer: Answer
    computed: int
    mark: str


def find_judged(record: Record, care: Care, code: str) -> Answer | None:
    """The grade that was judged for a whole domain, where there is one."""
    answer = record.answers.get((care.profile.id, code))
    is_judged = answer is not None and answer.kind is AnswerKind.DOMAIN
    return answer if is_judged and answer is not None and answer.state is AnswerState.GRADED else None


def list_to_agree(record: Record) -> tuple[Judged, ...]:
    """The judged grades that whoever signs must agree with: better than computed, with an item at serious."""
    return tuple(
        judged
        for number, care in enumerate(record.cares, start=1)
        for judged in _of_care(record, care, number)
    )


def _of_care(record: Record, care: Care, number: int) -> tuple[Judged, ...]:
    scale, found = record.instrument.scale, []
    for scored in record.scored(care).domains:
        answer = find_judged(record, care, scored.domain.id)
        levels = [item.grade for area in scored.areas for item in area.items if item.grade is not None]
        computed = scored.combined.grade
        if answer is None or answer.grade is None or computed is None or answer.grade >= computed:
            continue
        if any(scale.is_serious(level) for level in levels):
            found.append(Judged(care, scored.domain, answer, computed, f"{number}-{scored.domain.id}"))
    return tuple(found)
