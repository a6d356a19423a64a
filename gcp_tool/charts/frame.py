"""What stands still in a panel: heading, scale with the best level at the top, band of concern, dates."""

from dataclasses import dataclass
from datetime import date

from gcp_tool.charts.content import SmallMultiples
from gcp_tool.charts.layout import DATES_HEIGHT, FINDING_LINE, TITLE_LINE, Box, Layout, Place
from gcp_tool.charts.pen import Pen, Spot
from gcp_tool.charts.style import (
    AXIS,
    BAND,
    CONCERN,
    FINDING,
    FRAME,
    GRID,
    HAIRLINE,
    LEVEL,
    TITLE,
)

_TICK = 4.0
_WORDS_LINE = 11.5


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns a date and a level into a spot on the paper."""

    plot: Box
    layout: Layout

    def across(self, day: float) -> float:
        """How far from the left a day is."""
        first, last = self.layout.dates.first, self.layout.dates.last
        return self.plot.left + (day - first) / (last - first) * self.plot.width

    def down(self, level: float) -> float:
        """How far from the top a level is: the best is highest."""
        return self.plot.top + (level - 0.5) * self.layout.levels.height

    def spot(self, on: date, level: float) -> Spot:
        """Where a reading goes."""
        return self.across(on.toordinal()), self.down(level)


def draw_frame(pen: Pen, figure: SmallMultiples, place: Place, layout: Layout) -> None:
    """Everything of a panel but its lines, from the back to the front."""
    scale = Scale(place.plot, layout)
    _draw_heading(pen, place)
    _draw_band(pen, figure, scale)
    _draw_levels(pen, figure, place, scale)
    _draw_dates(pen, layout, scale)


def _draw_heading(pen: Pen, place: Place) -> None:
    foot = place.top
    for line in place.title:
        foot += TITLE_LINE
        pen.text((place.left, foot - 4.0), line, TITLE)
    for line in place.finding:
        foot += FINDING_LINE
        pen.text((place.left, foot - 4.0), line, FINDING)


def _draw_band(pen: Pen, figure: SmallMultiples, scale: Scale) -> None:
    plot, top = scale.plot, scale.down(figure.concern_from - 0.5)
    pen.block(Box(plot.left, top, plot.width, plot.bottom - top), BAND)
    worst = len(figure.level_labels)
    first = figure.value_of(figure.concern_from)
    levels = f"{first} or worse" if figure.concern_from < worst else f"{first}"
    pen.text((plot.left + 5.0, plot.bottom - 8.0), f"concern: {levels}", CONCERN)


def _draw_levels(pen: Pen, figure: SmallMultiples, place: Place, scale: Scale) -> None:
    levels = scale.layout.levels
    for level, words in enumerate(levels.words, start=1):
        middle = scale.down(level)
        pen.line([(place.plot.left, middle), (place.plot.right, middle)], GRID, width=HAIRLINE)
        pen.text((place.left, middle + 4.0), str(figure.value_of(level)), LEVEL)
        foot = middle + 4.0 - (len(words) - 1) * _WORDS_LINE / 2
        for number, line in enumerate(words):
            spot = (place.left + levels.indent, foot + number * _WORDS_LINE)
            pen.text(spot, line, AXIS)


def _draw_dates(pen: Pen, layout: Layout, scale: Scale) -> None:
    bottom = scale.plot.bottom
    pen.line([(scale.plot.left, bottom), (scale.plot.right, bottom)], FRAME, width=HAIRLINE)
    for day, words in layout.dates.ticks:
        middle = scale.across(day)
        pen.line([(middle, bottom), (middle, bottom + _TICK)], FRAME, width=HAIRLINE)
        pen.text((middle, bottom + DATES_HEIGHT - 4.0), words, AXIS, align="center")
