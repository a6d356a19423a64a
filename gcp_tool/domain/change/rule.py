"""The numbers of the change rule, which a tool may set, and the two days that are counted from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import PlanKind

_LOWEST = {"concern_from": 2, "serious_from": 2, "tolerance_days": 0, "overdue_after_days": 0}
# Under the shortest month, so that a view never starts after the day it is seen from.
_HIGHEST = {"tolerance_days": 27, "overdue_after_days": 366}
_HIGHEST_OTHERWISE = 120


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """From which grade care is a concern, and how long is long.

    Grades are levels counted from 1, the best. `interval_months` are the months to the next reading on each kind of
    plan that has its own; `rescore_every_months` holds for all others. Raises ValueError when the numbers make no sense
    together.
    """

    concern_from: int = 3
    serious_from: int = 4
    kept_after_months: int = 3
    drift_after_months: int = 6
    tolerance_days: int = 14
    rescore_every_months: int = 3
    overdue_after_days: int = 28
    up_and_down_months: int = 24
    up_and_down_reversals: int = 2
    settled_after_months: int = 6
    interval_months: Mapping[PlanKind, int] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse what no tool can mean."""
        for each in fields(self):
            if each.name != "interval_months":
                _check_number(each.name, getattr(self, each.name))
        for kind, months in self.interval_months.items():
            _check_number(f"interval_months for {kind.value}", months)
        if self.serious_from < self.concern_from:
            raise ValueError("serious_from must not be a better grade than concern_from.")
        if self.kept_after_months >= self.drift_after_months:
            raise ValueError(
                "kept_after_months must be under drift_after_months, or nothing could ever be kept."
            )

    def interval_on(self, plans: Iterable[PlanKind]) -> int:
        """Return the months to the next reading of a child on these plans: the shortest that any of them asks."""
        return min(
            (self.interval_months.get(kind, self.rescore_every_months) for kind in plans),
            default=self.rescore_every_months,
        )

    def view_start(self, as_of: date, months: int) -> date:
        """Return the day a view of so many months starts: the last reading up to it is in force then."""
        return add_months(as_of, -months) + timedelta(days=self.tolerance_days)

    def first_day_starting_at(self, on: date, months: int) -> date:
        """Return the first day whose view of so many months starts on `on` or later: the other way round."""
        start = on - timedelta(days=self.tolerance_days)
        day = add_months(start, months)
        # Clipping may lose days: six months after 31 August is 28 February, whose view starts on 28 August.
        return day if add_months(day, -months) >= start else day + timedelta(days=1)

    def is_long_enough(self, first: date, last: date, months: int) -> bool:
        """Say whether two readings stand so many months apart, give or take the tolerance."""
        return last >= add_months(first, months) - timedelta(days=self.tolerance_days)


def _check_number(name: str, value: object) -> None:
    lowest, highest = _LOWEST.get(name, 1), _HIGHEST.get(name, _HIGHEST_OTHERWISE)
    if type(value) is not int or not lowest <= value <= highest:
        raise ValueError(f"{name} must be a whole number from {lowest} to {highest}.")


STANDARD_RULE = ChangeRule()
