"""What every invented row is made with: the size, the day, the keys."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bench import sizes
from bench.sizes import Size
from gcp_tool.core import clock

LONG_AGO = date(2015, 1, 1)
_MONTHS_APART = 5

Row = Mapping[str, Any]


def key(kind: str, number: int) -> str:
    """The key under which a thing of ours is found: as long as a real one, and known from its number."""
    return f"{kind}{number:0{22 - len(kind)}d}"


class Rows:
    """The day and the size that rows are made for."""

    def __init__(self, size: Size) -> None:
        self.size, self.now, self.today = size, clock.now(), clock.today()
        self.families = range(1, size.families + 1)
        self.teams = range(1, size.teams + 1)

    @property
    def changed(self) -> Row:
        """When what people edit was changed."""
        return {"changed_at": self.now, "changed_by_id": None}

    def day(self, family: int, place: int) -> date:
        """The last day of the period of a family's assessment; the place after the last is today's."""
        back = (sizes.ASSESSMENTS_EACH - place) * _MONTHS_APART * 30
        return min(self.today, self.today - timedelta(days=back - sizes.history_of(family) % 20))
