"""How far back one looks: so many months, since the plan began, or since the first reading ever."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from gcp_tool.domain.change.readings import Points, from_start
from gcp_tool.domain.change.rule import ChangeRule


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of time that ends today. Made by `last_months`, `since` and `since_first`."""

    months: int | None = None
    since_on: date | None = None

    @classmethod
    def last_months(cls, months: int) -> Self:
        """Look back so many months. Raises ValueError under one."""
        if months < 1:
            raise ValueError("A view is at least one month long.")
        return cls(months=months)

    @classmethod
    def since(cls, day: date) -> Self:
        """Look back to a day, such as the one on which a plan began."""
        return cls(since_on=day)

    @classmethod
    def since_first(cls) -> Self:
        """Look back to the first reading ever."""
        return cls()

    def start(self, as_of: date, rule: ChangeRule) -> date | None:
        """Return the last day on which a reading is in force when the view begins; None is the first ever."""
        if self.months is not None:
            return rule.view_start(as_of, self.months)
        return None if self.since_on is None else self.since_on + timedelta(days=rule.tolerance_days)

    def of(self, line: Points, as_of: date, rule: ChangeRule) -> Points:
        """Return the readings in the view: the one in force at its start, and all later ones."""
        start = self.start(as_of, rule)
        return line if start is None else from_start(line, start)
