"""Where the page of a family's history hangs."""

from gcp_tool.web.pages import Room

blueprint = Room("history", __name__)
