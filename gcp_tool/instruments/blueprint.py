"""Where the pages of tools hang."""

from gcp_tool.web.pages import Room

blueprint = Room("instruments", __name__, url_prefix="/tools")
