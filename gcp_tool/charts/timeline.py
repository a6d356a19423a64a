"""Draws a timeline: lanes over one axis of dates, plans as bands, support as bars, what happened as marks by shape."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final, Literal, TypeVar

from gcp_tool.charts.dates import DateAxis, date_axis
from gcp_tool.charts.inline import inline
from gcp_tool.charts.key import Entry, draw_key, in_lines
from gcp_tool.charts.layout import DATES_HEIGHT, KEY_LINE, OVER_KEY, Box, sheet_for
from gcp_tool.charts.lettering import shorten, width_of, wrap
from gcp_tool.charts.pen import Mark, Pen
from gcp_tool.charts.style import AXIS, FRAME, GRID, HAIRLINE, INK, MARK_SIZE, LineStyle, Type
from gcp_tool.charts.timeline_content import Lane, Look, Moment, Stretch, Timeline, fingerprint
from gcp_tool.domain.marks import Shape

Columns = Literal[1, 2]
WIDE: Final[Columns] = 2
NARROW: Final[Columns] = 1

TITLE: Final = Type(12.0, bold=True)
LABEL: Final = Type(11.5)

_MARKERS: Final = {
    Shape.CIRCLE: "o",
    Shape.SQUARE: "s",
    Shape.TRIANGLE: "^",
    Shape.TRIANGLE_DOWN: "v",
    Shape.TRIANGLE_RIGHT: ">",
    Shape.DIAMOND: "D",
    Shape.THIN_DIAMOND: "d",
    Shape.STAR: "*",
    Shape.PENTAGON: "p",
    Shape.HEXAGON: "h",
    Shape.OCTAGON: "8",
    Shape.CROSS: "X",
    Shape.PLUS: "P",
}
_BIGGER: Final = {Shape.STAR: 4.0, Shape.CROSS: 1.5, Shape.PLUS: 1.5, Shape.PENTAGON: 1.5, Shape.HEXAGON: 1.5}
# what is inside the outline, and how high: each tells by both, so that it holds in grey
_BARS: Final = {
    Look.PLAN_1: ("#12436d", "#ffffff", 10.0),
    Look.PLAN_2: ("#12436d", "#c6d7e3", 10.0),
    Look.PLAN_3: ("#12436d", "#7ea3bd", 10.0),
    Look.PLAN_4: ("#12436d", "#12436d", 10.0),
    Look.SUPPORT: ("#136b60", "#bfe0d9", 6.0),
    Look.WORKER: ("#484f52", "#484f52", 2.0),
}
_MARK_COLOUR: Final = "#801650"
_READING_COLOUR: Final = INK

_TITLES_WIDTH: Final = 132.0
_TITLE_LINE: Final = 14.0
_LANE_GAP: Final = 10.0
_STRETCH_HEIGHT: Final = 27.0
_MOMENT_HEIGHT: Final = 19.0
_LABEL_FOOT: Final = 12.0
_BESIDE: Final = 8.0
_APART: Final = 4.0
_SHORTEST: Final = 4.0  # a day is still to be seen
_EDGE: Final = 9.0

_OUTLINE: Final = 1.2

_DRAWING: Final = Lock()
Thing = TypeVar("Thing", Stretch, Moment)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a lane: what stands in it side by side."""

    stretches: tuple[Stretch, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def height(self) -> float:
        """How high it is."""
        return _STRETCH_HEIGHT if self.stretches else _MOMENT_HEIGHT


@dataclass(frozen=True, slots=True)
class Across:
    """Turns a day into a place across the paper."""

    plot: Box
    dates: DateAxis
    today: date

    def of(self, day: float) -> float:
        """How far from the left a day is."""
        share = (day - self.dates.first) / (self.dates.last - self.dates.first)
        return self.plot.left + share * self.plot.width


def draw(figure: Timeline, columns: Columns = WIDE) -> str:
    """The drawing as inline SVG, wide for a desk, print and PDF (2) or narrow for a phone (1).

    The same values give the same bytes, in any process.
    """
    with _DRAWING:
        pen = _draw(figure, columns)
        svg = pen.svg()
    return inline(
        svg,
        prefix=f"t{columns}-{fingerprint(figure)[:12]}",
        title=figure.title,
        description=figure.description,
        words=pen.lettering.words,
    )


def _draw(figure: Timeline, columns: int) -> Pen:
    width = sheet_for(columns).width
    left = _TITLES_WIDTH if columns > 1 else 0.0
    plot_width = width - left
    dates = date_axis(figure.start, figure.end, plot_width, before=_EDGE, after=_EDGE)
    across = Across(Box(left, 0.0, plot_width, 0.0), dates, figure.today)
    lanes = [(lane, _rows(lane, across)) for lane in figure.lanes]
    heights = [_height(lane, rows, columns) for lane, rows in lanes]
    bottom = sum(heights)
    key = in_lines(_entries(figure), width)
    pen = Pen(width, bottom + DATES_HEIGHT + (len(key) * KEY_LINE + OVER_KEY if key else 0.0))
    _draw_dates(pen, across, bottom, figure)
    top = 0.0
    for (lane, rows), height in zip(lanes, heights, strict=True):
        _draw_lane(pen, lane, rows, across, top)
        top += height
    draw_key(pen, key, bottom + DATES_HEIGHT + OVER_KEY, KEY_LINE)
    return pen


def _height(lane: Lane, rows: Sequence[Row], columns: int) -> float:
    inside = sum(row.height for row in rows)
    if columns > 1:
        titles = len(wrap(lane.title, _TITLES_WIDTH - _EDGE, TITLE, most=3)) * _TITLE_LINE
        return max(inside, titles) + _LANE_GAP
    return inside + _TITLE_LINE + _LANE_GAP


def _rows(lane: Lane, across: Across) -> list[Row]:
    """What is in a lane in as few rows as keep everything apart, in the order of its dates."""
    stretches = sorted(lane.stretches, key=lambda one: one.start)
    moments = sorted(lane.moments, key=lambda one: one.on)
    bars = _packed(stretches, lambda one: _reach(one, across))
    marks = _packed(moments, lambda one: _room(one, across))
    return [*(Row(stretches=row) for row in bars), *(Row(moments=row) for row in marks)]


def _packed(
    things: Sequence[Thing], reach: Callable[[Thing], tuple[float, float]]
) -> list[tuple[Thing, ...]]:
    """The things in rows: each goes into the first row in which it touches none before it."""
    rows: list[list[Thing]] = []
    ends: list[float] = []
    for thing in things:
        begin, end = reach(thing)
        number = next((n for n, last in enumerate(ends) if last + _APART <= begin), len(ends))
        if number == len(ends):
            rows.append([])
            ends.append(end)
        rows[number].append(thing)
        ends[number] = end
    return [tuple(row) for row in rows]


def _bar_of(stretch: Stretch, across: Across) -> tuple[float, float]:
    """From where to where a stretch is drawn; one that goes on is drawn to today."""
    begin = across.of(stretch.start.toordinal())
    last = stretch.end or max(across.today, stretch.start)
    return begin, max(across.of(last.toordinal()), begin + _SHORTEST)


def _label_of(stretch: Stretch, begin: float, across: Across) -> tuple[str, float]:
    """The words at a stretch, and where they begin: at its start, or as far to the left as they need to fit."""
    label = shorten(stretch.label, across.plot.width - 2.0, LABEL)
    return label, max(across.plot.left, min(begin, across.plot.right - width_of(label, LABEL) - 2.0))


def _reach(stretch: Stretch, across: Across) -> tuple[float, float]:
    begin, end = _bar_of(stretch, across)
    label, left = _label_of(stretch, begin, across)
    return min(begin, left), max(end, left + width_of(label, LABEL))


def _beside(moment: Moment, across: Across) -> tuple[str, float]:
    """The words beside a mark, and where they begin: after it, or before it where there is no room after."""
    middle = across.of(moment.on.toordinal())
    label = shorten(moment.label, across.plot.width / 2, LABEL)
    width = width_of(label, LABEL)
    is_room = middle + _BESIDE + width <= across.plot.right
    return label, middle + _BESIDE if is_room else middle - _BESIDE - width


def _room(moment: Moment, across: Across) -> tuple[float, float]:
    middle, half = across.of(moment.on.toordinal()), MARK_SIZE / 2
    if not moment.label:
        return middle - half, middle + half
    label, left = _beside(moment, across)
    return min(middle - half, left), max(middle + half, left + width_of(label, LABEL))


def _draw_lane(pen: Pen, lane: Lane, rows: Sequence[Row], across: Across, top: float) -> None:
    is_narrow = across.plot.left == 0.0
    foot = top
    for line in wrap(lane.title, across.plot.width if is_narrow else _TITLES_WIDTH - _EDGE, TITLE, most=3):
        foot += _TITLE_LINE
        pen.text((0.0, foot - 2.0), line, TITLE)
    top += _TITLE_LINE if is_narrow else 0.0
    for row in rows:
        for stretch in row.stretches:
            _draw_stretch(pen, stretch, across, top)
        for moment in row.moments:
            _draw_moment(pen, moment, across, top)
        top += row.height


def _draw_stretch(pen: Pen, stretch: Stretch, across: Across, top: float) -> None:
    edge, fill, height = _BARS[stretch.look]
    begin, end = _bar_of(stretch, across)
    label, left = _label_of(stretch, begin, across)
    pen.text((left, top + _LABEL_FOOT), label, LABEL)
    bar = Box(begin, top + _LABEL_FOOT + 4.0, end - begin, height)
    pen.block(bar, edge)
    if height > 2.0 * _OUTLINE:
        # a stretch that goes on has no edge at its end
        closing = _OUTLINE if stretch.end is not None else 0.0
        inside = (bar.left + _OUTLINE, bar.top + _OUTLINE)
        pen.block(Box(*inside, bar.width - _OUTLINE - closing, height - 2.0 * _OUTLINE), fill)


def _draw_moment(pen: Pen, moment: Moment, across: Across, top: float) -> None:
    middle = across.of(moment.on.toordinal())
    height = top + _MOMENT_HEIGHT / 2
    look = LineStyle(_READING_COLOUR if moment.label else _MARK_COLOUR, _MARKERS[moment.shape])
    mark = Mark.AWAITING if moment.hollow else Mark.FULL
    pen.marks([(middle, height)], look, mark, _size_of(moment.shape))
    if moment.label:
        label, left = _beside(moment, across)
        pen.text((left, height + 4.0), label, LABEL)


def _size_of(shape: Shape) -> float:
    return MARK_SIZE + _BIGGER.get(shape, 0.0)


def _draw_dates(pen: Pen, across: Across, bottom: float, figure: Timeline) -> None:
    """The months along the foot, with a guide up from each, and today where something is planned after it."""
    for day, words in across.dates.ticks:
        middle = across.of(day)
        # a block and not a line, which would be drawn over the bars
        pen.block(Box(middle - HAIRLINE / 2, 0.0, HAIRLINE, bottom), GRID)
        inside = max(middle, width_of(words, AXIS) / 2)
        pen.text((inside, bottom + DATES_HEIGHT - 4.0), words, AXIS, align="center")
    pen.line([(across.plot.left, bottom), (across.plot.right, bottom)], FRAME, width=HAIRLINE)
    if figure.end > figure.today:
        now = across.of(figure.today.toordinal())
        pen.line([(now, 0.0), (now, bottom)], FRAME, width=HAIRLINE, dotted=True)


def _entries(figure: Timeline) -> list[Entry]:
    """What each shape means, once, in the order in which the lanes use them."""
    used = {
        (moment.shape, moment.hollow, moment.meaning): None
        for lane in figure.lanes
        for moment in lane.moments
    }
    return [
        Entry(meaning, _MARKERS[shape], _size_of(shape), Mark.AWAITING if hollow else Mark.FULL)
        for shape, hollow, meaning in used
    ]
