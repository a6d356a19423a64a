"""Draws small multiples: a panel a domain or area, one scale with the best at the top, one range of dates."""

from threading import Lock
from typing import Final, Literal

from gcp_tool.charts.content import SmallMultiples, fingerprint
from gcp_tool.charts.frame import draw_frame
from gcp_tool.charts.inline import inline
from gcp_tool.charts.key import draw_key, key_of
from gcp_tool.charts.layout import KEY_LINE, lay_out, sheet_for
from gcp_tool.charts.lines import draw_lines
from gcp_tool.charts.pen import Pen

# Matplotlib's settings and fonts belong to the whole process: one drawing at a time.
_DRAWING: Final = Lock()


def draw(figure: SmallMultiples, columns: Literal[1, 2, 3] = 2) -> str:
    """The drawing as inline SVG: in two columns for a desk, in three for paper, in one for a phone.

    The same values give the same bytes, in any process.
    """
    with _DRAWING:
        pen = _draw(figure, columns)
        svg = pen.svg()
    return inline(
        svg,
        prefix=f"c{columns}-{fingerprint(figure)[:12]}",
        title=figure.title,
        description=figure.description,
        words=pen.lettering.words,
    )


def _draw(figure: SmallMultiples, columns: int) -> Pen:
    key = key_of(figure, sheet_for(columns).width)
    layout = lay_out(figure, columns=columns, key_lines=len(key))
    pen = Pen(layout.width, layout.height)
    for place in layout.places:
        draw_frame(pen, figure, place, layout)
        draw_lines(pen, figure, place, layout)
    draw_key(pen, key, layout.key_top, KEY_LINE)
    return pen
