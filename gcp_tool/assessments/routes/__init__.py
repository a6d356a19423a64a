"""The pages of assessments, gathered on one blueprint."""

from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.routes import evidence, grading, life, reading, start

__all__ = ["blueprint", "evidence", "grading", "life", "reading", "start"]
