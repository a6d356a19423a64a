"""The one look of every chart: colours, shapes, sizes, and matplotlib's settings. Nothing is drawn here.

Colours reach 3:1 for marks and 4.5:1 for text on white and on the shaded band; shapes carry the same facts.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import matplotlib as mpl

# Shipped with matplotlib, so that every machine measures text alike, whatever fonts it has.
FONT: Final = "DejaVu Sans"
FONT_FILE: Final = str(Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
BOLD_FONT_FILE: Final = str(Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf"))

INK: Final = "#0b0c0c"
QUIET: Final = "#484f52"  # axis text, the band's label
GRID: Final = "#cfd2d4"  # guides only: the levels are named in text
FRAME: Final = "#767c7e"
BAND: Final = "#f1eee6"
PAPER: Final = "#ffffff"


@dataclass(frozen=True, slots=True)
class Type:
    """How a text looks."""

    size: float
    colour: str = INK
    bold: bool = False


TITLE: Final = Type(14.0, bold=True)
FINDING: Final = Type(13.0)
LEVEL: Final = Type(11.5, bold=True)
AXIS: Final = Type(11.5, QUIET)
CONCERN: Final = Type(10.5, QUIET)
NUMBER: Final = Type(13.5, bold=True)
NAME: Final = Type(12.0)
KEY: Final = Type(12.0, QUIET)

LINE_WIDTH: Final = 1.8
MARK_SIZE: Final = 8.5
MARK_EDGE: Final = 1.6
HAIRLINE: Final = 1.0

GAP_SHAPE: Final = "x"
GAP_SIZE: Final = 6.5
ENDED_SHAPE: Final = "|"
ENDED_SIZE: Final = 13.0


@dataclass(frozen=True, slots=True)
class LineStyle:
    """What tells one line from another: a colour and a shape."""

    colour: str
    shape: str


# The first four stay apart in grey print too; beyond them the shape and the label at the line tell.
COLOURS: Final = ("#12436d", "#d4581a", "#1c1c1c", "#136b60", "#801650", "#7a4fb0")
SHAPES: Final = ("o", "s", "^", "D", "v", "p", "P")


def line_style(index: int) -> LineStyle:
    """The look of the line with this place in the figure; the first 42 are all different."""
    return LineStyle(COLOURS[index % len(COLOURS)], SHAPES[index % len(SHAPES)])


def _use_style() -> None:
    """Settle matplotlib's settings once: they are global, so nothing may change them while another draws."""
    mpl.rcParams.update(
        {
            "font.family": [FONT],
            "svg.fonttype": "none",  # text stays text
            "svg.hashsalt": "gcp-tool charts",  # the same ids every time
            "text.parse_math": False,
            "path.simplify": False,
            "figure.dpi": 72,  # a point is a unit of the drawing
            "lines.solid_capstyle": "butt",
        }
    )


_use_style()
