"""That somebody opened the family under break-glass: who, when, why, the note they left, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gcp_tool.access.actor import Actor
from gcp_tool.access.break_glass_policies import can_note_opening, can_review_opening, is_live
from gcp_tool.core.formatting import clock_time, date_and_time
from gcp_tool.domain.break_glass import OpeningReason, OpeningVerdict
from gcp_tool.models import BreakGlass

REASON_WORDS: Final[Mapping[OpeningReason, str]] = {
    OpeningReason.RISK_NOW: "A child may be at risk of harm now",
    OpeningReason.NEW_CONTACT: "A new contact or referral came in",
    OpeningReason.STRATEGY_DISCUSSION: "A strategy discussion is being called",
    OpeningReason.WORKER_AWAY: "The worker and their team cannot be reached",
    OpeningReason.OTHER: "Something else",
}
SHORT_VERDICTS: Final[Mapping[OpeningVerdict, str]] = {
    OpeningVerdict.ACCEPTED: "Accepted",
    OpeningVerdict.NOT_JUSTIFIED: "Not justified",
}


@dataclass(frozen=True, slots=True)
class OpenedView:
    """One use. `until` is given to whoever holds the family open now."""

    key: str
    who: str
    reason: str
    words: str
    note: str
    judged: str
    until: str
    may_note: bool
    may_review: bool

    @property
    def is_current(self) -> bool:
        """Whether it is still to be seen at once: open to the reader, or not judged."""
        return bool(self.until) or not self.judged


def present_opened(openings: Sequence[BreakGlass], *, actor: Actor, now: datetime) -> Sequence[OpenedView]:
    """The uses in words."""
    return [_present(opening, actor, now) for opening in openings]


def _present(opening: BreakGlass, actor: Actor, now: datetime) -> OpenedView:
    is_mine = opening.user_id == actor.id and is_live(opening, now)
    return OpenedView(
        key=opening.key,
        who=f"{opening.user.name}, {date_and_time(opening.at)}",
        reason=REASON_WORDS[opening.reason],
        words=opening.words,
        note=opening.note,
        judged=_judged(opening),
        until=clock_time(opening.until) if is_mine else "",
        may_note=can_note_opening(actor, opening, now),
        may_review=can_review_opening(actor, opening),
    )


def _judged(opening: BreakGlass) -> str:
    if opening.verdict is None or opening.reviewed_by is None or opening.reviewed_at is None:
        return ""
    said = f"{SHORT_VERDICTS[opening.verdict]} by {opening.reviewed_by.name}"
    return f"{said}, {date_and_time(opening.reviewed_at)}: {opening.review_words}"
