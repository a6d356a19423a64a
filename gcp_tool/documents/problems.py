"""Why a file cannot be made. Loads nothing heavy, so that whoever tells people about it stays light."""

from gcp_tool.domain.errors import ToolError

NO_PANGO = "PDF cannot be made here: install libpango-1.0-0 libpangoft2-1.0-0"


class CannotBeMade(ToolError):
    """A file of this kind cannot be made on this machine; the message says what to install."""
