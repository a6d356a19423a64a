"""Whether the triggers of this release are in a database: they lock records and keep the log; no table shows them."""

import re
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from gcp_tool.models.schema import MIGRATIONS

_TRIGGER = re.compile(r"^CREATE TRIGGER (\w+)", re.MULTILINE)
_HELD = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    # one that was disabled is as good as gone
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def list_triggers(engine: str) -> Sequence[str]:
    """The triggers that this release makes on an engine."""
    folder = MIGRATIONS / "programmable" / engine
    return [
        name
        for path in sorted(folder.glob("*.sql"))
        for name in _TRIGGER.findall(path.read_text(encoding="utf-8"))
    ]


def find_missing_triggers(session: Session) -> Sequence[str]:
    """Triggers of this release that the database lacks, or that were turned off."""
    engine = session.connection().dialect.name
    held = set(session.scalars(text(_HELD[engine])))
    return [name for name in list_triggers(engine) if name not in held]
