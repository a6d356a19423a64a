"""The pages of plans: the timeline of a family, and what is written down on it."""

from gcp_tool.plans.blueprint import blueprint
from gcp_tool.plans.routes import records, timeline

__all__ = ["blueprint", "records", "timeline"]
