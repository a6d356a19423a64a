"""Where the pages of imports hang."""

from gcp_tool.web.pages import Room

blueprint = Room("imports", __name__, url_prefix="/imports")
