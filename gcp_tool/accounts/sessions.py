"""How long a session lasts, and what becomes of a form that arrives after it ended: it is kept for its sender."""

from datetime import timedelta

from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask_security import logout_user
from sqlalchemy import delete, select
from werkzeug.wrappers import Response

from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.extensions import db
from gcp_tool.models import HeldInput, User
from gcp_tool.settings import Settings
from gcp_tool.web.requests import wants_json

KEEP = timedelta(hours=24)
_TOUCH_SECONDS = 60
# of these nothing is left to keep without a password, or sending them again later is not what was meant
_NEVER_HELD = {
    "security.login",
    "security.logout",
    "accounts.change_password",
    "accounts.sign_out_everywhere",
    "accounts.put_away",
}
_NOT_KEPT = {"csrf_token", "password", "current_password", "new_password", "confirm_password"}


def configure_sessions(app: Flask, settings: Settings) -> None:
    """Set the cookie up and check the age of the session before every request."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-gcp" if settings.https else "gcp",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["gcp_session_limits"] = (settings.idle_minutes * 60, settings.longest_session_hours * 3600)
    app.before_request(_check_age)


def _check_age() -> Response | None:
    if "_user_id" not in session or request.endpoint in {"health.alive", "health.ready"}:
        return None
    idle, longest = current_app.extensions["gcp_session_limits"]
    now = clock.now().timestamp()
    if now - session.get("seen", 0) > idle or now - session.get("began", 0) > longest:
        return _end_session()
    if now - session["seen"] > _TOUCH_SECONDS:
        session["seen"] = now
    return None


def seconds_left() -> tuple[int, int]:
    """How many seconds without a request end the session of this request, and how many end it whatever is done."""
    idle, longest = current_app.extensions["gcp_session_limits"]
    used = clock.now().timestamp() - session.get("began", 0)
    return int(idle), max(0, int(longest - used))


def _end_session() -> Response | None:
    uniquifier = session["_user_id"]
    held = _may_be_held() and _hold(uniquifier)
    logout_user()
    session.clear()
    if wants_json():
        abort(401)
    if request.endpoint == "security.login":
        return None
    back = request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
    return redirect(url_for("security.login", next=back, ended="kept" if held else "yes"), 303)


def _may_be_held() -> bool:
    """Only what was sent to an address of ours was checked to come from our own page."""
    return request.method == "POST" and request.endpoint is not None and request.endpoint not in _NEVER_HELD


def _hold(uniquifier: str) -> bool:
    """Keep what was sent, for that user only."""
    form = [[name, value] for name, value in request.form.items(multi=True) if name not in _NOT_KEPT]
    if not form:
        return False
    now = clock.now()
    with transaction(db.engines) as write:
        user_id = write.scalar(select(User.id).where(User.fs_uniquifier == uniquifier, User.active))
        if user_id is None:
            return False
        write.execute(delete(HeldInput).where(HeldInput.expires_at <= now))
        held = HeldInput(user_id=user_id, path=request.path, form=form, at=now, expires_at=now + KEEP)
        write.add(held)
        write.flush()
        record(write, Event.INPUT_HELD, by=user_id, subject=("held_input", held.id))
    return True
