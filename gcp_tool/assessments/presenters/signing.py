"""What somebody who signs needs to see: what moved since last time, what serious grades rest on, whose voice lacks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content, words
from gcp_tool.assessments.judged import Judged
from gcp_tool.assessments.presenters.evidence import EvidenceCard, present_evidence
from gcp_tool.assessments.presenters.overview import care_title
from gcp_tool.assessments.presenters.reading import GradeView, grade_view
from gcp_tool.assessments.queries.previous import Before
from gcp_tool.assessments.record import Care, Record
from gcp_tool.core.formatting import counted, join_words, short_date
from gcp_tool.domain.instrument import Item
from gcp_tool.domain.vocabulary import AnswerKind, Effort, ProfileKind


@dataclass(frozen=True, slots=True)
class Moved:
    """An item that is not what it was: last time, now, and whose effort it is said to be."""

    area: str
    title: str
    before: GradeView
    before_on: str
    now: GradeView
    step: str
    effort: str


@dataclass(frozen=True, slots=True)
class CareMoves:
    """What moved for one child with one carer: in one sentence, and item by item."""

    title: str
    sentence: str
    items: Sequence[Moved]


@dataclass(frozen=True, slots=True)
class SeriousGrade:
    """A grade at serious or worse, and the evidence that it rests on."""

    title: str
    grade: GradeView
    evidence: Sequence[EvidenceCard]


@dataclass(frozen=True, slots=True)
class ToAgree:
    """A grade judged better than the items make it, for which a tick is needed."""

    mark: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Signing:
    """Everything beside the profile itself."""

    moves: Sequence[CareMoves]
    serious: Sequence[SeriousGrade]
    lacking: Sequence[str]
    to_agree: Sequence[ToAgree]


def present_signing(
    record: Record, previous: Sequence[Mapping[str, Before]], judged: Sequence[Judged]
) -> Signing:
    """What to look at before deciding. `previous` holds the grades of the last time for each care, in order."""
    return Signing(
        moves=[_moves(record, care, before) for care, before in zip(record.cares, previous, strict=True)],
        serious=list(_serious(record)),
        lacking=list(_lacking(record)),
        to_agree=[_to_agree(record, one) for one in judged],
    )


def _moves(record: Record, care: Care, previous: Mapping[str, Before]) -> CareMoves:
    better = worse = same = 0
    moved = []
    for item, level in _graded(record, care):
        before = previous.get(item.line)
        if before is None:
            continue
        better += level < before.level
        worse += level > before.level
        same += level == before.level
        if level != before.level:
            moved.append(_moved(record, care, item, before, level))
    if not better + worse + same:
        return CareMoves(care_title(care), "Nothing of this was graded before.", ())
    sentence = f"{counted(better, 'item')} better, {worse} worse, {same} the same."
    return CareMoves(care_title(care), sentence, moved)


def _graded(record: Record, care: Care) -> Iterator[tuple[Item, int]]:
    given = record.given(care)
    for _, area in record.areas(care):
        for item in record.items(care, area):
            level = given[item.id].rating.level if item.id in given else None
            if level is not None:
                yield item, level


def _moved(record: Record, care: Care, item: Item, before: Before, level: int) -> Moved:
    scale, by = record.instrument.scale, abs(level - before.level)
    holder = words.effort_profile(record, care, item)
    effort = words.said(record, AnswerKind.ANALYSIS, holder, item.id, "effort")
    shows = words.said(record, AnswerKind.ANALYSIS, holder, item.id)
    whose = content.EFFORT_WORDS[Effort(effort)] if effort in set(Effort) else ""
    return Moved(
        area=record.instrument.area_of(item.id).title,
        title=item.title,
        before=grade_view(scale, before.level),
        before_on=short_date(before.on),
        now=grade_view(scale, level),
        step=f"{by} better" if level < before.level else f"{by} worse",
        effort=": ".join(part for part in (whose, shows) if part),
    )


def _serious(record: Record) -> Iterator[SeriousGrade]:
    scale, several = record.instrument.scale, len(record.cares) > 1
    seen = set()
    for care in record.cares:
        for item, level in _graded(record, care):
            answer = record.answer(care, item)
            if not scale.is_serious(level) or answer is None or answer.id in seen:
                continue
            seen.add(answer.id)
            child = care.profile.child
            whose = (
                f"{child.given_name}: " if several and child and answer.profile_id == care.profile.id else ""
            )
            cards = [present_evidence(record, piece) for piece in record.evidence_for(care, item.id)]
            area = record.instrument.area_of(item.id)
            yield SeriousGrade(f"{whose}{area.title}, {item.title}", grade_view(scale, level), cards)


def _lacking(record: Record) -> Iterator[str]:
    for care in words.children(record):
        profile = record.profile(ProfileKind.CHILD, care.profile.child_id)
        why_not = words.said(record, AnswerKind.VOICE, profile, words.WHY_NOT)
        name = care.profile.child.name if care.profile.child else "The child"
        if not words.has_voice(record, profile):
            yield f"{name}: no voice of the child’s own. {why_not or 'No reason is given.'}"
    silent = [
        care.profile.carer.name
        for care in record.cares
        if care.profile.carer and not words.said(record, AnswerKind.VOICE, care.profile, words.CARER_VIEW)
    ]
    if silent:
        yield f"No own view of {join_words(dict.fromkeys(silent))}."
    because = words.said(
        record, AnswerKind.TOLD, record.profile(ProfileKind.WHOLE), words.FAMILY, "not_told_because"
    )
    if because:
        yield f"The family was not told: {because}"


def _to_agree(record: Record, one: Judged) -> ToAgree:
    scale = record.instrument.scale
    judged, computed = grade_view(scale, one.answer.grade), grade_view(scale, one.computed)
    said = (
        f"I agree with {judged.level} {judged.label} for {one.domain.title} ({care_title(one.care)}), though its items"
        f" make it {computed.level}"
    )
    return ToAgree(one.mark, said, str(one.answer.raw.get("why", "")))
