"""The drawings of a timeline, for a desk and for a phone. They name people, so they are never stored."""

from collections.abc import Mapping
from functools import partial

from gcp_tool.charts.timeline import NARROW, WIDE, draw
from gcp_tool.charts.timeline_content import Timeline, fingerprint
from gcp_tool.web.drawings import svg_markup
from gcp_tool.web.kept_drawings import drawings_naming_people

_SHEETS = {"wide": WIDE, "narrow": NARROW}


def timeline_drawings(figure: Timeline) -> Mapping[str, str]:
    """The drawings as markup, `wide` and `narrow`; what this process drew before is not drawn again.

    Ends the reading of the request.
    """
    mark = fingerprint(figure)
    keys = {name: f"{mark} in {columns}" for name, columns in _SHEETS.items()}
    drawn = drawings_naming_people(
        {keys[name]: partial(draw, figure, columns) for name, columns in _SHEETS.items()}
    )
    return {name: svg_markup(drawn[key]) for name, key in keys.items()}
