"""What was written in words, read from a record: whether the child was heard, the family told, a change explained."""

from gcp_tool.assessments.record import Care, Record
from gcp_tool.domain.instrument import Item
from gcp_tool.domain.vocabulary import AnswerKind, ProfileKind
from gcp_tool.models import Answer, Profile

WORDS, SEEN, DAY, WHY_NOT, CARER_VIEW = "words", "seen", "day", "why_not", "carer_view"
FAMILY, IMMEDIATE = "family", "immediate"
WHY, HISTORY, MEANS = "why", "history", "means"


def text_of(answer: Answer | None, name: str = "words") -> str:
    """A text that was typed under a name; empty when nothing was."""
    return "" if answer is None else str(answer.raw.get(name, "")).strip()


def said(record: Record, kind: AnswerKind, profile: Profile | None, code: str, name: str = "words") -> str:
    """What was written under a code about somebody; empty when nothing was."""
    return text_of(record.said(kind, profile, code), name)


def has_voice(record: Record, child_profile: Profile | None) -> bool:
    """Whether the child's words, or a day as the child lives it, were written down."""
    day = record.said(AnswerKind.VOICE, child_profile, DAY)
    told_of_a_day = day is not None and any(str(part).strip() for part in day.raw.values())
    return told_of_a_day or bool(said(record, AnswerKind.VOICE, child_profile, WORDS))


def has_voice_or_reason(record: Record, child_profile: Profile | None) -> bool:
    """Whether the child's voice was written down, or why there is none."""
    return has_voice(record, child_profile) or bool(said(record, AnswerKind.VOICE, child_profile, WHY_NOT))


def told_given(record: Record) -> bool:
    """Whether it is written down what the family was told and said, or why they were not told."""
    answer = record.said(AnswerKind.TOLD, record.profile(ProfileKind.WHOLE), FAMILY)
    was_told = bool(text_of(answer, "told_on") and text_of(answer, "agreement"))
    return was_told or bool(text_of(answer, "not_told_because"))


def effort_given(record: Record, care: Care, item: Item) -> bool:
    """Whether it is written down what shows that an item is so much better, and whose effort it was."""
    answer = record.said(AnswerKind.ANALYSIS, effort_profile(record, care, item), item.id)
    return bool(text_of(answer) and text_of(answer, "effort"))


def effort_profile(record: Record, care: Care, item: Item) -> Profile:
    """Where it is kept whose effort it was: for what a household shares, with the first of its children."""
    answer = record.answer(care, item)
    if answer is None:
        return care.profile
    sharing = (one for one in record.cares if record.answer(one, item) is answer)
    return next(sharing, care).profile


def areas_with_note(record: Record, care: Care) -> set[str]:
    """The areas with a dated note about this child or their household. A strength counts."""
    places = {care.profile.id} | ({care.household.id} if care.household else set())
    noted = {
        link.code
        for answer in record.evidence
        if answer.on_date is not None
        for link in answer.links
        if link.profile_id in places
    }
    return {area.id for _, area in record.areas(care) if noted & _codes(record, care, area.id)}


def _codes(record: Record, care: Care, area_id: str) -> set[str]:
    """An area's own code, by which past scores are linked, and those of its items."""
    return {area_id} | {item.id for item in record.items(care, record.instrument.area(area_id))}


def children(record: Record) -> tuple[Care, ...]:
    """One care for each child of the assessment, in order: the child's band and name are the same in all."""
    firsts = {care.profile.child_id: care for care in reversed(record.cares)}
    return tuple(care for care in record.cares if firsts[care.profile.child_id] is care)
