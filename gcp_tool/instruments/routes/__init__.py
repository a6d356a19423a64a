"""The pages of tools, gathered on one blueprint."""

from gcp_tool.instruments.blueprint import blueprint
from gcp_tool.instruments.routes import notes, tools

__all__ = ["blueprint", "notes", "tools"]
