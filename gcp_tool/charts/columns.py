"""Draws monthly columns: a row of columns a panel, each with its number, over months that are named."""

from threading import Lock
from typing import Final, Literal

from gcp_tool.charts.columns_content import ColumnPanel, MonthlyColumns, fingerprint
from gcp_tool.charts.inline import inline
from gcp_tool.charts.layout import (
    COLUMN_GAP,
    DATES_HEIGHT,
    FINDING_LINE,
    ROW_GAP,
    TITLE_LINE,
    UNDER_HEADING,
    Box,
    sheet_for,
)
from gcp_tool.charts.lettering import width_of, wrap
from gcp_tool.charts.pen import Pen
from gcp_tool.charts.style import AXIS, COLOURS, FINDING, FRAME, HAIRLINE, INK, TITLE, Type

Columns = Literal[1, 2]
WIDE: Final[Columns] = 2
NARROW: Final[Columns] = 1

VALUE: Final = Type(11.0, INK)
GAP: Final = "–"

_HEIGHT: Final = 84.0
_OVER_COLUMN: Final = 4.0
_OVER_ALL: Final = 16.0
_SHARE_OF_MONTH: Final = 0.62

_DRAWING: Final = Lock()


def draw(figure: MonthlyColumns, columns: Columns = WIDE) -> str:
    """The drawing as inline SVG, two panels in a row for a desk (2) or one for a phone (1).

    The same values give the same bytes, in any process.
    """
    with _DRAWING:
        pen = _draw(figure, columns)
        svg = pen.svg()
    return inline(
        svg,
        prefix=f"m{columns}-{fingerprint(figure)[:12]}",
        title=figure.title,
        description=figure.description,
        words=pen.lettering.words,
    )


def _draw(figure: MonthlyColumns, columns: Columns) -> Pen:
    sheet = sheet_for(columns)
    across = min(columns, len(figure.panels))
    width = (sheet.width - COLUMN_GAP * (across - 1)) / across
    rows = [figure.panels[begin : begin + across] for begin in range(0, len(figure.panels), across)]
    heights = [max(_heading_height(panel, width) for panel in row) for row in rows]
    foot = UNDER_HEADING + _OVER_ALL + _HEIGHT + DATES_HEIGHT
    pen = Pen(sheet.width, sum(heights) + len(rows) * (foot + ROW_GAP) - ROW_GAP)
    top = 0.0
    for row, heading in zip(rows, heights, strict=True):
        for number, panel in enumerate(row):
            left = number * (width + COLUMN_GAP)
            _draw_heading(pen, panel, left, top, width)
            plot = Box(left, top + heading + UNDER_HEADING + _OVER_ALL, width, _HEIGHT)
            _draw_columns(pen, figure, panel, plot)
        top += heading + foot + ROW_GAP
    return pen


def _lines(panel: ColumnPanel, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return wrap(f"{panel.title}:", width, TITLE), wrap(panel.finding, width, FINDING, most=3)


def _heading_height(panel: ColumnPanel, width: float) -> float:
    title, finding = _lines(panel, width)
    return len(title) * TITLE_LINE + len(finding) * FINDING_LINE


def _draw_heading(pen: Pen, panel: ColumnPanel, left: float, top: float, width: float) -> None:
    title, finding = _lines(panel, width)
    foot = top
    for line in title:
        foot += TITLE_LINE
        pen.text((left, foot - 4.0), line, TITLE)
    for line in finding:
        foot += FINDING_LINE
        pen.text((left, foot - 4.0), line, FINDING)


def _draw_columns(pen: Pen, figure: MonthlyColumns, panel: ColumnPanel, plot: Box) -> None:
    """A column a month with its number over it; a month without a value has a dash where the column would stand."""
    highest, share = figure.highest(panel), plot.width / len(figure.months)
    for number, (month, value) in enumerate(zip(figure.months, panel.values, strict=True)):
        middle = plot.left + (number + 0.5) * share
        height = plot.height * value / highest if value and highest else 0.0
        if height:
            wide = share * _SHARE_OF_MONTH
            pen.block(Box(middle - wide / 2, plot.bottom - height, wide, height), COLOURS[0])
        words = GAP if value is None else str(value)
        pen.text((middle, plot.bottom - height - _OVER_COLUMN), words, VALUE, align="center")
        if number % 3 == len(figure.months) % 3 or len(figure.months) <= 3:  # noqa: PLR2004 - a quarter of a year
            name = f"{month:%b %y}"
            inside = max(middle, plot.left + width_of(name, AXIS) / 2)
            pen.text((inside, plot.bottom + DATES_HEIGHT - 4.0), name, AXIS, align="center")
    pen.line([(plot.left, plot.bottom), (plot.right, plot.bottom)], FRAME, width=HAIRLINE)
