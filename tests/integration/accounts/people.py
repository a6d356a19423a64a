"""Signing in as a person does, and what the database and the log then say of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from gcp_tool.extensions import db
from gcp_tool.models import AuditEvent, User
from tests.client import Browser

PASSWORD = "three unrelated words"
FAILED = "Enter a correct email address and password"


def sign_in(browser: Browser, email: str, password: str, *, path: str = "/sign-in", **more: str) -> Any:
    """Type an address and a password into the sign-in page and send it."""
    action, fields = browser.fields(path)
    return browser.post(action, fields | {"email": email, "password": password} | more)


def is_signed_in(browser: Browser) -> bool:
    """Whether the browser may open the page of its person's account."""
    return browser.client.get("/account/").status_code == 200


def find(user: User) -> User:
    """The user as they stand in the database."""
    with db.engines.reader() as session:
        found = session.get_one(User, user.id)
        session.expunge_all()
    return found


def log_length() -> int:
    with db.engines.reader() as session:
        return session.scalars(select(func.coalesce(func.max(AuditEvent.seq), 0))).one()


def events_since(length: int) -> Sequence[tuple[str, int | None, int | None]]:
    """What happened since, to whom, by whom."""
    with db.engines.reader() as session:
        wanted = select(AuditEvent).where(AuditEvent.seq > length).order_by(AuditEvent.seq)
        return [(row.event, row.actor_id, row.subject_id) for row in session.scalars(wanted)]


def said_since(length: int) -> str:
    """Everything that the log says since."""
    with db.engines.reader() as session:
        wanted = select(AuditEvent.canonical).where(AuditEvent.seq > length).order_by(AuditEvent.seq)
        return "\n".join(session.scalars(wanted))
