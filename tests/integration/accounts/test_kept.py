"""What was sent after a session had ended: kept a day for its sender alone, never with a password, never unchecked."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from gcp_tool.audit import chain
from gcp_tool.extensions import db
from gcp_tool.models import HeldInput, User
from tests.client import Browser, check_page, words
from tests.integration.accounts.people import events_since, log_length, said_since
from tests.integration.world import World

Person = Callable[..., User]
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
TYPED = "Two empty cupboards\nand a zebra"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def held(of: User) -> Sequence[HeldInput]:
    with db.engines.reader() as session:
        wanted = select(HeldInput).where(HeldInput.user_id == of.id).order_by(HeldInput.id)
        rows = session.scalars(wanted).all()
        session.expunge_all()
    return rows


def send_late(app: Flask, user: User, clock: time_machine.Traveller, **more: Any) -> str:
    """Fill in the search form, let the session end, send it; where that leads is returned."""
    browser = Browser(app, user)
    action, fields = browser.fields("/families/search")
    clock.move_to(LATER)
    return str(browser.post(action, fields | {"words": "Harrow"} | more, 303).location)


def test_it_is_kept_and_shown_to_its_sender(
    app: Flask, person: Person, clock: time_machine.Traveller
) -> None:
    user, before = person(), log_length()
    assert send_late(app, user, clock, words=f"  {TYPED}  ") == "/sign-in?ended=kept"
    [row] = held(user)
    assert events_since(before)[-1] == ("input.held", user.id, row.id)
    assert "zebra" not in said_since(before)
    page = Browser(app, user).get(f"/account/kept/{row.key}")
    assert "What you typed was kept" in words(page)
    assert [cell.get_text() for cell in page.select("dd")] == [f"  {TYPED}  "]
    assert "4 March 2026" in words(page)
    assert page.title is not None
    assert "zebra" not in page.title.get_text()


def test_it_is_shown_to_nobody_else(
    app: Flask, person: Person, world: World, clock: time_machine.Traveller
) -> None:
    user = person()
    send_late(app, user, clock)
    path = f"/account/kept/{held(user)[0].key}"
    for other in (person(), world.manager, world.administrator):
        assert "Harrow" not in words(Browser(app, other).get(path, 404))
        assert path not in str(Browser(app, other).get("/"))
    assert Browser(app).client.get(path).location.startswith("/sign-in")


@pytest.mark.parametrize(
    ("hours", "is_there"),
    [(0, True), (23.99, True), (24, False), (48, False)],
)
def test_it_is_gone_after_a_day(
    app: Flask, person: Person, clock: time_machine.Traveller, hours: float, is_there: bool
) -> None:
    user = person()
    send_late(app, user, clock)
    path = f"/account/kept/{held(user)[0].key}"
    clock.move_to(LATER + timedelta(hours=hours))
    browser = Browser(app, user)
    page = browser.get(path, 200 if is_there else 404)
    assert ("Harrow" in words(page)) is is_there
    assert (path in str(browser.get("/"))) is is_there


def test_what_is_over_is_deleted_when_something_new_is_kept(
    app: Flask, person: Person, clock: time_machine.Traveller
) -> None:
    first, second = person(), person()
    send_late(app, first, clock)
    clock.move_to(LATER + timedelta(days=1))
    browser = Browser(app, second)
    _, fields = browser.fields("/families/search")
    clock.move_to(LATER + timedelta(days=1, hours=1))
    browser.post("/families/search", fields | {"words": "Harrow"}, 303)
    assert (len(held(first)), len(held(second))) == (0, 1)


SECRETS = {
    "csrf_token": "x",
    "password": "secret one",
    "current_password": "secret two",
    "new_password": "secret three",
    "confirm_password": "secret four",
}


def test_no_password_and_no_mark_of_a_session_is_kept(
    app: Flask, person: Person, clock: time_machine.Traveller
) -> None:
    user = person()
    send_late(app, user, clock, **{name: word for name, word in SECRETS.items() if name != "csrf_token"})
    [row] = held(user)
    assert sorted(name for name, _ in row.form) == sorted({"once", "words", *birth_parts(row)})
    assert "secret" not in str(row.form)


def birth_parts(row: HeldInput) -> list[str]:
    return [name for name, _ in row.form if name.startswith("birth_on")]


@pytest.mark.parametrize("path", ["/account/password", "/account/"])
def test_a_form_that_a_password_is_part_of_is_not_kept(
    app: Flask, person: Person, clock: time_machine.Traveller, path: str
) -> None:
    user = person()
    browser = Browser(app, user)
    action, fields = browser.fields(path)
    clock.move_to(LATER)
    response = browser.post(
        action, fields | {name: "secret words enough" for name in fields if "password" in name}
    )
    assert response.location == "/sign-in?ended=yes"
    assert held(user) == []


@pytest.mark.parametrize("token", [None, "", "x", "of another session"])
def test_what_is_not_from_our_own_page_is_not_kept(
    app: Flask, person: Person, clock: time_machine.Traveller, token: str | None
) -> None:
    user = person()
    browser = Browser(app, user)
    action, fields = browser.fields("/families/search")
    del fields["csrf_token"]
    given = {} if token is None else {"csrf_token": token}
    if token == "of another session":
        given = {"csrf_token": Browser(app, user).fields("/families/search")[1]["csrf_token"]}
    clock.move_to(LATER)
    for path in (action, "//evil.example/families", "/nowhere", "/static/app.css", "/"):
        response = browser.client.post(path, data=fields | {"words": "Harrow"} | given)
        assert response.status_code in {303, 400, 404, 405}
        browser.sign_in(user)
    assert held(user) == []


@pytest.mark.parametrize(
    "path", ["/nowhere", "//evil.example/x", "/families/", "/account/", "/static/app.css"]
)
def test_what_goes_to_no_form_of_ours_is_not_kept(
    app: Flask, person: Person, clock: time_machine.Traveller, path: str
) -> None:
    user = person()
    browser = Browser(app, user)
    _, fields = browser.fields("/families/search")
    clock.move_to(LATER)
    browser.client.post(path, data=fields | {"words": "Harrow"})
    assert held(user) == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_only_what_was_posted_is_kept(
    app: Flask, person: Person, clock: time_machine.Traveller, method: str
) -> None:
    user = person()
    browser = Browser(app, user)
    _, fields = browser.fields("/families/search")
    clock.move_to(LATER)
    browser.client.open("/families/search", method=method, data=fields | {"words": "Harrow"})
    assert held(user) == []


ODD = {
    "emoji and right to left": "👶 \N{RIGHT-TO-LEFT OVERRIDE}Harrow\N{POP DIRECTIONAL FORMATTING} עברית",
    "markup": "<script>alert(1)</script> & \"quotes\" 'and' </textarea>",
    "NUL": "a\0b",
    "control characters": "a\x01\x0b\x1fb",
    "long": "ä" * 100_000,
    "lines": "one\r\ntwo\rthree\nfour",
    "not a character": "a\N{REPLACEMENT CHARACTER}b\ufffeb",
}


@pytest.mark.parametrize("kind", ODD)
def test_whatever_was_typed_is_kept_shown_and_sent_again(
    app: Flask, person: Person, clock: time_machine.Traveller, kind: str
) -> None:
    user = person()
    assert send_late(app, user, clock, words=ODD[kind]) == "/sign-in?ended=kept"
    [row] = held(user)
    assert ["words", ODD[kind]] in row.form
    browser = Browser(app, user)
    response = browser.client.get(f"/account/kept/{row.key}")
    assert response.status_code == 200
    page = BeautifulSoup(response.text, "html5lib")
    fields = {str(box["name"]): str(box["value"]) for box in page.select("main form input")}
    assert "\0" not in response.text
    assert browser.post(row.path, fields).status_code in {303, 422}
    assert "script" not in {tag.name for tag in page.select("main *")}


def test_a_field_that_was_sent_several_times_is_kept_as_often(
    app: Flask, person: Person, clock: time_machine.Traveller
) -> None:
    user = person()
    send_late(app, user, clock, words=["one", "two", "one"])
    [row] = held(user)
    assert [value for name, value in row.form if name == "words"] == ["one", "two", "one"]


def test_nothing_is_kept_for_an_account_that_was_stopped_or_signed_out_everywhere(
    app: Flask, person: Person, clock: time_machine.Traveller
) -> None:
    for change in ({"active": False}, {"fs_uniquifier": "another"}):
        user = person()
        browser = Browser(app, user)
        action, fields = browser.fields("/families/search")
        with db.engines.writer() as session:
            values = change if "active" in change else {"fs_uniquifier": f"another {user.id}"}
            session.execute(update(User).where(User.id == user.id).values(**values))
            session.commit()
        clock.move_to(LATER)
        assert browser.post(action, fields | {"words": "Harrow"}, 303).location == "/sign-in?ended=yes"
        assert held(user) == []
        clock.move_to(NOW)


def test_what_could_not_be_kept_is_not_said_to_be(
    app: Flask, person: Person, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("no room"))

    user = person()
    browser = Browser(app, user)
    action, fields = browser.fields("/families/search")
    clock.move_to(LATER)
    monkeypatch.setattr(chain, "append", fail)
    response = browser.post(action, fields | {"words": "Harrow"}, 503)
    assert "nothing was changed" in words(check_page(response))
    assert held(user) == []
    monkeypatch.undo()
    assert browser.post(action, fields | {"words": "Harrow"}, 303).location == "/sign-in?ended=kept"


def test_what_is_kept_is_in_no_address(app: Flask, person: Person, clock: time_machine.Traveller) -> None:
    user = person()
    location = send_late(app, user, clock, words="zebra")
    assert "zebra" not in location
    assert held(user)[0].key not in location
    assert len(held(user)[0].key) == 22


def test_a_wrong_key_of_what_was_kept_is_not_found(app: Flask, person: Person) -> None:
    browser = Browser(app, person())
    for key in ("x", "a" * 22, "%00", "é" * 22, "a" * 5000):
        browser.get(f"/account/kept/{key}", 404)
