"""What must hold before an assessment is submitted. A draft is saved with anything missing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gcp_tool.domain.instrument import Item, Scale
from gcp_tool.domain.scoring import Rating
from gcp_tool.domain.vocabulary import AnswerState, NotGradedReason


class Lack(StrEnum):
    """What an item lacks."""

    ANSWER = "answer"
    REASON = "reason"
    EVIDENCE = "evidence"


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


def _lack(scale: Scale, given: Given | None, *, has_evidence: bool) -> Lack | None:
    if given is None:
        return Lack.ANSWER
    if given.rating.state is not AnswerState.GRADED:
        return None if given.reason else Lack.REASON
    level = given.rating.level
    is_serious = level is not None and scale.is_serious(level)
    return Lack.EVIDENCE if is_serious and not has_evidence else None
