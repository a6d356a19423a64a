"""Where the pages of the log hang."""

from gcp_tool.web.pages import Room

blueprint = Room("access_log", __name__)
