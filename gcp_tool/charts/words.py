"""The same values as the drawing, as a sentence a panel and as a table. Nothing here loads matplotlib."""

from collections import Counter
from datetime import date
from functools import lru_cache
from unicodedata import bidirectional

from gcp_tool.charts.content import Line, Panel, Point, SmallMultiples, Table
from gcp_tool.core.formatting import long_date, month_and_year

AWAITING = "awaiting sign-off"
PARTIAL = "partly graded"
NOTHING_GRADED = "nothing graded"
ENDED = "ended"
NO_READING = "no reading"

_NO_LINE = Line("", ())
_ISOLATE, _END_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_month = lru_cache(maxsize=2048)(month_and_year)  # the panels of a page share their dates


def words(figure: SmallMultiples) -> tuple[str, ...]:
    """A sentence a panel: "Physical care: 4 in March 2026, nothing graded in June 2026, 2 in July 2026."."""
    return tuple(_sentence(figure, panel) for panel in figure.panels)


def table(figure: SmallMultiples) -> Table:
    """A row a date, oldest first, and a column for each line of each panel."""
    named = figure.has_named_lines
    columns = [(panel, line) for panel in figure.panels for line in panel.lines or (_NO_LINE,)]
    head = (
        f"{panel.title}: {line.label}" if named and line.label else panel.title for panel, line in columns
    )
    dates = sorted({day for line in figure.lines for day in _days(line)})
    rows = ((long_date(day), *(_cell(figure, line, day) for _, line in columns)) for day in dates)
    return Table(head=("Date", *head), rows=tuple(rows))


def marks_of(point: Point) -> tuple[str, ...]:
    """What a reader must know about a reading besides its level."""
    return ((AWAITING,) if point.awaiting else ()) + ((PARTIAL,) if point.partial else ())


def _sentence(figure: SmallMultiples, panel: Panel) -> str:
    lines = [
        f"{_apart(line.label)} {_readings(figure, line)}"
        if figure.has_named_lines
        else _readings(figure, line)
        for line in panel.lines
    ]
    return f"{_apart(panel.title)}: {'; '.join(lines) or NO_READING}."


def _apart(name: str) -> str:
    """A name written from right to left is set apart, or the number after it would be shown before it."""
    if any(bidirectional(letter) in {"R", "AL"} for letter in name):
        return f"{_ISOLATE}{name}{_END_ISOLATE}"
    return name


def _readings(figure: SmallMultiples, line: Line) -> str:
    return ", ".join(_parts(figure, line)) or NO_READING


def _parts(figure: SmallMultiples, line: Line) -> list[str]:
    # Two readings in one month are told apart by the day.
    readings_of = Counter((point.on.year, point.on.month) for point in line.points)
    parts = [
        _part(figure, point, in_full=readings_of[point.on.year, point.on.month] > 1) for point in line.points
    ]
    return [*parts, f"{ENDED} in {_month(line.ended_on)}"] if line.ended_on else parts


def _part(figure: SmallMultiples, point: Point, *, in_full: bool) -> str:
    when = f"on {long_date(point.on)}" if in_full else f"in {_month(point.on)}"
    marks = marks_of(point)
    return f"{_level(figure, point)} {when}" + (f" ({', '.join(marks)})" if marks else "")


def _cell(figure: SmallMultiples, line: Line, day: date) -> str:
    readings = [
        ", ".join((_level(figure, point), *marks_of(point))) for point in line.points if point.on == day
    ]
    return "; ".join(readings + ([ENDED] if line.ended_on == day else [])) or NO_READING


def _level(figure: SmallMultiples, point: Point) -> str:
    return NOTHING_GRADED if point.level is None else str(figure.value_of(point.level))


def _days(line: Line) -> list[date]:
    return [point.on for point in line.points] + ([line.ended_on] if line.ended_on else [])
