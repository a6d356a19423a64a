"""The transaction: work, then the sealed record of it, then the one commit. Nothing else commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from gcp_tool.audit.recorder import seal
from gcp_tool.core.database import Engines


@contextmanager
def transaction(engines: Engines) -> Iterator[Session]:
    """A write transaction: committed with its audit events when the block ends, undone when it raises.

    What was loaded stays readable after an undoing, so that a page can be made of it.
    """
    session = engines.writer()
    try:
        yield session
        session.flush()
        seal(session)
        session.commit()
    except BaseException:
        session.expunge_all()
        session.rollback()
        raise
    finally:
        session.close()
