"""What no page of ours makes a browser send is refused here, before anything else looks at the request."""

from flask import Flask, Response, abort, request
from werkzeug.exceptions import BadHost, SecurityError

NUL = "\0"


def configure_requests(app: Flask) -> None:
    """Refuse what no page of ours sends. Call it before the check for forged forms is joined to the app."""
    app.before_request(_check_shape)
    # without a host that can be one there are no addresses, so no page can be made
    app.register_error_handler(BadHost, _no_such_host)
    app.register_error_handler(SecurityError, _no_such_host)


def _check_shape() -> None:
    """An address with a NUL names nothing: PostgreSQL cannot even be asked. A part of a form has a name."""
    if NUL in request.path:
        abort(404)
    if any(NUL in text for pair in request.args.items(multi=True) for text in pair):
        abort(400)
    if request.endpoint is not None and (None in request.form or None in request.files):
        abort(400)


def wants_json() -> bool:
    """Whether a script of ours asks: it reads the status, and no page."""
    return request.headers.get("Accept") == "application/json"


def _no_such_host(_error: Exception) -> Response:
    return Response("There is nothing at this address.\n", 400, mimetype="text/plain")
