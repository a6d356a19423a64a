"""Where the desk hangs."""

from gcp_tool.web.pages import Room

blueprint = Room("desk", __name__)
