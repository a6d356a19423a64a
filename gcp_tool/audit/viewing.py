"""Reading is recorded: a page about people is sent only after it is on record that it was looked at."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, current_app, g, make_response
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.domain.errors import ToolError
from gcp_tool.extensions import db

Given = ParamSpec("Given")
log = logging.getLogger(__name__)


class ViewingNotRecorded(ToolError):
    """The record that the page was looked at could not be kept, so the page is not shown."""


def viewed(
    event: Event,
    *,
    family_id: int | None = None,
    person_id: int | None = None,
    subject: tuple[str, int] | None = None,
    words: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Say what the page being made shows; recorded before it is sent."""
    g.setdefault("viewings", []).append(
        {
            "event": event,
            "family_id": family_id,
            "person_id": person_id,
            "subject": subject,
            "words": words,
            "details": details,
        }
    )


def keep_viewings(session: Session, *, by: Actor) -> None:
    """Record in this transaction what the view said it shows; a write that is kept is kept with it, or not at all."""
    if "viewings" not in g:
        return
    for viewing in g.pop("viewings"):
        opened = _under_break_glass(by, viewing["family_id"])
        if opened:
            viewing["details"] = {**(viewing["details"] or {}), "break_glass": opened}
        record(session, viewing.pop("event"), by=by, **viewing)
    g.viewings_are_kept = True


def _under_break_glass(by: Actor, family_id: int | None) -> list[int]:
    """The openings under which a family is looked at; of a page about no one family, all that the person holds."""
    return sorted(
        opening for opened_id, opening in by.openings.items() if family_id is None or opened_id == family_id
    )


def records_viewing(view: Callable[Given, Any]) -> Callable[Given, Response]:
    """Make the page, end the reading, record in a short write of its own what was viewed, and only then send it.

    A view that succeeds without saying what it shows is a fault of the programme, and is refused.
    """

    @wraps(view)
    def wrapper(*args: Given.args, **kwargs: Given.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        db.end_read()
        is_silent = "viewings" not in g and "viewings_are_kept" not in g
        if is_silent and response.status_code == 200:  # noqa: PLR2004
            raise RuntimeError(f"{view.__name__} shows people's records without saying what was viewed")
        if "viewings" in g:
            _record_all()
        return response

    vars(wrapper)["records_viewing"] = True
    return wrapper


def _record_all() -> None:
    actor = current_actor()
    try:
        with transaction(db.engines) as session:
            keep_viewings(session, by=actor)
    except SQLAlchemyError as error:
        log.exception("a viewing could not be recorded", extra={"view": current_app.name})
        raise ViewingNotRecorded(
            "This page could not be shown because that could not be put on record."
        ) from error
