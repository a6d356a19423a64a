"""How care has changed: readings in, and words, flags and a headline out.

The whole of it is a pure rule over grades and dates. What a reading is made of lives in scoring.
"""

from gcp_tool.domain.change.flags import no_better, up_and_down
from gcp_tool.domain.change.readings import Reading
from gcp_tool.domain.change.rule import STANDARD_RULE, ChangeRule
from gcp_tool.domain.change.summaries import Headline, Summary, summary
from gcp_tool.domain.change.words import Word, word

__all__ = [
    "STANDARD_RULE",
    "ChangeRule",
    "Headline",
    "Reading",
    "Summary",
    "Word",
    "no_better",
    "summary",
    "up_and_down",
    "word",
]
