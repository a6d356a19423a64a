"""Two plans of one child and one kind at the same time: found, and told. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gcp_tool.core.formatting import long_date
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.plans.content import PLAN_NOUNS


@dataclass(frozen=True, slots=True)
class Episode:
    """When a child is on a plan of a kind. A plan may begin on the day on which another of its kind ends."""

    child_id: int
    kind: PlanKind
    started_on: date
    ended_on: date | None
    id: int | None = None

    def overlaps(self, other: "Episode") -> bool:
        """Whether both are of one child and kind, and share more than the day on which one follows the other."""
        if (self.child_id, self.kind) != (other.child_id, other.kind):
            return False
        if self.started_on == other.started_on:
            return True
        begins_first = self.started_on < (other.ended_on or date.max)
        return begins_first and other.started_on < (self.ended_on or date.max)


def find_overlap(episode: Episode, others: Iterable[Episode]) -> Episode | None:
    """The first of the others that the episode overlaps."""
    return next((other for other in others if episode.overlaps(other)), None)


def overlap_words(other: Episode, *, who: str) -> str:
    """Which plan is in the way. `who` names the child: by name on screen, "the child" where no name may stand."""
    when = f"from {long_date(other.started_on)}"
    when += f" to {long_date(other.ended_on)}" if other.ended_on else ", which has not ended"
    subject = f"{who[:1].upper()}{who[1:]}"
    return f"{subject} has {PLAN_NOUNS[other.kind]} {when}. End that one first, or change the dates"
