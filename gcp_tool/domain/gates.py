"""What must hold before an assessment is submitted. A draft is saved with anything missing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gcp_tool.domain.instrument import Area, Item, Scale
from gcp_tool.domain.scoring import Rating
from gcp_tool.domain.vocabulary import AnswerState, NotGradedReason

BETTER_BY = 2  # from so many levels up it is asked what shows it


class Lack(StrEnum):
    """What is lacking: of an item, of an area, of a child, or of the whole assessment."""

    ANSWER = "answer"
    REASON = "reason"
    EVIDENCE = "evidence"
    CONFIRMING = "confirming"
    EFFORT = "effort"
    NOTE = "note"
    VOICE = "voice"
    TOLD = "told"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered for an item: the rating, and the reason where there is no grade."""

    rating: Rating
    reason: NotGradedReason | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """An item that holds up submitting, and what it lacks."""

    item: Item
    lack: Lack


def find_gaps(
    scale: Scale, items: Iterable[Item], given: Mapping[str, Given], evidenced: Collection[str]
) -> tuple[Gap, ...]:
    """What holds up submitting, in the order of the tool.

    Every item has a grade, or a reason why it has none; every grade at serious or worse has evidence. `evidenced` are
    the ids of the items that a piece of evidence is linked to.
    """
    return tuple(
        Gap(item, lack)
        for item in items
        if (lack := _lack(scale, given.get(item.id), has_evidence=item.id in evidenced)) is not None
    )


def find_unconfirmed(items: Iterable[Item], copied: Collection[str]) -> tuple[Gap, ...]:
    """Answers copied from another child and not yet confirmed by evidence of this child's own."""
    return tuple(Gap(item, Lack.CONFIRMING) for item in items if item.id in copied)


def find_areas_without_a_note(areas: Iterable[Area], noted: Collection[str]) -> tuple[Area, ...]:
    """Areas without a single dated note; a strength is worth one as much as a worry. `noted` are ids of areas."""
    return tuple(area for area in areas if area.id not in noted)


def items_needing_effort(
    scale: Scale, items: Iterable[Item], given: Mapping[str, Given], previous: Mapping[str, int]
) -> tuple[Item, ...]:
    """Items so much better than last time that it is asked what shows it, and whose effort it was.

    Better by two levels or more, or from serious to below. `previous` holds the level of the last time by the item's
    line, so that it is found again in another version of the tool.
    """
    return tuple(
        item
        for item in items
        if (level := _level(given.get(item.id))) is not None
        and (before := previous.get(item.line)) is not None
        and is_much_better(scale, before=before, now=level)
    )


def is_much_better(scale: Scale, *, before: int, now: int) -> bool:
    """Whether a step is so large that it needs showing: two levels up or more, or out of serious."""
    return before - now >= BETTER_BY or (scale.is_serious(before) and not scale.is_serious(now))


def _level(given: Given | None) -> int | None:
    if given is None or given.rating.state is not AnswerState.GRADED:
        return None
    return given.rating.level


def _lack(scale: Scale, given: Given | None, *, has_evidence: bool) -> Lack | None:
    if given is None:
        return Lack.ANSWER
    if given.rating.state is not AnswerState.GRADED:
        return None if given.reason else Lack.REASON
    level = given.rating.level
    is_serious = level is not None and scale.is_serious(level)
    return Lack.EVIDENCE if is_serious and not has_evidence else None
