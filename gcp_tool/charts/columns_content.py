"""What a chart of monthly columns shows, as frozen values, with its sentences and its table. Draws nothing.

Nothing here loads matplotlib.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from gcp_tool.charts.content import STYLE_VERSION, Table
from gcp_tool.core.formatting import month_and_year

NO_VALUE = "no value"


@dataclass(frozen=True, slots=True)
class ColumnPanel:
    """One row of columns: what is counted, what was found, and a value a month; none is a gap and never nought."""

    title: str
    finding: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class MonthlyColumns:
    """Panels over the same months, each the first day of its month. Those of one scale have one highest value.

    Raises ValueError when there is no month or no panel, or a panel has not a value a month.
    """

    title: str
    description: str
    months: tuple[date, ...]
    panels: tuple[ColumnPanel, ...]
    one_scale: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn whole."""
        if not self.months or not self.panels:
            raise ValueError("columns need a month and a panel")
        if any(len(panel.values) != len(self.months) for panel in self.panels):
            raise ValueError("a panel of columns has a value a month")

    def highest(self, panel: ColumnPanel) -> int:
        """The value that stands as high as the panel is."""
        of = self.panels if self.one_scale else (panel,)
        return max((value for one in of for value in one.values if value is not None), default=0)


def words(figure: MonthlyColumns) -> tuple[str, ...]:
    """A sentence a panel: what was found, with the first and the last month."""
    return tuple(f"{panel.title}: {panel.finding}." for panel in figure.panels)


def table(figure: MonthlyColumns) -> Table:
    """A row a month, the earliest first, with a column a panel."""
    rows = [
        (month_and_year(month), *(_cell(panel.values[number]) for panel in figure.panels))
        for number, month in enumerate(figure.months)
    ]
    return Table(head=("Month", *(panel.title for panel in figure.panels)), rows=tuple(rows))


def fingerprint(figure: MonthlyColumns) -> str:
    """The SHA-256 of the style and the values: the same for equal values in any process."""
    values = ["monthly columns", STYLE_VERSION, asdict(figure)]
    return sha256(json.dumps(values, separators=(",", ":"), default=str).encode("ascii")).hexdigest()


def _cell(value: int | None) -> str:
    return NO_VALUE if value is None else str(value)
