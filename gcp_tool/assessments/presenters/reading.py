"""An assessment to be read: the profile with its working, item by item with the evidence, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.presenters.grading import EvidenceCard, present_evidence
from gcp_tool.assessments.presenters.overview import care_title
from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.gates import Gap, Lack
from gcp_tool.domain.instrument import Item, Scale
from gcp_tool.domain.scoring import AreaScore, DomainScore, ItemScore
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState
from gcp_tool.models import Answer

_LACK_WORDS = {
    Lack.ANSWER: "needs a grade, or a reason why there is none",
    Lack.REASON: "needs a reason why it has no grade",
    Lack.EVIDENCE: "needs evidence, because it is graded {value}",
}


@dataclass(frozen=True, slots=True)
class GradeView:
    """A grade as a chip shows it."""

    level: int | None
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item: its grade, the words of that grade, and the evidence for it."""

    title: str
    grade: GradeView
    descriptor: str
    why_no_grade: str
    evidence: Sequence[EvidenceCard]


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area: its grade, why, and its items."""

    code: str
    title: str
    grade: GradeView
    reason: str
    named: str
    items: Sequence[ItemView]
    evidence: Sequence[EvidenceCard]


@dataclass(frozen=True, slots=True)
class DomainView:
    """A domain: its grade, why, how much of it was graded, and its areas."""

    title: str
    grade: GradeView
    reason: str
    partial: str
    areas: Sequence[AreaView]
    evidence: Sequence[EvidenceCard]


@dataclass(frozen=True, slots=True)
class CareView:
    """The care of one child by one carer, domain by domain. There is no total."""

    title: str
    domains: Sequence[DomainView]


@dataclass(frozen=True, slots=True)
class MissingView:
    """What holds up submitting, and where to mend it."""

    words: str
    area: str
    anchor: str


def present_cares(record: Record) -> Sequence[CareView]:
    """Every child with every carer, as graded."""
    return [
        CareView(
            title=care_title(care),
            domains=[_domain(record, care, scored) for scored in record.scored(care).domains],
        )
        for care in record.cares
    ]


def grade_view(scale: Scale, level: int | None) -> GradeView:
    """A grade as a chip shows it: the value of the scale, its label, and how much of a worry it is."""
    if level is None:
        return GradeView(None, "No score", "missing")
    found = scale.level(level)
    kind = "serious" if scale.is_serious(level) else "concern" if scale.is_concern(level) else "low"
    return GradeView(found.value, found.label, kind)


def _domain(record: Record, care: Care, scored: DomainScore) -> DomainView:
    scale = record.instrument.scale
    held = record.domain_grades(care).get(scored.domain.id)
    if held is None or scored.items_graded == held.graded:
        reason = scored.combined.reason
    else:
        reason = "graded as a whole, without items"
    return DomainView(
        title=scored.domain.title,
        grade=grade_view(scale, held.grade if held else None),
        reason=_sentence(reason),
        partial=f"{held.graded} of {held.of_items} graded" if held and held.graded < held.of_items else "",
        areas=[_area(record, care, area) for area in scored.areas],
        evidence=_evidence(record, care, scored.domain.id),
    )


def _given_whole(record: Record, care: Care, code: str, kind: AnswerKind) -> Answer | None:
    """A grade that past scores gave to a whole domain or area."""
    answer = record.answers.get((care.profile.id, code))
    return answer if answer is not None and answer.kind is kind else None


def _area(record: Record, care: Care, scored: AreaScore) -> AreaView:
    scale = record.instrument.scale
    whole = _given_whole(record, care, scored.area.id, AnswerKind.AREA)
    level, reason = scored.combined.grade, scored.combined.reason
    if whole is not None and scored.combined.graded == 0:
        level, reason = whole.grade, "graded as a whole, without items"
    others = [item for item in scored.concerns if item.item.id != scored.because_code]
    named = "; ".join(f"{item.item.title} is {_value(scale, item.grade)}" for item in others)
    return AreaView(
        code=scored.area.id,
        title=scored.area.title,
        grade=grade_view(scale, level),
        reason=_sentence(reason),
        named=named,
        items=[_item(record, care, item) for item in scored.items],
        evidence=_evidence(record, care, scored.area.id),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(scale: Scale, level: int | None) -> str:
    return "" if level is None else str(scale.level(level).value)


def _item(record: Record, care: Care, scored: ItemScore) -> ItemView:
    item, instrument = scored.item, record.instrument
    answer = record.answer(care, item)
    descriptor = ""
    if scored.grade is not None and not instrument.headings_only:
        descriptor = item.descriptor(scored.grade, care.band_for(item))
    return ItemView(
        title=item.title,
        grade=_item_grade(instrument.scale, answer),
        descriptor=descriptor,
        why_no_grade=_why(answer),
        evidence=_evidence(record, care, item.id),
    )


def _evidence(record: Record, care: Care, code: str) -> Sequence[EvidenceCard]:
    """What was written down about an item, or, in past scores, about a whole area or domain."""
    return [present_evidence(record, piece) for piece in record.evidence_for(care, code)]


def _item_grade(scale: Scale, answer: Answer | None) -> GradeView:
    if answer is None:
        return GradeView(None, "Not yet graded", "missing")
    if answer.state in content.NOT_GRADED_WORDS:
        return GradeView(None, content.NOT_GRADED_WORDS[answer.state], "missing")
    return grade_view(scale, answer.grade)


def _why(answer: Answer | None) -> str:
    if answer is None or answer.state is AnswerState.GRADED:
        return ""
    return content.REASON_WORDS[answer.reason] if answer.reason else "No reason given yet"


def present_missing(record: Record) -> Sequence[MissingView]:
    """What holds up submitting, in the order of the tool, each with the place where it is mended."""
    return [_missing(record, care, gap) for care in record.cares for gap in record.gaps(care)]


def _missing(record: Record, care: Care, gap: Gap) -> MissingView:
    item: Item = gap.item
    answer = record.answer(care, item)
    value = _value(record.instrument.scale, answer.grade if answer else None)
    area = record.instrument.area_of(item.id)
    words = f"{area.title}: “{item.title}” {_LACK_WORDS[gap.lack].format(value=value)}"
    return MissingView(
        words=words, area=area.id, anchor="words" if gap.lack is Lack.EVIDENCE else f"grade-{item.id}"
    )
