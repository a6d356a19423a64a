"""Two assessments of one child with one carer, item by item: what is better, worse, the same, or not to be compared.

Only what was given in each of them counts here; what was held from before is told on the page of the family. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gcp_tool.assessments.record import RATED, Care, Record
from gcp_tool.domain.holding import area_line
from gcp_tool.domain.instrument import Area, Domain, Instrument
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind, AnswerState
from gcp_tool.models import Answer


class Outcome(StrEnum):
    """What the later of two grades is, seen from the earlier."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    NOT_COMPARABLE = "not_comparable"


class Barrier(StrEnum):
    """Why nothing of two assessments can be compared."""

    OTHER_TOOL = "other_tool"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Graded:
    """An item, an area or a domain as one assessment has it, with its evidence."""

    domain: str
    title: str
    code: str
    level: int | None
    state: AnswerState | None
    evidence: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same in both; None is an assessment that did not ask it."""

    before: Graded | None
    after: Graded | None
    outcome: Outcome

    @property
    def latest(self) -> Graded:
        """The later of those there are: by its words both are called."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A pair is of something that one of the two asked.")
        return found


def find_barrier(earlier: tuple[Record, Care], later: tuple[Record, Care]) -> Barrier | None:
    """What keeps everything in two assessments from being compared; None when there is nothing."""
    (first, first_care), (second, second_care) = earlier, later
    if _place(first.instrument) != _place(second.instrument):
        return Barrier.OTHER_TOOL
    unborn = [care.band is AgeBand.UNBORN for care in (first_care, second_care)]
    return Barrier.BIRTH if unborn[0] is not unborn[1] else None


def compare(earlier: tuple[Record, Care], later: tuple[Record, Care]) -> Sequence[Pair]:
    """Everything that either asked, in the order of the later's tool; what only the earlier asked comes last."""
    before, after = dict(_graded(*earlier)), dict(_graded(*later))
    is_barred = find_barrier(earlier, later) is not None
    if is_barred:  # a line of one is nothing in the other, even where it has the same name
        return [
            *(Pair(None, one, Outcome.NOT_COMPARABLE) for one in after.values()),
            *(Pair(one, None, Outcome.NOT_COMPARABLE) for one in before.values()),
        ]
    return [_pair(before, after, line) for line in dict.fromkeys([*after, *before])]


def _place(tool: Instrument) -> object:
    return tool.code, len(tool.scale.levels), tool.scale.concern_from, tool.scale.serious_from


def _pair(before: Mapping[str, Graded], after: Mapping[str, Graded], line: str) -> Pair:
    first, second = before.get(line), after.get(line)
    return Pair(first, second, _outcome(first, second))


def _outcome(first: Graded | None, second: Graded | None) -> Outcome:
    if first is None or second is None or first.level is None or second.level is None:
        return Outcome.NOT_COMPARABLE
    if first.level == second.level:
        return Outcome.SAME
    return Outcome.BETTER if second.level < first.level else Outcome.WORSE


def _graded(record: Record, care: Care) -> Iterator[tuple[str, Graded]]:
    """Yield what was asked by line: items, or the area or the domain where that was graded as one."""
    for domain in record.instrument.domains:
        areas = [area for found, area in record.areas(care) if found is domain]
        whole = _whole(record, care, AnswerKind.DOMAIN, domain.id)
        if whole is not None and not any(_has_any(record, care, area) for area in areas):
            yield domain.line, _made(record, care, domain, domain.title, whole)
            continue
        for area in areas:
            yield from _in_area(record, care, domain, area)


def _in_area(record: Record, care: Care, domain: Domain, area: Area) -> Iterator[tuple[str, Graded]]:
    whole = _whole(record, care, AnswerKind.AREA, area.id)
    if whole is not None and not _has_items(record, care, area):
        yield area_line(domain, area), _made(record, care, domain, area.title, whole)
        return
    for item in record.items(care, area):
        answer = record.answer(care, item)
        evidence = record.evidence_for(care, item.id)
        level, state = (answer.grade, answer.state) if answer else (None, None)
        yield item.line, Graded(domain.title, item.title, item.id, level, state, evidence)


def _made(record: Record, care: Care, domain: Domain, title: str, whole: Answer) -> Graded:
    evidence = record.evidence_for(care, whole.code)
    return Graded(domain.title, title, whole.code, whole.grade, whole.state, evidence)


def _whole(record: Record, care: Care, kind: AnswerKind, code: str) -> Answer | None:
    """What was given to an area or a domain as one. A domain that was judged beside its items is not that."""
    answer = record.answers.get((care.profile.id, code))
    return answer if answer is not None and answer.kind is kind and answer.state in RATED else None


def _has_items(record: Record, care: Care, area: Area) -> bool:
    return any(record.answer(care, item) is not None for item in record.items(care, area))


def _has_any(record: Record, care: Care, area: Area) -> bool:
    return _has_items(record, care, area) or _whole(record, care, AnswerKind.AREA, area.id) is not None
