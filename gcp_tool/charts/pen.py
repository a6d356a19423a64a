"""Matplotlib as a pen: lines, marks, blocks and text put on paper, in units from the top left.

Artists go straight on the figure: axes, with their ticks and frames, cost three times as much and give
nothing that a fixed scale needs. What is drawn, and where, is decided elsewhere.
"""

from collections.abc import Sequence
from enum import Enum
from io import BytesIO
from typing import Final, Literal

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from gcp_tool.charts.layout import Box
from gcp_tool.charts.lettering import Lettering
from gcp_tool.charts.style import LINE_WIDTH, MARK_EDGE, MARK_SIZE, PAPER, LineStyle, Type

UNITS_PER_INCH: Final = 72
_DOTS: Final = (0, (1.0, 2.2))

Spot = tuple[float, float]
Align = Literal["left", "center", "right"]


class Mark(Enum):
    """How a reading's shape is filled, by whether it awaits sign-off and whether it is partly graded."""

    FULL = (False, False)
    AWAITING = (True, False)  # hollow
    PARTIAL = (False, True)  # half filled
    AWAITING_AND_PARTIAL = (True, True)  # hollow with a dot


class Pen:
    """One sheet of paper, what has been put on it so far, and its words."""

    def __init__(self, width: float, height: float) -> None:
        self.lettering = Lettering()
        size = (width / UNITS_PER_INCH, height / UNITS_PER_INCH)
        self._paper = Figure(figsize=size, dpi=UNITS_PER_INCH, facecolor=PAPER)
        self._place = Affine2D().scale(1, -1).translate(0, height)

    def text(self, spot: Spot, words: str, look: Type, align: Align = "left") -> None:
        """One line of text standing on the spot."""
        text = Text(
            *spot, self.lettering.stand_in(words), transform=self._place, verticalalignment="baseline"
        )
        text.set_horizontalalignment(align)
        text.set_fontsize(look.size)
        text.set_fontweight("bold" if look.bold else "normal")
        text.set_color(look.colour)
        self._paper.add_artist(text)

    def line(
        self,
        spots: Sequence[Spot],
        colour: str,
        *,
        width: float = LINE_WIDTH,
        dotted: bool = False,
        name: str = "",
    ) -> None:
        """A line straight from spot to spot; a spot that is not a number breaks it."""
        line = Line2D(*zip(*spots, strict=True), color=colour, linewidth=width, transform=self._place)
        line.set_linestyle(_DOTS if dotted else "-")
        line.set_gid(name or None)
        self._paper.add_artist(line)

    def marks(
        self, spots: Sequence[Spot], look: LineStyle, mark: Mark = Mark.FULL, size: float = MARK_SIZE
    ) -> None:
        """The same shape on each spot."""
        if not spots:
            return
        half = mark is Mark.PARTIAL
        face = look.colour if mark in {Mark.FULL, Mark.PARTIAL} else PAPER
        marks = Line2D(
            *zip(*spots, strict=True),
            transform=self._place,
            linestyle="none",
            marker=look.shape,
            markersize=size,
            markeredgewidth=MARK_EDGE,
            markeredgecolor=look.colour,
            markerfacecolor=face,
            markerfacecoloralt=PAPER,
            fillstyle="bottom" if half else "full",
        )
        self._paper.add_artist(marks)
        if mark is Mark.AWAITING_AND_PARTIAL:
            self.marks(spots, LineStyle(look.colour, "o"), size=MARK_EDGE)

    def block(self, box: Box, colour: str) -> None:
        """A filled rectangle."""
        corner = (box.left, box.top)
        block = Rectangle(corner, box.width, box.height, facecolor=colour, linewidth=0, transform=self._place)
        self._paper.add_artist(block)

    def svg(self) -> bytes:
        """What matplotlib writes, with stand-ins for the words and without the date."""
        svg = BytesIO()
        self._paper.savefig(svg, format="svg", metadata={"Date": None})
        return svg.getvalue()
