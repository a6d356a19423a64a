"""Signing in by Flask-Security: its pages, our tables, our words, our lockout. Its own POSTs are not `@writes`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, request, session
from flask_security import LoginForm, RoleMixin, Security, UserDatastore
from flask_security.signals import user_authenticated, user_failed_authn
from sqlalchemy import func, select

from gcp_tool.access.guards import Access, stamp
from gcp_tool.accounts import services
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.extensions import db, limiter
from gcp_tool.models import User
from gcp_tool.settings import Settings


class SignInForm(LoginForm):
    """An address and a password. Nobody is remembered: that would outlive every limit of a session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.remember


class ReadingDatastore(UserDatastore):
    """How Flask-Security finds users. It never writes: sign-ins and failures are kept by our own services."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> User | None:  # noqa: FBT001, FBT002
        """The user with this one attribute; an address is found in whatever case it is typed."""
        name, value = kwargs.popitem()
        column = getattr(User, name)
        matches = func.lower(column) == str(value).lower() if case_insensitive else column == value
        return db.session.scalar(select(User).where(matches))

    def find_role(self, role: str) -> None:
        """Flask-Security's own roles are not used."""

    def put(self, model: User) -> User:
        """Nothing is written through Flask-Security."""
        return model

    def commit(self) -> None:
        """End the reading; nothing is written through Flask-Security."""
        db.end_read()


def configure_sign_in(app: Flask, settings: Settings) -> None:
    """Join Flask-Security to the app: sign-in and sign-out pages, argon2id, generic answers, lockout."""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of the method
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH=["argon2"],
        SECURITY_PASSWORD_LENGTH_MIN=services.PASSWORD_LENGTH,
        SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
        SECURITY_USER_IDENTITY_ATTRIBUTES=[{"email": {"mapper": _address, "case_insensitive": True}}],
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="/",
        SECURITY_POST_LOGOUT_VIEW="/sign-in",
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_MSG_GENERIC_AUTHN_FAILED=("Enter a correct email address and password", "error"),
    )
    security = Security(app, ReadingDatastore(User, RoleMixin), login_form=SignInForm)
    _close_other_doors(app, security)
    limited: Any = limiter.limit("20/minute", methods=["POST"])(app.view_functions["security.login"])
    app.view_functions["security.login"] = limited
    for endpoint in ("security.login", "security.logout"):
        view: Any = _takes_a_form(app.view_functions[endpoint])
        app.view_functions[endpoint] = stamp(view, Access(public=True))
    user_failed_authn.connect(_on_failure, app)
    user_authenticated.connect(_on_success, app)
    app.extensions["gcp_lockout"] = (settings.sign_in_attempts, settings.sign_in_lock_minutes)


def _close_other_doors(app: Flask, security: Security) -> None:
    """Only a form signs in and only the session's cookie says who somebody is.

    The library would hand out and take tokens, to which no limit of a session applies, and answer in JSON. It would
    also look the user up for every page that is made, error pages too, though pages know only the Actor.
    """
    security.login_manager.request_loader(lambda _request: None)
    security.want_json(lambda _request: False)
    processors = app.template_context_processors[None]
    processors[:] = [one for one in processors if one.__module__ != "flask_login.utils"]


def _takes_a_form(view: Callable[[], Any]) -> Callable[[], Any]:
    """Refuse JSON, which the library would read as if it were the form."""

    @wraps(view)
    def wrapper() -> Any:
        if request.is_json:
            abort(415)
        return view()

    return wrapper


def _address(text: str) -> str | None:
    return text.strip().lower() if "@" in text else None


def _on_failure(app: Flask, *, user: User, **_: Any) -> None:
    attempts, minutes = app.extensions["gcp_lockout"]
    db.end_read()
    with transaction(db.engines) as write:
        services.record_failed_sign_in(write, user_id=user.id, attempts=attempts, minutes=minutes)


def _on_success(_app: Flask, *, user: User, **_: Any) -> None:
    db.end_read()
    with transaction(db.engines) as write:
        services.record_sign_in(write, user_id=user.id)
    now = clock.now().timestamp()
    session["began"] = session["seen"] = now
