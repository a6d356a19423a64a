"""The keys of what a browser keeps: for a live session of that person, for fourteen days; and a screen put away."""

import hashlib
import hmac
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from gcp_tool.accounts.journal import DAYS, derive
from gcp_tool.models import User
from tests.client import Browser, words
from tests.integration.accounts.people import PASSWORD, events_since, is_signed_in, log_length, sign_in

Person = Callable[..., User]
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
JSON = {"Accept": "application/json"}
PATH = "/account/journal-key"


def test_the_keys_are_those_of_rfc_5869() -> None:
    extracted = hmac.new(b"care over time: what a browser keeps", b"secret", hashlib.sha256).digest()
    expanded = hmac.new(extracted, b"anna day 1\x01", hashlib.sha256).digest()
    assert b64decode(derive("secret", "anna", "day 1")) == expanded
    assert len({derive(a, b, c) for a in "st" for b in "uv" for c in "wx"}) == 8


def test_each_person_has_keys_of_their_own_for_each_of_fourteen_days(app: Flask, person: Person) -> None:
    first, second = person(), person()
    with time_machine.travel(NOW, tick=False) as clock:
        response = Browser(app, first).client.get(PATH)
        mine, theirs = response.get_json(), Browser(app, second).client.get(PATH).get_json()
        clock.shift(timedelta(days=DAYS - 1))
        later = Browser(app, first).client.get(PATH).get_json()
        clock.shift(timedelta(days=1))
        too_late = Browser(app, first).client.get(PATH).get_json()
    assert response.headers["Cache-Control"] == "no-store"
    assert len(mine["keys"]) == DAYS
    assert mine["owner"] != theirs["owner"]
    assert set(mine["keys"].values()) & set(theirs["keys"].values()) == set()
    assert later["keys"][mine["today"]] == mine["keys"][mine["today"]]
    assert mine["today"] not in too_late["keys"]
    assert (mine["idle"], mine["left"]) == (30 * 60, 12 * 60 * 60)


def test_nobody_else_is_given_a_key(app: Flask, person: Person) -> None:
    user, stranger = person(), Browser(app)
    assert stranger.client.get(PATH, headers=JSON).status_code == 401
    with time_machine.travel(NOW, tick=False) as clock:
        browser = Browser(app, user)
        clock.shift(timedelta(hours=1))
        assert browser.client.get(PATH, headers=JSON).status_code == 401
        assert browser.client.get(PATH, headers=JSON).status_code == 401
    away = Browser(app, person(active=False))
    assert away.client.get(PATH, headers=JSON).status_code in {401, 403}


@pytest.mark.parametrize("path", ["/account/password#new_password", "/families?page=2#words"])
def test_sign_in_returns_to_the_same_page_and_field(app: Flask, person: Person, path: str) -> None:
    browser = Browser(app)
    address = path.replace("?", "%3F").replace("#", "%23").replace("&", "%26")
    assert sign_in(browser, person().email, PASSWORD, path=f"/sign-in?next={address}").location == path


def test_putting_the_screen_away_ends_the_session_and_shows_nothing(app: Flask, person: Person) -> None:
    user = person()
    browser, before = Browser(app, user), log_length()
    page = browser.get("/account/")
    form = page.select_one("form.app-away")
    fields = {str(box["name"]): str(box["value"]) for box in form.select("input")}
    response = browser.post(str(form["action"]), fields, 303)
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert not is_signed_in(browser)
    assert events_since(before)[-1][1] == user.id
    away = browser.get(str(response.location))
    assert words(away) == "Screen put away Sign in to go on."
    assert user.name not in str(away)
    assert away.select("nav, form") == []
    assert browser.get("/account/away").title is not None
    assert browser.post(str(form["action"]), fields).status_code in {303, 400}
