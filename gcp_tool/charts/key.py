"""The key under a drawing: what the marks mean, and only those that the drawing holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gcp_tool.charts.content import SmallMultiples
from gcp_tool.charts.lettering import width_of
from gcp_tool.charts.lines import mark_of
from gcp_tool.charts.pen import Mark, Pen
from gcp_tool.charts.style import (
    ENDED_SHAPE,
    ENDED_SIZE,
    GAP_SHAPE,
    GAP_SIZE,
    KEY,
    MARK_SIZE,
    QUIET,
    LineStyle,
)
from gcp_tool.charts.words import AWAITING, ENDED, NOTHING_GRADED, PARTIAL

_INDENT = 12.0
_BETWEEN = 22.0
_FOOT = 14.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark and its meaning."""

    words: str
    shape: str
    size: float
    mark: Mark = Mark.FULL

    @property
    def width(self) -> float:
        """The room it takes in a line of the key."""
        return _INDENT + width_of(self.words, KEY) + _BETWEEN


_READINGS = {
    Mark.AWAITING: AWAITING,
    Mark.PARTIAL: PARTIAL,
    Mark.AWAITING_AND_PARTIAL: f"{AWAITING}, {PARTIAL}",
}


def key_of(figure: SmallMultiples, width: float) -> tuple[tuple[Entry, ...], ...]:
    """The lines of the key: no line when every reading is plain."""
    return in_lines(_entries(figure), width)


def in_lines(entries: Iterable[Entry], width: float) -> tuple[tuple[Entry, ...], ...]:
    """The entries in as many lines of this width as they need."""
    lines: list[list[Entry]] = []
    room = 0.0
    for entry in entries:
        if not lines or entry.width > room:
            lines.append([])
            room = width + _BETWEEN - MARK_SIZE
        lines[-1].append(entry)
        room -= entry.width
    return tuple(tuple(line) for line in lines)


def draw_key(pen: Pen, key: Sequence[Sequence[Entry]], top: float, line_height: float) -> None:
    """Put the key on the paper."""
    for number, line in enumerate(key):
        left, foot = MARK_SIZE, top + number * line_height + _FOOT
        for entry in line:
            pen.marks([(left, foot - 4.5)], LineStyle(QUIET, entry.shape), entry.mark, entry.size)
            pen.text((left + _INDENT, foot), entry.words, KEY)
            left += entry.width


def _entries(figure: SmallMultiples) -> list[Entry]:
    points = [point for line in figure.lines for point in line.points]
    used = {mark_of(point) for point in points if point.level is not None}
    entries = [Entry(words, "o", MARK_SIZE, mark) for mark, words in _READINGS.items() if mark in used]
    if any(point.level is None for point in points):
        entries.append(Entry(NOTHING_GRADED, GAP_SHAPE, GAP_SIZE))
    if any(line.ended_on and line.graded for line in figure.lines):
        entries.append(Entry(ENDED, ENDED_SHAPE, ENDED_SIZE))
    return entries
