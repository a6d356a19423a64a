"""The pages of assessments, gathered on one blueprint."""

from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.routes import (
    act_now,
    after,
    amending,
    analysis,
    effort,
    evidence,
    grading,
    judging,
    life,
    linking,
    people,
    reading,
    side_by_side,
    start,
    targets,
    told,
    voices,
)

__all__ = [
    "act_now",
    "after",
    "amending",
    "analysis",
    "blueprint",
    "effort",
    "evidence",
    "grading",
    "judging",
    "life",
    "linking",
    "people",
    "reading",
    "side_by_side",
    "start",
    "targets",
    "told",
    "voices",
]
