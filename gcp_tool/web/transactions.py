"""`@writes`: one view, one write transaction, one commit; and a form sent twice makes one record."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, current_app, g, make_response, redirect, request
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.audit.transactions import transaction
from gcp_tool.audit.viewing import keep_viewings
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotPossible, ToolError
from gcp_tool.extensions import db
from gcp_tool.models import Once
from gcp_tool.web.forms.fields import is_mark

Given = ParamSpec("Given")


class _Undo(Exception):
    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


class _SentBefore(Exception):
    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token


class FormIncomplete(ToolError):
    """A form came without the mark that tells it from its double."""


def writes(view: Callable[Given, Any]) -> Callable[Given, Response]:
    """Run the view in a write transaction of its own.

    The reading ends first. A redirect or a 2xx answer commits, with its audit events and the record of what it
    showed; anything else undoes everything, and only then is the page made. A form that was sent before leads to
    where it led then.

    Raises:
        FormIncomplete: the view would keep a form that carries no `once`; the forms kit refuses it before that.
    """

    @wraps(view)
    def wrapper(*args: Given.args, **kwargs: Given.kwargs) -> Response:
        actor, token = current_actor(), _token()
        db.end_read()
        try:
            with transaction(db.engines) as session:
                db.use(session)
                if token is not None:
                    _claim(session, actor, token)
                result = view(*args, **kwargs)
                _keep_or_undo(session, token, result)
                keep_viewings(session, by=actor)
        except _Undo as undone:
            result = undone.result
        except _SentBefore as sent:
            result = redirect(_where_it_led(actor, sent.token), 303)
        finally:
            g.pop("database_session", None)
        return make_response(result)

    vars(wrapper)["writes"] = True
    return wrapper


def _token() -> str | None:
    token = request.form.get("once", "")
    return token if is_mark(token) else None


def _claim(session: Session, actor: Actor, token: str) -> None:
    session.add(Once(token=token, user_id=actor.id, location=None, at=clock.now()))
    try:
        session.flush()
    except IntegrityError:
        raise _SentBefore(token) from None


def _keep_or_undo(session: Session, token: str | None, result: Any) -> None:
    status = result.status if hasattr(result, "template") else current_app.make_response(result).status_code
    if not 200 <= status < 400:  # noqa: PLR2004 - the range of HTTP's answers that are not errors
        raise _Undo(result)
    if token is None:
        raise FormIncomplete(
            "This form is not whole, so nothing was saved. Go back, reload the page and send it again."
        )
    location = getattr(result, "location", None)
    session.execute(update(Once).where(Once.token == token).values(location=location))


def _where_it_led(actor: Actor, token: str) -> str:
    with db.engines.reader() as session:
        location = session.scalar(select(Once.location).where(Once.token == token, Once.user_id == actor.id))
    if location is None:
        raise NotPossible("This form was sent before. Go to your home page to see what it made.")
    return location
