"""An assessment to be read: the profile with its working, item by item with the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.judged import find_judged
from gcp_tool.assessments.presenters.evidence import EvidenceCard, present_evidence
from gcp_tool.assessments.presenters.overview import care_title
from gcp_tool.assessments.queries.first_choices import FirstChoices
from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.instrument import Scale
from gcp_tool.domain.scoring import AreaScore, DomainScore, ItemScore
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState
from gcp_tool.models import Answer


@dataclass(frozen=True, slots=True)
class GradeView:
    """A grade as a chip shows it."""

    level: int | None
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item: its grade, the words of that grade, and the evidence for it; `note` says what is special about it.

    `first` is the grade that was chosen first, where it is another.
    """

    code: str
    title: str
    grade: GradeView
    descriptor: str
    why_no_grade: str
    note: str
    first: GradeView | None
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
    """A domain: its grade, why, how much of it was graded, what the lead judged beside it, and its areas."""

    title: str
    grade: GradeView
    reason: str
    partial: str
    judged: GradeView | None
    judged_why: str
    areas: Sequence[AreaView]
    evidence: Sequence[EvidenceCard]


@dataclass(frozen=True, slots=True)
class CareView:
    """The care of one child by one carer, domain by domain. There is no total."""

    title: str
    domains: Sequence[DomainView]
    not_in_review: str


def present_cares(record: Record, first: FirstChoices) -> Sequence[CareView]:
    """Every child with every carer, as graded, with what was chosen first where the final choice is another."""
    return [
        CareView(
            title=care_title(care),
            domains=[
                _domain(record, care, scored, first)
                for scored in record.scored(care).domains
                if any(record.is_in_review(area.area) for area in scored.areas)
            ],
            not_in_review=", ".join(
                area.title for _, area in record.every_area(care) if not record.is_in_review(area)
            ),
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


def _domain(record: Record, care: Care, scored: DomainScore, first: FirstChoices) -> DomainView:
    scale = record.instrument.scale
    held = record.domain_grades(care).get(scored.domain.id)
    judged = find_judged(record, care, scored.domain.id) if scored.items_graded else None
    if held is None or scored.items_graded == held.graded:
        reason = scored.combined.reason
    else:
        reason = "graded as a whole, without items"
    return DomainView(
        title=scored.domain.title,
        grade=grade_view(scale, held.grade if held else None),
        reason=_sentence(reason),
        partial=f"{held.graded} of {held.of_items} graded" if held and held.graded < held.of_items else "",
        judged=grade_view(scale, judged.grade) if judged else None,
        judged_why=str(judged.raw.get("why", "")) if judged else "",
        areas=[_area(record, care, area, first) for area in scored.areas if record.is_in_review(area.area)],
        evidence=_evidence(record, care, scored.domain.id),
    )


def _given_whole(record: Record, care: Care, code: str, kind: AnswerKind) -> Answer | None:
    """A grade that past scores gave to a whole domain or area."""
    answer = record.answers.get((care.profile.id, code))
    return answer if answer is not None and answer.kind is kind else None


def _area(record: Record, care: Care, scored: AreaScore, first: FirstChoices) -> AreaView:
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
        items=[_item(record, care, item, first) for item in scored.items],
        evidence=_evidence(record, care, scored.area.id),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(scale: Scale, level: int | None) -> str:
    return "" if level is None else str(scale.level(level).value)


def _item(record: Record, care: Care, scored: ItemScore, first: FirstChoices) -> ItemView:
    item, instrument = scored.item, record.instrument
    answer = record.answer(care, item)
    descriptor = ""
    if scored.grade is not None and not instrument.headings_only:
        descriptor = item.descriptor(scored.grade, care.band_for(item))
    return ItemView(
        code=item.id,
        title=item.title,
        grade=_item_grade(instrument.scale, answer),
        descriptor=descriptor,
        why_no_grade=_why(answer),
        note=_note(record, care, answer),
        first=_first(instrument.scale, answer, first),
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


def _first(scale: Scale, answer: Answer | None, first: FirstChoices) -> GradeView | None:
    level = None if answer is None else first.get((answer.profile_id, answer.code))
    return None if answer is None or level is None or level == answer.grade else grade_view(scale, level)


def _why(answer: Answer | None) -> str:
    if answer is None or answer.state is AnswerState.GRADED:
        return ""
    return content.REASON_WORDS[answer.reason] if answer.reason else "No reason given yet"


def _note(record: Record, care: Care, answer: Answer | None) -> str:
    """That an answer was copied from another child, or why it is another than the household's."""
    if answer is None:
        return ""
    if answer.copied_from_profile_id is not None:
        return f"Copied from {_name_in(record, answer.copied_from_profile_id)}, not confirmed yet"
    different = str(answer.raw.get("different", ""))
    is_own = care.household is not None and answer.profile_id == care.profile.id
    return f"Different for this child: {different}" if is_own and different else ""


def _name_in(record: Record, profile_id: int) -> str:
    children = {care.profile.id: care.profile.child for care in record.cares}
    child = children.get(profile_id)
    return child.given_name if child else "another child"
