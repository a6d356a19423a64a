"""Where the pages of families hang."""

from gcp_tool.web.pages import Room

blueprint = Room("families", __name__, url_prefix="/families")
