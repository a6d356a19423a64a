"""Where the pages of plans and of the timeline hang."""

from gcp_tool.web.pages import Room

blueprint = Room("plans", __name__)
