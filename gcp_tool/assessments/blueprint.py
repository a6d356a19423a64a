"""Where the pages of assessments hang."""

from gcp_tool.web.pages import Room

blueprint = Room("assessments", __name__)
