"""The one place where time is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")
_set_to: ContextVar[datetime | None] = ContextVar("the moment that the clock is set to", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_to.get() or datetime.now(UTC)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let it be another moment for the time of a `with`: only for telling an invented past."""
    token = _set_to.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


def today() -> date:
    """The date on the office wall: Europe/London."""
    return now().astimezone(LOCAL).date()


def local(moment: datetime) -> datetime:
    """A stored moment as the clock on the wall showed it."""
    return moment.astimezone(LOCAL)
