"""How care has changed: readings in, and words, flags and a headline out.

The whole of it is a pure rule over grades and dates. What a reading is made of lives in scoring and holding.
"""

from gcp_tool.domain.change.families import (
    NOT_ASSESSED,
    Because,
    ChildSummary,
    FamilySummary,
    LiveLine,
    WorstNow,
    family_summary,
)
from gcp_tool.domain.change.flags import SeriesFlag, no_better, series_flags, up_and_down
from gcp_tool.domain.change.readings import Reading
from gcp_tool.domain.change.rule import STANDARD_RULE, ChangeRule
from gcp_tool.domain.change.steps import Step, StepFlag, latest_step, step
from gcp_tool.domain.change.summaries import Headline, Summary, summary
from gcp_tool.domain.change.views import View
from gcp_tool.domain.change.words import Word, word, word_in

__all__ = [
    "NOT_ASSESSED",
    "STANDARD_RULE",
    "Because",
    "ChangeRule",
    "ChildSummary",
    "FamilySummary",
    "Headline",
    "LiveLine",
    "Reading",
    "SeriesFlag",
    "Step",
    "StepFlag",
    "Summary",
    "View",
    "Word",
    "WorstNow",
    "family_summary",
    "latest_step",
    "no_better",
    "series_flags",
    "step",
    "summary",
    "up_and_down",
    "word",
    "word_in",
]
