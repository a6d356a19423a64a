"""Faults put in where a disk, a wire or a program may fail, and what is left afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from gcp_tool.extensions import db


@contextmanager
def statements(fail_at: int = 0) -> Iterator[list[str]]:
    """The statements sent to the database; the one of this number (from 1) fails as a dying disk would make it."""
    seen: list[str] = []

    def count(_c: Any, _cursor: Any, sql: str, *_: Any) -> None:
        seen.append(sql)
        if len(seen) == fail_at:
            raise OSError("no room on the disk")

    event.listen(db.engines.engine, "before_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(db.engines.engine, "before_cursor_execute", count)


def connections_in_use() -> int:
    """How many connections are not back in the pool."""
    pool: Any = db.engines.engine.pool
    return int(pool.checkedout())
