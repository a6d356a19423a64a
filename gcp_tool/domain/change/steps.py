"""The step from one reading to the next: which items moved, and what else was not the same."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from gcp_tool.domain.change.readings import Points, Reading

MOVED_AT_LEAST = 2
MOVED_ONE_IN = 4


class StepFlag(StrEnum):
    """What a step is marked with, as it is said."""

    ONE_ITEM_ONLY = "one item only"
    MOVING_UNDERNEATH = "moving underneath"
    WORSE_UNDERNEATH = "worse underneath"
    SCORER_CHANGED = "who graded changed"
    VERSION_CHANGED = "version changed"
    BAND_CHANGED = "age band changed"
    PARTLY_GRADED = "partly graded"


@dataclass(frozen=True, slots=True)
class Step:
    """Two readings, one after the other, compared item by item.

    Compared is what was graded both times: given now, and given or held before. Items are named by their line.
    `dropped` are those that stopped being applicable: they moved the domain as a change of grade does.
    """

    earlier: Reading
    later: Reading
    better: tuple[str, ...]
    worse: tuple[str, ...]
    same: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def compared(self) -> int:
        """Count the items that were graded both times."""
        return len(self.better) + len(self.worse) + len(self.same)

    @property
    def changed(self) -> int:
        """Count the items that changed."""
        return len(self.better) + len(self.worse) + len(self.dropped)

    @property
    def is_one_item_only(self) -> bool:
        """Say whether exactly one item of several changed, whatever the domain did."""
        return self.changed == 1 and self._can_be_told

    @property
    def is_thin(self) -> bool:
        """Say whether no more than one item changed, so that nothing can be rested on the step.

        That is one item only, and also a domain that moved though no item did, because others were graded
        for the first time.
        """
        return self.changed <= 1 and self._can_be_told

    @property
    def is_moving_underneath(self) -> bool:
        """Say whether clearly more items are better than worse, and the domain is not."""
        return self._is_clear(self.net) and self.later.grade >= self.earlier.grade

    @property
    def is_worse_underneath(self) -> bool:
        """Say whether clearly more items are worse than better, and the domain is the same."""
        return self._is_clear(-self.net) and self.later.grade == self.earlier.grade

    @property
    def net(self) -> int:
        """Return how many more items are better than are worse."""
        return len(self.better) - len(self.worse)

    @property
    def flags(self) -> tuple[StepFlag, ...]:
        """Return everything the step is marked with."""
        earlier, later = self.earlier, self.later
        marks = {
            StepFlag.ONE_ITEM_ONLY: self.is_one_item_only,
            StepFlag.MOVING_UNDERNEATH: self.is_moving_underneath,
            StepFlag.WORSE_UNDERNEATH: self.is_worse_underneath,
            StepFlag.SCORER_CHANGED: earlier.scorer != later.scorer,
            StepFlag.VERSION_CHANGED: earlier.version != later.version,
            StepFlag.BAND_CHANGED: earlier.band != later.band,
            StepFlag.PARTLY_GRADED: earlier.is_partial or later.is_partial,
        }
        return tuple(flag for flag, holds in marks.items() if holds)

    def _is_clear(self, net: int) -> bool:
        return net >= MOVED_AT_LEAST and net * MOVED_ONE_IN >= self.compared

    @property
    def _can_be_told(self) -> bool:
        """Whether the items that were compared are enough to say how many moved.

        A domain of one item always rests on one item, and where the words or the age changed and brought new items,
        what they replaced is not known.
        """
        if not (self.compared or self.dropped) or len(self.later.in_force) + len(self.dropped) <= 1:
            return False
        same_words = self.earlier.version == self.later.version and self.earlier.band == self.later.band
        return same_words or self.later.given.keys() <= self.earlier.in_force.keys()


def step(earlier: Reading, later: Reading) -> Step:
    """Compare a reading with the one before it. Nothing is compared across a birth."""
    before = {} if earlier.before_birth != later.before_birth else earlier.in_force
    lines = [line for line in later.given if line in before]
    return Step(
        earlier=earlier,
        later=later,
        better=tuple(line for line in lines if later.given[line] < before[line]),
        worse=tuple(line for line in lines if later.given[line] > before[line]),
        same=tuple(line for line in lines if later.given[line] == before[line]),
        dropped=_dropped(before.keys(), later),
    )


def latest_step(view: Points) -> Step | None:
    """Return the last step within a view; None where the view holds one reading or none."""
    return step(view[-2], view[-1]) if len(view) > 1 else None


def is_thin(earlier: Reading, later: Reading) -> bool:
    """Answer `Step.is_thin`; where no items are known nothing can be said against the step."""
    return bool(later.given) and step(earlier, later).is_thin


def _dropped(before: Collection[str], later: Reading) -> tuple[str, ...]:
    return tuple(sorted(line for line in before if line in later.not_applicable))
