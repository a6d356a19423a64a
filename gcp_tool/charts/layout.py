"""Where everything stands in a drawing, in its own units from the top left. Draws nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gcp_tool.charts.content import Panel, SmallMultiples
from gcp_tool.charts.dates import DateAxis, date_axis
from gcp_tool.charts.lettering import width_of, wrap
from gcp_tool.charts.style import AXIS, FINDING, LEVEL, NAME, NUMBER, TITLE, Type

COLUMN_GAP: Final = 26.0
ROW_GAP: Final = 22.0

TITLE_LINE: Final = 18.0
FINDING_LINE: Final = 16.5
UNDER_HEADING: Final = 4.0
STRIP: Final = 18.0  # below the worst level, for the band's label: no line is ever there
NAME_LINE: Final = 12.5
NAME_GAP: Final = 3.0
MARK_INDENT: Final = 12.0  # beside the plot: a line's mark, the number of its last level, its name
NUMBER_INDENT: Final = 21.0
DATES_HEIGHT: Final = 20.0
KEY_LINE: Final = 20.0
OVER_KEY: Final = 4.0

_LEVEL_HEIGHT: Final = 26.0
_WRAPPED_LEVEL_HEIGHT: Final = 28.0
_AFTER_NUMBER: Final = 4.5
_AFTER_WORDS: Final = 7.0
_BEFORE_DATES: Final = 9.0
_AFTER_DATES: Final = 9.0
_NUMBER_ROOM: Final = 26.0  # the last level, written after the last reading

Text = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The kinds of drawing: how wide, and how much of a panel its words may take."""

    width: float
    one_line_levels: float
    names: float


PHONE: Final = Sheet(width=340.0, one_line_levels=60.0, names=84.0)  # about its own size on a phone
DESK: Final = Sheet(width=800.0, one_line_levels=104.0, names=112.0)
PRINT: Final = Sheet(width=860.0, one_line_levels=104.0, names=60.0)  # three in a row, on paper
_WIDEST_WORD: Final = 84.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Place:
    """Where one panel goes: its heading, line by line, and its plot."""

    panel: Panel
    number: int
    left: float
    top: float
    title: Text
    finding: Text
    plot: Box


@dataclass(frozen=True, slots=True)
class Levels:
    """The scale: the words of each level, best first, how far in they stand, and how high a level is."""

    words: tuple[Text, ...]
    indent: float
    height: float


@dataclass(frozen=True, slots=True)
class Names:
    """What stands beside a plot: the name of each line by its label, and how far in; none for a lone line."""

    of: Mapping[str, Text]
    indent: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The size of a drawing, its panels in order, and what they share."""

    width: float
    height: float
    places: tuple[Place, ...]
    levels: Levels
    names: Names
    dates: DateAxis
    key_top: float


def sheet_for(columns: int) -> Sheet:
    """The sheet for so many columns."""
    return {1: PHONE, 2: DESK}.get(columns, PRINT)


def lay_out(figure: SmallMultiples, *, columns: int, key_lines: int) -> Layout:
    """Give every panel its place: rows of panels with headings of one height, so that scales stand level."""
    sheet = sheet_for(columns)
    across = min(columns, len(figure.panels))
    panel_width = (sheet.width - COLUMN_GAP * (across - 1)) / across
    names = _names(figure, sheet)
    levels = _levels(figure, sheet, names)
    plot = _plot(panel_width, levels, names)
    places, bottom = _places(figure.panels, across, panel_width, plot)
    after = _AFTER_DATES if names.of else _NUMBER_ROOM
    return Layout(
        width=sheet.width,
        height=bottom + (key_lines * KEY_LINE + OVER_KEY if key_lines else 0.0),
        places=places,
        levels=levels,
        names=names,
        dates=date_axis(figure.start, figure.end, plot.width, before=_BEFORE_DATES, after=after),
        key_top=bottom + OVER_KEY,
    )


def height_of_name(name: Text) -> float:
    """The room a line's name takes beside the plot."""
    return len(name) * NAME_LINE + NAME_GAP


def _names(figure: SmallMultiples, sheet: Sheet) -> Names:
    labels = figure.labels if figure.has_named_lines else ()
    widest = max(width_of(value, NUMBER) for value in _values(figure))
    indent = NUMBER_INDENT + widest + _AFTER_NUMBER
    return Names({label: wrap(label, sheet.names, NAME, most=3) for label in labels}, indent)


def _values(figure: SmallMultiples) -> list[str]:
    """What is written for each level."""
    return [str(figure.value_of(level)) for level in range(1, len(figure.level_labels) + 1)]


def _levels(figure: SmallMultiples, sheet: Sheet, names: Names) -> Levels:
    labels = figure.level_labels
    widest_word = _widest([tuple(label.split()) for label in labels], AXIS)
    room = max(sheet.one_line_levels, min(widest_word, _WIDEST_WORD))
    words = tuple(wrap(label, room, AXIS) for label in labels)
    indent = max(width_of(value, LEVEL) for value in _values(figure)) + _AFTER_NUMBER
    return Levels(words, indent, max(_height_of_words(words), _height_of_names(figure, names) / len(labels)))


def _height_of_words(words: Sequence[Text]) -> float:
    return _WRAPPED_LEVEL_HEIGHT if any(len(lines) > 1 for lines in words) else _LEVEL_HEIGHT


def _height_of_names(figure: SmallMultiples, names: Names) -> float:
    if not names.of:
        return 0.0
    return max(sum(height_of_name(names.of[line.label]) for line in panel.lines) for panel in figure.panels)


def _plot(panel_width: float, levels: Levels, names: Names) -> Box:
    """Where the plot is in a panel, from the panel's left and from under its heading."""
    left = levels.indent + _widest(levels.words, AXIS) + _AFTER_WORDS
    right = names.indent + _widest(names.of.values(), NAME) if names.of else 0.0
    return Box(left, UNDER_HEADING, panel_width - left - right, levels.height * len(levels.words) + STRIP)


def _widest(texts: Iterable[Text], look: Type) -> float:
    return max((width_of(line, look) for text in texts for line in text), default=0.0)


def _places(panels: Sequence[Panel], across: int, width: float, plot: Box) -> tuple[tuple[Place, ...], float]:
    """Every panel's place, and where the last row ends."""
    places: list[Place] = []
    top = 0.0
    for begin in range(0, len(panels), across):
        row = panels[begin : begin + across]
        headings = [_heading(panel, width) for panel in row]
        plot_top = top + plot.top + max(_height_of_heading(*heading) for heading in headings)
        for column, (panel, heading) in enumerate(zip(row, headings, strict=True)):
            left = column * (width + COLUMN_GAP)
            box = Box(left + plot.left, plot_top, plot.width, plot.height)
            places.append(Place(panel, len(places), left, top, *heading, box))
        top = plot_top + plot.height + DATES_HEIGHT + ROW_GAP
    return tuple(places), top - ROW_GAP


def _heading(panel: Panel, width: float) -> tuple[Text, Text]:
    title = f"{panel.title}:" if panel.finding else panel.title
    return wrap(title, width, TITLE), wrap(panel.finding, width, FINDING, most=3)


def _height_of_heading(title: Text, finding: Text) -> float:
    return len(title) * TITLE_LINE + len(finding) * FINDING_LINE
