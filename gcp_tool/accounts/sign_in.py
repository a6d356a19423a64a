"""Signing in by Flask-Security: its pages, our tables, our words, our lockout. Its own POSTs are not `@writes`."""

from typing import Any

from flask import Flask, session
from flask_security import RoleMixin, Security, UserDatastore
from flask_security.signals import user_authenticated, user_failed_authn
from sqlalchemy import bindparam, func, select

from gcp_tool.access.guards import Access, stamp
from gcp_tool.accounts import services
from gcp_tool.accounts.forms import SignInForm
from gcp_tool.accounts.library import close_other_doors, records_sign_out, takes_our_form
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.extensions import db, limiter
from gcp_tool.models import User
from gcp_tool.settings import Settings

# one object, however many apps are made: a limit made anew for each would count a try once more for each
_brake = limiter.limit("20/minute", methods=["POST"])
# every request of somebody who is signed in runs it, so it is made once
_USER_OF_SESSION = select(User).where(User.fs_uniquifier == bindparam("uniquifier"))


class ReadingDatastore(UserDatastore):
    """How Flask-Security finds users. It never writes: sign-ins and failures are kept by our own services."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> User | None:  # noqa: FBT001, FBT002
        """The user with this one attribute; an address is found in whatever case it is typed."""
        name, value = kwargs.popitem()
        if name == "fs_uniquifier":
            return db.session.scalar(_USER_OF_SESSION, {"uniquifier": value})
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
        SECURITY_PASSWORD_NORMALIZE_FORM="NFC",  # noqa: S106 - of Unicode; as our forms do, or accents never match
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
    close_other_doors(app, security)
    views: dict[str, Any] = app.view_functions
    limited = _brake(views["security.login"])
    for endpoint, view in (
        ("security.login", limited),
        ("security.logout", records_sign_out(views["security.logout"])),
    ):
        views[endpoint] = stamp(takes_our_form(view), Access(public=True))
    user_failed_authn.connect(_on_failure, app)
    user_authenticated.connect(_on_success, app)
    app.extensions["gcp_lockout"] = (settings.sign_in_attempts, settings.sign_in_lock_minutes)


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
