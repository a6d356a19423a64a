"""What can go wrong, turned into pages in the layout: what happened, and what to do. Logs say the rest."""

import logging
from collections.abc import Collection, Sequence
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError, validate_csrf
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException
from wtforms import ValidationError

from gcp_tool.access.actor import find_actor, find_user_id
from gcp_tool.access.guards import SignInNeeded
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.refusals import find_family_id
from gcp_tool.audit.transactions import transaction
from gcp_tool.audit.viewing import ViewingNotRecorded
from gcp_tool.core.text import read_typed
from gcp_tool.documents.problems import CannotBeMade
from gcp_tool.domain.errors import EditConflict, Invalid, NotAllowed, NotFound, NotPossible, ToolError
from gcp_tool.extensions import db
from gcp_tool.web.forms.fields import is_mark
from gcp_tool.web.requests import wants_json
from gcp_tool.web.transactions import FormIncomplete

log = logging.getLogger(__name__)
BAD_REQUEST, SERVER_ERROR = 400, 500
_PASSWORD = "password"  # noqa: S105 - what the names of such fields hold
_MOST_TEXTS = 40

_TOOL_ERRORS: dict[type[ToolError], tuple[int, str]] = {
    NotFound: (404, "Page not found"),
    NotAllowed: (403, "You cannot do this"),
    NotPossible: (409, "This cannot be done now"),
    Invalid: (422, "There is a problem"),
    EditConflict: (409, "Somebody else changed this"),
    FormIncomplete: (400, "This form was not whole"),
    ViewingNotRecorded: (503, "The page could not be shown"),
    CannotBeMade: (503, "This file cannot be made here"),
}
_HTTP_ERRORS: dict[int, tuple[str, tuple[str, ...]]] = {
    400: ("This request could not be understood", ("Nothing was saved. Go back and try again.",)),
    401: ("You are not signed in", ("Sign in again.",)),
    404: (
        "Page not found",
        (
            "If you typed the address, check it is correct.",
            "If you followed a link, it may be to something you do not have access to.",
        ),
    ),
    405: ("Page not found", ("This address only takes a form. Start from your home page.",)),
    413: (
        "What you sent is too large",
        (
            "Nothing was saved. Go back: your browser still has what you typed.",
            "Send less at once: a text of up to 20,000 characters, a form of up to 2 MB.",
        ),
    ),
    429: ("Too many attempts", ("Wait a minute and try again.",)),
}
_WENT_WRONG = (
    "Something went wrong on our side",
    (
        "Nothing of what you just sent was saved. Go back: your browser still has what you typed.",
        "Try again in a minute.",
    ),
)
_BUSY = (
    "The tool is busy",
    ("The page could not be made just now and nothing was changed. Go back and try again in a minute.",),
)


def configure_errors(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(SignInNeeded, _to_sign_in)
    app.register_error_handler(ToolError, _tool_error)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _went_wrong)


def error_page(status: int, heading: str, paragraphs: Sequence[str]) -> Response:
    """An error page in the layout, with the number that finds the request in the log."""
    db.end_read()
    if wants_json():
        return make_response(jsonify(message=" ".join((heading, *paragraphs))), status)
    _find_actor_if_possible()
    body = render_template(
        "errors/error.html",
        heading=heading,
        paragraphs=list(paragraphs),
        typed=_typed(),
        reference=g.get("request_id", ""),
    )
    return make_response(body, status)


def _typed() -> Sequence[str]:
    """The longer texts of a form that was not taken, so that nobody has to remember what they wrote.

    Only for whoever is signed in and sent it with this session's own mark: nobody is made to see another's words.
    """
    if request.method != "POST" or g.get("actor") is None or not _has_its_mark():
        return ()
    sent = [value for name, value in request.form.items(multi=True) if _PASSWORD not in name]
    return [read_typed(value).text for value in sent if " " in value][:_MOST_TEXTS]


def _has_its_mark() -> bool:
    """Whether the form can be read at all, and is from a page of this session."""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except (ValidationError, HTTPException):
        return False
    return True


def _find_actor_if_possible() -> None:
    """The layout asks who is signed in; when the database is what failed, nobody is, so that a page can be made."""
    try:
        find_actor()
    except SQLAlchemyError:
        db.end_read()
        g.actor = None


def _to_sign_in(_error: SignInNeeded) -> Any:
    if wants_json():
        return error_page(401, "You are not signed in.", ())
    back = request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
    return redirect(url_for("security.login", next=back), 303)


def _tool_error(error: ToolError) -> Response:
    status, heading = next(
        (_TOOL_ERRORS[kind] for kind in type(error).__mro__ if kind in _TOOL_ERRORS),
        (400, "There is a problem"),
    )
    if isinstance(error, NotAllowed | NotFound):
        _record_refusal(status)
    if isinstance(error, Invalid):
        return error_page(status, heading, list(error.problems.values()))
    return error_page(status, heading, [str(error)])


def _record_refusal(status: int) -> None:
    db.end_read()
    try:
        user_id = find_user_id()
        db.end_read()
        with transaction(db.engines) as session:
            details = {"endpoint": request.endpoint, "method": request.method, "status": status}
            family_id = find_family_id(session, _keys_asked_for())
            record(session, Event.REFUSED, by=user_id, family_id=family_id, details=details)
    except SQLAlchemyError:
        log.exception("a refusal could not be recorded")


def _keys_asked_for() -> Collection[str]:
    """What the address names; it is not trusted to be a key."""
    named = (request.view_args or {}).values()
    return {value for value in named if isinstance(value, str) and is_mark(value)}


def _form_expired(_error: CSRFError) -> Response:
    return error_page(
        400,
        "This form has expired",
        (
            "Nothing was saved. Go back: your browser still has what you typed.",
            "Reload the page in another tab, sign in if asked, and send the form again.",
        ),
    )


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or SERVER_ERROR
    other = _HTTP_ERRORS[BAD_REQUEST] if status < SERVER_ERROR else _WENT_WRONG
    heading, paragraphs = _HTTP_ERRORS.get(status, other)
    response = error_page(status, heading, paragraphs)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _busy(error: OperationalError) -> Response:
    log.error("the database did not answer in time", exc_info=error)
    return error_page(503, *_BUSY)


def _went_wrong(error: Exception) -> Response:
    log.error("a request failed", exc_info=error)
    return error_page(500, *_WENT_WRONG)
