"""Where the pages of dip samples hang."""

from gcp_tool.web.pages import Room

blueprint = Room("samples", __name__, url_prefix="/samples")
