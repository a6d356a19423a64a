"""The pages of look-up and break-glass, gathered on one blueprint."""

from gcp_tool.lookup.blueprint import blueprint
from gcp_tool.lookup.routes import looking, opening, reviewing

__all__ = ["blueprint", "looking", "opening", "reviewing"]
