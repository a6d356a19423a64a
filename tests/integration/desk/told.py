"""What the log says of an event."""

import json
from typing import Any

from gcp_tool.models import AuditEvent


def details(event: AuditEvent) -> dict[str, Any]:
    """Its ids, codes and counts."""
    found: dict[str, Any] = json.loads(event.canonical)["details"]
    return found
