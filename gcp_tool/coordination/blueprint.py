"""Where the pages of the coordinator hang."""

from gcp_tool.web.pages import Room

blueprint = Room("coordination", __name__)
