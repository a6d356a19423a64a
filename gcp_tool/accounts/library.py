"""The sign-in library held to what is wanted of it: a form signs in, a cookie says who somebody is, nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, redirect, request, url_for
from flask_security import EmailValidateException, Security, hash_password

from gcp_tool.access.actor import find_user_id
from gcp_tool.accounts import services
from gcp_tool.audit.transactions import transaction
from gcp_tool.core.text import compose
from gcp_tool.domain.errors import Invalid
from gcp_tool.extensions import db

View = Callable[[], Any]


def close_other_doors(app: Flask, security: Security) -> None:
    """Only a form signs in and only the session's cookie says who somebody is.

    The library would hand out and take tokens, to which no limit of a session applies, and answer in JSON. It would
    also look the user up for every page that is made, error pages too, though pages know only the Actor.
    """
    security.login_manager.request_loader(lambda _request: None)
    security.want_json(lambda _request: False)
    processors = app.template_context_processors[None]
    processors[:] = [one for one in processors if one.__module__ != "flask_login.utils"]


def takes_our_form(view: View) -> View:
    """Refuse JSON, which the library would read as if it were the form, and to lead anywhere but into the tool."""

    @wraps(view)
    def wrapper() -> Any:
        if request.is_json:
            abort(415)
        if not all(is_ours(address) for address in request.values.getlist("next")):
            return redirect(url_for("security.login"), 303) if request.method == "GET" else abort(400)
        return view()

    return wrapper


def is_ours(address: str) -> bool:
    """Whether a browser that is led to this address stays in the tool, however freely it reads it; nothing is."""
    if not address:
        return True
    is_path = address.startswith("/") and not address.startswith("//")
    return is_path and "\\" not in address and address.isprintable()


def address_of(app: Flask, text: str) -> str:
    """An email address as sign-in will look it up.

    Raises:
        Invalid: sign-in would not take it for one.
    """
    with app.app_context():
        try:
            address: str = app.extensions["security"].mail_util.normalize(text.strip())
        except EmailValidateException:
            raise Invalid(
                {"email": f"{text} is not an email address that somebody could sign in with."}
            ) from None
    return address.lower()


def hash_of(app: Flask, password: str) -> str:
    """The hash of a new password. It takes a fifth of a second, so never in a write.

    Raises:
        Invalid: it is too short or too long.
    """
    if not services.PASSWORD_LENGTH <= len(password) <= services.LONGEST_PASSWORD:
        least, most = services.PASSWORD_LENGTH, services.LONGEST_PASSWORD
        raise Invalid({"password": f"A password needs {least} characters or more, and {most:,} at most."})
    with app.app_context():
        hashed: str = hash_password(compose(password))
    return hashed


def records_sign_out(view: View) -> View:
    """Record that a person signed out, once they are."""

    @wraps(view)
    def wrapper() -> Any:
        user_id = find_user_id()
        response = view()
        if user_id is not None and find_user_id() is None:
            db.end_read()
            with transaction(db.engines) as write:
                services.record_sign_out(write, user_id=user_id)
        return response

    return wrapper
