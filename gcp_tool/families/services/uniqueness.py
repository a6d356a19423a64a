"""Saving what the database allows once only, when somebody else may save the same at the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.domain.errors import Invalid

AT_THE_SAME_MOMENT = (
    "Somebody recorded the same at the same moment, so nothing was saved. Look whether it is there now before you send"
    " this again"
)


@contextmanager
def saved_once(session: Session) -> Iterator[None]:
    """Save what is done in the block, in a savepoint, so that a refusal leaves the rest of the write readable.

    Raises:
        Invalid: the database holds the same already; the checks before had not seen it.
    """
    try:
        with session.begin_nested():
            yield
    except IntegrityError as error:
        raise Invalid({"": AT_THE_SAME_MOMENT}) from error
