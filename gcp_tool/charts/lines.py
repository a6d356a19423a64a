"""The lines of a panel: readings as marks, gaps as gaps, the last level written at the end of each line."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import nan

from gcp_tool.charts.content import Line, Panel, Point, SmallMultiples
from gcp_tool.charts.frame import Scale
from gcp_tool.charts.layout import MARK_INDENT, NAME_LINE, NUMBER_INDENT, Layout, Place, height_of_name
from gcp_tool.charts.pen import Mark, Pen, Spot
from gcp_tool.charts.style import (
    ENDED_SHAPE,
    ENDED_SIZE,
    GAP_SHAPE,
    GAP_SIZE,
    KEY,
    NAME,
    NUMBER,
    LineStyle,
    line_style,
)
from gcp_tool.charts.words import NO_READING, NOTHING_GRADED

_APART = 9.0  # between two lines on the same level, so that both are seen
_FURTHEST = 18.0  # between the first and the last of many on the same level
_HALF_LETTER = 4.5


class Track:
    """One line on its panel: its look, and its readings as spots."""

    def __init__(
        self, figure: SmallMultiples, line: Line, look: LineStyle, scale: Scale, *, shift: float
    ) -> None:
        self.line, self.look, self._scale, self._shift = line, look, scale, shift
        self.last = line.graded[-1] if line.graded else None
        self.last_value = (
            "" if self.last is None or self.last.level is None else str(figure.value_of(self.last.level))
        )

    def spot(self, point: Point) -> Spot:
        """Where a reading is, moved a little from its level so that no line hides another."""
        across, down = self._scale.spot(point.on, point.level or nan)
        return across, down + self._shift

    def spots(self, points: Iterable[Point]) -> list[Spot]:
        """Where these readings are; one without a level is nowhere."""
        return [self.spot(point) for point in points]

    @property
    def end(self) -> Spot | None:
        """Where the series ended, on the level it last had."""
        if self.last is None or self.line.ended_on is None:
            return None
        last = self.spot(self.last)
        return max(last[0], self._scale.across(self.line.ended_on.toordinal())), last[1]

    @property
    def rest(self) -> float:
        """How far down the line was last; below every level when nothing was graded."""
        return self.spot(self.last)[1] if self.last else self._scale.plot.bottom

    @property
    def gaps(self) -> list[Spot]:
        """Where somebody looked and nothing was graded: on the line of dates, beside each other."""
        days = [point.on.toordinal() for point in self.line.points if point.level is None]
        return [(self._scale.across(day) + self._shift, self._scale.plot.bottom) for day in days]


def mark_of(point: Point) -> Mark:
    """How a reading's shape is filled."""
    return Mark((point.awaiting, point.partial))


def draw_lines(pen: Pen, figure: SmallMultiples, place: Place, layout: Layout) -> None:
    """Every line of a panel, and what it says at its end."""
    scale = Scale(place.plot, layout)
    tracks = _tracks(figure, place.panel, scale)
    for number, track in enumerate(tracks):
        _draw_track(pen, track, f"line-{place.number}-{number}")
    if figure.has_named_lines:
        _draw_names(pen, tracks, place, layout)
    else:
        _draw_numbers(pen, tracks)
    if not any(track.last for track in tracks):
        _draw_absence(pen, place, scale.down(figure.concern_from + 0.5))


def _tracks(figure: SmallMultiples, panel: Panel, scale: Scale) -> list[Track]:
    # A label keeps its look and its shift in every panel.
    labels = figure.labels
    apart = min(_APART, _FURTHEST / max(1, len(labels) - 1))
    places = [labels.index(line.label) for line in panel.lines]
    return [
        Track(figure, line, line_style(place), scale, shift=(place - (len(labels) - 1) / 2) * apart)
        for line, place in zip(panel.lines, places, strict=True)
    ]


def _draw_track(pen: Pen, track: Track, name: str) -> None:
    if track.last:
        pen.line(track.spots(track.line.points), track.look.colour, name=name)
    if track.last and track.end:
        if track.last is track.line.points[-1]:
            pen.line([track.spot(track.last), track.end], track.look.colour, dotted=True)
        pen.marks([track.end], LineStyle(track.look.colour, ENDED_SHAPE), size=ENDED_SIZE)
    for mark in Mark:
        pen.marks(
            track.spots(point for point in track.line.graded if mark_of(point) is mark), track.look, mark
        )
    pen.marks(track.gaps, LineStyle(track.look.colour, GAP_SHAPE), size=GAP_SIZE)


def _draw_absence(pen: Pen, place: Place, down: float) -> None:
    looked = any(line.points for line in place.panel.lines)
    middle = (place.plot.left + place.plot.width / 2, down + _HALF_LETTER)
    pen.text(middle, NOTHING_GRADED if looked else NO_READING, KEY, align="center")


def _draw_numbers(pen: Pen, tracks: Sequence[Track]) -> None:
    for track in tracks:
        if track.last:
            across, down = track.end or track.spot(track.last)
            pen.text((across + 9.0, down + _HALF_LETTER), track.last_value, NUMBER)


def _draw_names(pen: Pen, tracks: Sequence[Track], place: Place, layout: Layout) -> None:
    """Beside the plot, as near the level of each line's last reading as the others allow."""
    ordered = sorted((track for track in tracks if track.line.points), key=lambda track: track.rest)
    names = [layout.names.of[track.line.label] for track in ordered]
    heights = [height_of_name(name) for name in names]
    middles = spread([track.rest for track in ordered], heights, place.plot.bottom)
    for track, name, middle in zip(ordered, names, middles, strict=True):
        _draw_name(pen, track, name, (place.plot.right, middle), layout.names.indent)


def _draw_name(pen: Pen, track: Track, name: Sequence[str], beside: Spot, indent: float) -> None:
    right, middle = beside
    foot = middle + _HALF_LETTER
    if track.last:
        pen.marks([(right + MARK_INDENT, middle)], track.look)
        pen.text((right + NUMBER_INDENT, foot), track.last_value, NUMBER)
    else:
        pen.marks([(right + MARK_INDENT, middle)], LineStyle(track.look.colour, GAP_SHAPE), size=GAP_SIZE)
    first = foot - (len(name) - 1) * NAME_LINE / 2
    for number, line in enumerate(name):
        pen.text((right + indent, first + number * NAME_LINE), line, NAME)


def spread(wanted: Sequence[float], heights: Sequence[float], lowest: float) -> list[float]:
    """Middles near those wanted, in their order, for things of these heights to stand clear of each other."""
    if not wanted:
        return []
    apart = [(above + below) / 2 for above, below in pairwise(heights)]
    middles = list(wanted)
    for place, gap in enumerate(apart, start=1):
        middles[place] = max(middles[place], middles[place - 1] + gap)
    limit = lowest - heights[-1] / 2
    for place in reversed(range(len(middles))):
        middles[place] = min(middles[place], limit)
        limit = middles[place] - (apart[place - 1] if place else 0.0)
    return middles
