"""Where the six-month review, its actions and challenges hang."""

from gcp_tool.web.pages import Room

blueprint = Room("reviews", __name__)
