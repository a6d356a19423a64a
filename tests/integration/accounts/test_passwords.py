"""A new password: who may set it, what it must be, and that it ends every other session."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from gcp_tool.accounts import routes
from gcp_tool.extensions import db
from gcp_tool.models import User
from tests.client import Browser, check_page, errors
from tests.integration.accounts.people import (
    PASSWORD,
    events_since,
    find,
    is_signed_in,
    log_length,
    said_since,
    sign_in,
)

Person = Callable[..., User]
NEW = "four more unrelated words"
PATH = "/account/password"
GOOD = {"current_password": PASSWORD, "new_password": NEW, "confirm_password": NEW}


def both(password: str) -> dict[str, str]:
    return {"new_password": password, "confirm_password": password}


FAULTS: dict[str, tuple[dict[str, str], list[str]]] = {
    "wrong now": ({"current_password": "wrong"}, ["Your password now is not right"]),
    "wrong now by a blank": ({"current_password": f"{PASSWORD} "}, ["Your password now is not right"]),
    "nothing now": ({"current_password": ""}, ["Enter your password now"]),
    "nothing new": (both(""), ["Enter a new password"]),
    "eleven characters": (both("a" * 11), ["New password must be 12 characters or more"]),
    "not the same": ({"confirm_password": f"{NEW}."}, ["The two new passwords must be the same"]),
    "the second empty": ({"confirm_password": ""}, ["The two new passwords must be the same"]),
    "1,001 characters": (both("a" * 1001), ["“New password” is 1 character too long: it can hold 1,000"]),
    "100,000 characters now": (
        {"current_password": "a" * 20_000},
        ["“Your password now” is 19,000 characters too long: it can hold 1,000"],
    ),
    "NUL": (both("a" * 12 + "\0"), ["“New password” holds a character that cannot be saved"]),
    "everything empty": (
        {"current_password": "", **both("")},
        ["Enter your password now", "Enter a new password"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_password_that_cannot_be_set_changes_nothing(app: Flask, person: Person, fault: str) -> None:
    changes, messages = FAULTS[fault]
    user = person()
    browser, elsewhere, before = Browser(app, user), Browser(app, user), log_length()
    response = browser.submit(PATH, GOOD | changes, 422)
    lines = errors(response)
    assert [line[: len(message)] for line, message in zip(lines, messages, strict=False)] == messages
    assert find(user).password == user.password
    assert is_signed_in(browser)
    assert is_signed_in(elsewhere)
    assert events_since(before) == []


@pytest.mark.parametrize(
    "password",
    [NEW, "a" * 12, "a" * 1000, "ünïcödé pässwörd", "  with blanks  ", "emoji 👶 and more", "e\u0301" * 12],
)
def test_a_new_password_counts_from_then_on(app: Flask, person: Person, password: str) -> None:
    user = person()
    Browser(app, user).submit(PATH, GOOD | both(password))
    old, new = Browser(app), Browser(app)
    sign_in(old, user.email, PASSWORD)
    sign_in(new, user.email, password)
    assert (is_signed_in(old), is_signed_in(new)) == (False, True)


def test_a_new_password_ends_every_other_session_and_this_one_goes_on(app: Flask, person: Person) -> None:
    user, other = person(), person()
    here, elsewhere, others, before = (
        Browser(app, user),
        Browser(app, user),
        Browser(app, other),
        log_length(),
    )
    assert here.submit(PATH, GOOD).location == "/account/"
    assert [is_signed_in(browser) for browser in (here, elsewhere, others)] == [True, False, True]
    assert events_since(before) == [("account.password_changed", user.id, user.id)]
    text = said_since(before)
    assert [word for word in (PASSWORD, NEW, user.email, user.name, "argon2") if word in text] == []
    here.submit("/account/", {}, 303)
    assert not is_signed_in(here)


def test_no_password_is_ever_sent_back(app: Flask, person: Person) -> None:
    browser = Browser(app, person())
    response = browser.submit(PATH, GOOD | {"confirm_password": "something else"}, 422)
    for box in check_page(response).select("input[type=password]"):
        assert not box.get("value")
    assert [word for word in (PASSWORD, NEW, "something else") if word in response.text] == []


def test_a_password_is_checked_and_hashed_while_no_connection_is_held(
    app: Flask, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashing takes a fifth of a second; SQLite has one write lock for everybody."""
    pool: Any = db.engines.engine.pool
    seen: list[tuple[str, bool]] = []
    hashed = routes.hash_password

    def look(password: str) -> str:
        with db.engines.writer() as session:
            session.connection()
            seen.append(("somebody else can write", True))
        result: str = hashed(password)
        return result

    monkeypatch.setattr(routes, "hash_password", look)
    Browser(app, person()).submit(PATH, GOOD)
    assert seen == [("somebody else can write", True)]
    assert pool.checkedout() == 0


def test_a_stolen_session_cannot_set_a_password_without_the_present_one(app: Flask, person: Person) -> None:
    user = person()
    browser = Browser(app, user)
    _, fields = browser.fields(PATH)
    del fields["current_password"]
    browser.post(PATH, fields | both(NEW), 422)
    assert find(user).password == user.password
