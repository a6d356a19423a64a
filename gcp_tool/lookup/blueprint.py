"""Where the pages of look-up and break-glass hang."""

from gcp_tool.web.pages import Room

blueprint = Room("lookup", __name__)
