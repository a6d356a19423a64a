"""Drawings as they are kept: under which key, and how several, even of the same values, share a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from gcp_tool.charts.content import SmallMultiples, fingerprint
from gcp_tool.charts.small_multiples import draw
from gcp_tool.charts.timeline_content import Timeline
from gcp_tool.plans.drawings import timeline_drawings
from gcp_tool.web.drawings import svg_markup
from gcp_tool.web.kept_drawings import drawings

Columns = Literal[1, 2, 3]
ON_PAPER: Final[Columns] = 3
WIDE: Final[Columns] = 2
NARROW: Final[Columns] = 1

_PREFIX = re.compile(r'aria-labelledby="([\w-]+)-title ')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure to be drawn for paper (three columns), a desk (two) or a phone (one), and the key to keep it under.

    The key is the same for the same values, whoever they are about.
    """

    figure: SmallMultiples
    columns: Columns
    key: str

    def draw(self) -> str:
        """The drawing, made anew."""
        return draw(self.figure, self.columns)


def charts_of(figures: Mapping[str, SmallMultiples], around: Timeline | None = None) -> Mapping[str, str]:
    """The drawings of a page by name, for a desk and for a phone; `around` is the family's timeline.

    What was drawn before is read, the rest is drawn now, once, and kept. Ends the reading of the request.
    """
    sheets = sheets_of(figures)
    svgs = drawings({sheet.key: sheet.draw for sheet in sheets.values()})
    drawn = {name: svg_markup(named(svgs[sheet.key], name)) for name, sheet in sheets.items()}
    lines = timeline_drawings(around) if around else {}
    return drawn | {f"timeline-{name}": svg for name, svg in lines.items()}


def sheets_of(figures: Mapping[str, SmallMultiples]) -> Mapping[str, Sheet]:
    """What to draw for each figure, by the name of the drawing on its page."""
    return {
        f"{slug}-{name}": sheet_of(figure, columns)
        for slug, figure in figures.items()
        for name, columns in (("wide", WIDE), ("narrow", NARROW))
    }


def sheet_of(figure: SmallMultiples, columns: Columns) -> Sheet:
    """The figure on a sheet of so many columns."""
    return Sheet(figure, columns, sha256(f"{fingerprint(figure)} in {columns}".encode()).hexdigest())


def named(svg: str, name: str) -> str:
    """The drawing with its ids under a name of the page, so that no two drawings on it share an id.

    Raises ValueError for what is not a drawing of ours.
    """
    prefix = _PREFIX.search(svg)
    if prefix is None:
        raise ValueError("This is not a drawing of the charts room.")
    return svg.replace(prefix[1], name)
