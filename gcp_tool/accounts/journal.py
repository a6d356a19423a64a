"""The keys to what a person's browsers kept while they could not send it: only a live session of theirs gets them."""

import base64
import hashlib
import hmac

from flask import Response, current_app, jsonify
from flask_wtf.csrf import generate_csrf

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import signed_in
from gcp_tool.accounts.blueprint import blueprint
from gcp_tool.accounts.sessions import seconds_left
from gcp_tool.core import clock

DAYS = 14
_SALT = b"care over time: what a browser keeps"
_A_DAY = 24 * 60 * 60


@blueprint.get("/journal-key")
@signed_in
def journal_key() -> Response:
    """A key for each of the last days, by the server's clock, and how long the session lasts. Never kept anywhere."""
    owner, secret = current_actor().key, str(current_app.config["SECRET_KEY"])
    today = int(clock.now().timestamp()) // _A_DAY
    idle, left = seconds_left()
    return jsonify(
        owner=derive(secret, owner, "owner", 12),
        today=str(today),
        keys={str(day): derive(secret, owner, f"day {day}") for day in range(today - DAYS + 1, today + 1)},
        csrf=generate_csrf(),
        idle=idle,
        left=left,
    )


def derive(secret: str, owner: str, what: str, length: int = 32) -> str:
    """Bytes that only the secret makes, for one person and one use: HKDF with SHA-256 (RFC 5869), in base 64."""
    extracted = hmac.digest(_SALT, secret.encode(), hashlib.sha256)
    expanded = hmac.digest(extracted, f"{owner} {what}".encode() + b"\x01", hashlib.sha256)
    return base64.b64encode(expanded[:length]).decode()
