"""A tool as its rules see it: scale, domains, areas, items and their words, and how grades are combined.

Grades are levels counted from 1, the best; the value that a form or a file shows belongs to the scale alone.
Reading tool files lives in the instruments room, working out a profile in `scoring`.
"""

from gcp_tool.domain.instrument.comparing import Comparison, compare, pair_items
from gcp_tool.domain.instrument.content import content_of, instrument_from
from gcp_tool.domain.instrument.parts import Area, Domain, Item, Wording
from gcp_tool.domain.instrument.scale import RULE_NAMES, CombiningRule, Level, Scale
from gcp_tool.domain.instrument.tool import Instrument

__all__ = [
    "RULE_NAMES",
    "Area",
    "CombiningRule",
    "Comparison",
    "Domain",
    "Instrument",
    "Item",
    "Level",
    "Scale",
    "Wording",
    "compare",
    "content_of",
    "instrument_from",
    "pair_items",
]
