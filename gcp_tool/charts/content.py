"""What a chart shows, as frozen values, and the fingerprint under which its drawing is kept.

Neither drawing nor wording lives here, and nothing here loads matplotlib.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise

# Raise this when any drawing comes out different: drawings are kept by fingerprint, which includes it.
STYLE_VERSION = 2


@dataclass(frozen=True, slots=True)
class Point:
    """One reading. Level 1 is the best; no level means somebody looked and nothing was graded: a gap."""

    on: date
    level: int | None
    awaiting: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The readings of one child with one carer, oldest first, and the day the series ended if it has."""

    label: str
    points: tuple[Point, ...]
    ended_on: date | None = None

    @property
    def graded(self) -> tuple[Point, ...]:
        """The readings that hold a level."""
        return tuple(point for point in self.points if point.level is not None)


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the small multiples: a domain or an area, what was found, and its lines."""

    title: str
    finding: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """Panels that share one scale of levels, best first, and one range of dates.

    `level_values` are what the tool writes for its levels, where that is not 1, 2, 3 and so on. A line label means
    the same child and carer in every panel. Raises ValueError when the values cannot be drawn whole: a level off the
    scale, a date outside the range, readings out of order, a label used twice.
    """

    title: str
    description: str
    panels: tuple[Panel, ...]
    level_labels: tuple[str, ...]
    concern_from: int
    start: date
    end: date
    level_values: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what the drawing, the sentences and the table could not show alike."""
        if self.level_values and len(self.level_values) != len(self.level_labels):
            raise ValueError("each level has one label and one value")
        if not self.panels:
            raise ValueError("small multiples need at least one panel")
        if not 1 <= self.concern_from <= len(self.level_labels):
            raise ValueError(f"concern from {self.concern_from} is off a scale of {len(self.level_labels)}")
        for panel in self.panels:
            labels = [line.label for line in panel.lines]
            if len(set(labels)) < len(labels):
                raise ValueError("two lines of a panel have the same label")
            for line in panel.lines:
                self._check_line(line)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every line's label once, in the order of first appearance."""
        return tuple(dict.fromkeys(line.label for line in self.lines))

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of every panel."""
        return (line for panel in self.panels for line in panel.lines)

    @property
    def has_named_lines(self) -> bool:
        """Whether a reader must be told which line is whose."""
        return len(self.labels) > 1

    def value_of(self, level: int) -> int:
        """What the tool writes for a level."""
        return self.level_values[level - 1] if self.level_values else level

    def _check_line(self, line: Line) -> None:
        if any(after.on < before.on for before, after in pairwise(line.points)):
            raise ValueError("the readings of a line are out of order")
        days = [point.on for point in line.points] + ([line.ended_on] if line.ended_on else [])
        if any(not self.start <= day <= self.end for day in days):
            raise ValueError("a date is outside the range of the drawing")
        if any(
            not 1 <= point.level <= len(self.level_labels) for point in line.points if point.level is not None
        ):
            raise ValueError(f"a level is off a scale of {len(self.level_labels)}")


@dataclass(frozen=True, slots=True)
class Table:
    """The values of a chart as words in cells: one head, and rows of the same width."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def fingerprint(figure: SmallMultiples) -> str:
    """The SHA-256 of the style and the values: the same for equal values in any process, on any day."""
    panels = [
        [panel.title, panel.finding, [_values(line) for line in panel.lines]] for panel in figure.panels
    ]
    scale = [figure.level_labels, figure.concern_from, figure.start, figure.end, *figure.level_values]
    values = [STYLE_VERSION, figure.title, figure.description, panels, scale]
    return sha256(
        json.dumps(values, separators=(",", ":"), default=date.isoformat).encode("ascii")
    ).hexdigest()


def _values(line: Line) -> list[object]:
    # Written out, for it runs on every page with a chart: dataclasses.asdict takes ten times as long.
    points = [(point.on, point.level, point.awaiting, point.partial) for point in line.points]
    return [line.label, line.ended_on, points]
