"""Where the pages of accounts hang."""

from gcp_tool.web.pages import Room

blueprint = Room("accounts", __name__, url_prefix="/account")
