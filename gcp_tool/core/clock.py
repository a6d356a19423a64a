"""The one place where time is read."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the office wall: Europe/London."""
    return now().astimezone(LOCAL).date()


def local(moment: datetime) -> datetime:
    """A stored moment as the clock on the wall showed it."""
    return moment.astimezone(LOCAL)
