"""What builders share: a day and a moment that are long past, numbers that never repeat, and adding a row."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from gcp_tool.models import Base

OPENED_ON = date(2024, 4, 8)
STARTED_ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

Row = TypeVar("Row", bound=Base)
_numbers = count(1)


def next_number() -> int:
    """A number that no builder was given before."""
    return next(_numbers)


def add(session: Session, kind: type[Row], defaults: dict[str, Any], changes: dict[str, Any]) -> Row:
    """Add a row made of the defaults and the changes to them, so that it has an id."""
    row = kind(**(defaults | changes))
    session.add(row)
    session.flush()
    return row
