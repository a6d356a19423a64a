"""Signing in: who may, what everybody else is told (the same), and that an account locks exactly."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from flask import Flask
from flask_security import hash_password
from sqlalchemy import update

from gcp_tool.app import create_app
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.models import User, UserPosting
from gcp_tool.settings import load_settings
from tests.client import Browser, check_page, errors, words
from tests.integration.accounts.people import (
    FAILED,
    PASSWORD,
    events_since,
    find,
    is_signed_in,
    log_length,
    said_since,
    sign_in,
)
from tests.integration.app_fixtures import SECRET
from tests.integration.world import World

Person = Callable[..., User]
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
LOCK_MINUTES = 15


def test_the_right_password_signs_in_and_leads_home(app: Flask, person: Person) -> None:
    user, browser, before = person(), Browser(app), log_length()
    response = sign_in(browser, user.email, PASSWORD)
    assert (response.status_code, response.location) == (302, "/")
    assert user.name in browser.get("/").get_text()
    assert events_since(before)[0] == ("account.signed_in", user.id, user.id)


@pytest.mark.parametrize("spelling", [str.upper, str.title, str.swapcase, "  {}  ".format, "{}\n".format])
def test_an_address_counts_in_whatever_case_it_is_typed(
    app: Flask, person: Person, spelling: Callable[[str], str]
) -> None:
    user, browser = person(), Browser(app)
    sign_in(browser, spelling(user.email), PASSWORD)
    assert is_signed_in(browser)


BAD_PASSWORDS = [
    "wrong",
    PASSWORD.upper(),
    f" {PASSWORD}",
    f"{PASSWORD} ",
    PASSWORD[:-1],
    "",
    " ",
    "a" * 100_000,
    "\0",
]


@pytest.mark.parametrize("password", BAD_PASSWORDS, ids=lambda text: repr(text[:10]))
def test_any_other_password_does_not(app: Flask, person: Person, password: str) -> None:
    user, browser = person(), Browser(app)
    response = sign_in(browser, user.email, password)
    page = check_page(response)
    assert response.status_code == 200
    assert errors(page) == [FAILED]
    assert "password" not in {box.get("value") for box in page.select("input")}
    assert not is_signed_in(browser)


BAD_ADDRESSES = [
    "nobody@thornmere.example",
    "",
    " ",
    "not an address",
    "@",
    "a@b",
    "%",
    "a\0b@thornmere.example",
    "a@b\N{REPLACEMENT CHARACTER}.example",
    "ı@thornmere.example",
    "x" * 100_000 + "@thornmere.example",
    "' OR 1=1 --@thornmere.example",
    "\N{RIGHT-TO-LEFT OVERRIDE}elpmaxe@thornmere.example",
]


@pytest.mark.parametrize("address", BAD_ADDRESSES, ids=lambda text: repr(text[:12]))
def test_an_address_that_nobody_has_is_told_the_same(app: Flask, address: str) -> None:
    browser, before = Browser(app), log_length()
    response = sign_in(browser, address, PASSWORD)
    assert (response.status_code, errors(check_page(response))) == (200, [FAILED])
    assert not is_signed_in(browser)
    assert events_since(before) == []


def same_page(app: Flask, email: str, password: str) -> str:
    """What is answered, without what differs from one showing of the page to the next."""
    page = check_page(sign_in(Browser(app), email, password))
    for field in page.select("input[type=hidden], input[name=email]"):
        field["value"] = ""
    return re.sub(r"sha256-[^']*", "", str(page))


def test_the_answer_never_tells_whether_there_is_an_account(app: Flask, person: Person) -> None:
    locked, off = person(locked_until=datetime.now(UTC) + timedelta(minutes=5)), person(active=False)
    without = person(password=None)
    answers = {
        same_page(app, email, password)
        for email, password in [
            ("nobody@thornmere.example", "wrong"),
            ("nobody@thornmere.example", PASSWORD),
            (person().email, "wrong"),
            (person().email, ""),
            ("not an address", PASSWORD),
            (locked.email, PASSWORD),
            (locked.email, "wrong"),
            (off.email, PASSWORD),
            (off.email, "wrong"),
            (without.email, PASSWORD),
            (without.email, "x"),
        ]
    }
    assert len(answers) == 1


def test_only_one_line_says_what_is_wrong_and_the_address_is_kept(app: Flask, person: Person) -> None:
    user = person()
    page = check_page(sign_in(Browser(app), user.email, "wrong"))
    assert errors(page) == [FAILED]
    assert page.select("#email")[0]["value"] == user.email
    assert "value" not in page.select("#password")[0].attrs
    assert page.title is not None
    assert page.title.get_text().startswith("Error: Sign in")


@pytest.mark.parametrize("which", ["no password", "not active"])
def test_somebody_who_may_not_sign_in_is_told_the_same(app: Flask, person: Person, which: str) -> None:
    user = person(password=None) if which == "no password" else person(active=False)
    browser = Browser(app)
    assert errors(sign_in(browser, user.email, PASSWORD)) == [FAILED]
    assert errors(sign_in(browser, user.email, "")) == [FAILED]
    assert not is_signed_in(browser)


def test_somebody_whose_account_was_stopped_is_out_at_once(app: Flask, person: Person) -> None:
    user = person()
    browser = Browser(app, user)
    assert is_signed_in(browser)
    with db.engines.writer() as session:
        session.execute(update(User).where(User.id == user.id).values(active=False))
        session.commit()
    assert browser.client.get("/account/").location.startswith("/sign-in")


# lockout


def fail(app: Flask, user: User, times: int = 1) -> list[str]:
    """Wrong passwords, each from another machine."""
    return [line for _ in range(times) for line in errors(sign_in(Browser(app), user.email, "wrong"))]


def test_the_fifth_wrong_password_in_a_row_locks_the_account(app: Flask, person: Person) -> None:
    user = person()
    with time_machine.travel(NOW, tick=False):
        fail(app, user, 4)
        assert (find(user).failed_count, find(user).locked_until) == (4, None)
        before = log_length()
        fail(app, user)
        assert (find(user).failed_count, find(user).locked_until) == (
            0,
            NOW + timedelta(minutes=LOCK_MINUTES),
        )
        assert events_since(before) == [
            ("account.sign_in_failed", None, user.id),
            ("account.locked", None, user.id),
        ]
        browser = Browser(app)
        assert errors(sign_in(browser, user.email, PASSWORD)) == [FAILED]
        assert not is_signed_in(browser)


def test_four_wrong_passwords_do_not_lock(app: Flask, person: Person) -> None:
    user, browser = person(), Browser(app)
    fail(app, user, 4)
    sign_in(browser, user.email, PASSWORD)
    assert is_signed_in(browser)


def test_a_sign_in_forgets_the_failures_before_it(app: Flask, person: Person) -> None:
    user = person()
    for _ in range(2):
        fail(app, user, 4)
        sign_in(Browser(app), user.email, PASSWORD)
        assert (find(user).failed_count, find(user).locked_until) == (0, None)


@pytest.mark.parametrize(("minutes", "opens"), [(0, False), (14, False), (15, True), (16, True)])
def test_a_locked_account_opens_by_itself(app: Flask, person: Person, minutes: int, opens: bool) -> None:
    user, browser = person(), Browser(app)
    with time_machine.travel(NOW, tick=False):
        fail(app, user, 5)
    with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
        sign_in(browser, user.email, PASSWORD)
        assert is_signed_in(browser) is opens


def test_a_lock_does_not_end_sessions_that_are_open(app: Flask, person: Person) -> None:
    user = person()
    browser = Browser(app, user)
    fail(app, user, 5)
    assert is_signed_in(browser)


def test_wrong_passwords_that_come_at_once_are_all_counted(app: Flask, person: Person) -> None:
    user = person()
    browsers = [Browser(app) for _ in range(4)]
    forms = [(browser, browser.fields("/sign-in")[1]) for browser in browsers]

    def send(form: tuple[Browser, dict[str, Any]]) -> None:
        browser, fields = form
        browser.post("/sign-in", fields | {"email": user.email, "password": "wrong"}, 200)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, forms))
    assert find(user).failed_count == 4
    fail(app, user)
    assert find(user).locked_until is not None


def test_failures_of_one_person_are_not_held_against_another(app: Flask, person: Person) -> None:
    user, other = person(), person()
    fail(app, user, 5)
    browser = Browser(app)
    sign_in(browser, other.email, PASSWORD)
    assert is_signed_in(browser)


def test_the_log_of_sign_ins_holds_no_address_and_no_password(app: Flask, person: Person) -> None:
    user, before = person(), log_length()
    fail(app, user, 5)
    sign_in(Browser(app), "nobody@thornmere.example", "a rare word")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20)):
        browser = Browser(app)
        sign_in(browser, user.email, PASSWORD)
        browser.submit("/account/", {})
    text = said_since(before)
    assert "account.signed_out_everywhere" in text
    assert [word for word in (user.email, user.name, "wrong", "rare", "@", PASSWORD) if word in text] == []


# without a posting, and with one that does not help


def test_somebody_without_a_posting_is_told_so_and_may_do_nothing(app: Flask, person: Person) -> None:
    user, browser = person(), Browser(app)
    with db.engines.writer() as session:
        over = {"ended_on": datetime.now(UTC).date()}
        session.execute(update(UserPosting).where(UserPosting.user_id == user.id).values(over))
        session.commit()
    before = log_length()
    response = sign_in(browser, user.email, PASSWORD)
    assert response.location == "/"
    for path in ("/", "/account/", "/families", "/families/search", "/account/password"):
        assert "not at work in any agency" in words(browser.get(path, 403))
    assert browser.client.get("/sign-in").location == "/"
    browser.get("/nowhere", 404)
    refused = events_since(before)[1:]
    assert refused == [("access.refused", user.id, None)] * 5


@pytest.mark.parametrize("role", [None, *Role])
def test_everybody_with_a_posting_has_a_home_and_an_account(
    app: Flask, person: Person, role: Role | None
) -> None:
    user = person(role=role)
    browser = Browser(app, user)
    browser.get("/")
    assert user.email in browser.get("/account/").get_text()


# where sign-in leads

EVIL = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "%09//evil.example",
    "http://evil.example",
    "https://evil.example/account/",
    "HTTPS://EVIL.EXAMPLE",
    "http:evil.example",
    "http:///evil.example",
    "http:\\\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,hello",
    "vbscript:x",
    "ftp://evil.example",
    "//localhost@evil.example",
    "http://localhost@evil.example",
    "http://localhost:80@evil.example/",
    "http://localhost.evil.example",
    "//evil.example:80",
    "//evil%2eexample",
    "//[::1]",
    "http://[",
    "/\r\nSet-Cookie: a=b",
    "/\r\nLocation: http://evil.example",
    "\N{FULLWIDTH SOLIDUS}\N{FULLWIDTH SOLIDUS}evil.example",
    "/\N{FULLWIDTH SOLIDUS}evil.example",
    "http://evil\N{IDEOGRAPHIC FULL STOP}example",
    ".evil.example",
    "@evil.example",
    "evil.example",
    "?next=//evil.example",
    "#//evil.example",
    "",
    " ",
]


@pytest.mark.parametrize("way", ["in the address", "in the form", "in both"])
def test_sign_in_never_leads_out_of_the_tool(app: Flask, person: Person, way: str) -> None:
    user = person()
    for target in EVIL:
        browser = Browser(app)
        _, fields = browser.fields("/sign-in")
        fields |= {"email": user.email, "password": PASSWORD}
        if way != "in the address":
            fields["next"] = target
        address = {"next": target} if way != "in the form" else {}
        response = browser.client.post("/sign-in", data=fields, query_string=address)
        assert response.status_code in {302, 400}, target
        assert stays(response.headers.get("Location", "/")), target
        assert "Set-Cookie: a=b" not in str(response.headers)


def stays(location: str) -> bool:
    """Whether a browser, which reads addresses freely, would stay in the tool."""
    as_read = location.strip().replace("\\", "/")
    parts = urlsplit(as_read)
    plain = not [mark for mark in "\r\n\t" if mark in location] and not as_read.startswith("//")
    return plain and (parts.scheme, parts.netloc) in {("", ""), ("http", "localhost")}


def test_a_sign_in_page_that_was_to_lead_elsewhere_leads_home(app: Flask, person: Person) -> None:
    user = person()
    for target in ("//evil.example", "https://evil.example/", "http://[", "/\\evil.example"):
        browser = Browser(app)
        response = browser.client.get("/sign-in", query_string={"next": target})
        assert (response.status_code, response.location) == (303, "/sign-in")
        assert sign_in(browser, user.email, PASSWORD, path=response.location).location == "/"
        out = browser.client.get("/sign-in", query_string={"next": target})
        assert stays(out.location)


def test_sign_out_never_leads_out_of_the_tool(app: Flask, world: World) -> None:
    for target in EVIL:
        browser = Browser(app, world.worker)
        _, fields = browser.fields("/account/")
        given = {"csrf_token": fields["csrf_token"], "next": target}
        assert stays(browser.post("/sign-out", given).headers.get("Location", "/")), target


@pytest.mark.parametrize(
    "path",
    ["/account/password", "/families/search", "/families?page=2&show=closed", "/account/", "/families"],
)
def test_a_page_leads_to_sign_in_and_back(app: Flask, person: Person, path: str) -> None:
    browser = Browser(app)
    to_sign_in = browser.client.get(path)
    assert to_sign_in.status_code == 303
    back = sign_in(browser, person().email, PASSWORD, path=to_sign_in.location)
    assert back.location == path
    browser.get(path)


def test_somebody_signed_in_who_opens_the_sign_in_page_is_led_home(app: Flask, world: World) -> None:
    response = Browser(app, world.worker).client.get("/sign-in")
    assert (response.status_code, response.location) == (302, "/")


# the only door


def token_of(browser: Browser, user: User) -> str:
    """What the sign-in library takes for a token of the user."""
    with browser.app.app_context():
        token: str = user.get_auth_token()
    return token


def test_only_the_cookie_of_a_session_says_who_somebody_is(app: Flask, person: Person) -> None:
    user, browser = person(), Browser(app)
    token = token_of(browser, user)
    ways: list[dict[str, Any]] = [
        {"headers": {"Authentication-Token": token}},
        {"query_string": {"auth_token": token}},
        {"json": {"auth_token": token}},
        {"auth": (user.email, PASSWORD)},
        {"headers": {"Authorization": f"Bearer {token}"}},
    ]
    for way in ways:
        assert browser.client.get("/account/", **way).status_code == 303, way
    assert browser.client.get("/", data=b"[" * 50_000, content_type="application/json").status_code == 303


def test_signing_in_by_anything_but_a_form_is_refused(app: Flask, person: Person) -> None:
    user, browser = person(), Browser(app)
    _, fields = browser.fields("/sign-in")
    headers = {"X-CSRFToken": fields["csrf_token"], "Accept": "application/json"}
    given = {"email": user.email, "password": PASSWORD}
    response = browser.client.post("/sign-in?include_auth_token", json=given, headers=headers)
    assert response.status_code == 415
    assert response.json is not None
    assert set(response.json) == {"message"}
    assert not is_signed_in(browser)
    form = browser.client.post("/sign-in?include_auth_token", data=fields | given, headers=headers)
    assert form.status_code == 302
    assert "authentication_token" not in form.text


def test_nobody_is_remembered_beyond_their_session(app: Flask, person: Person) -> None:
    user, browser = person(), Browser(app)
    page = browser.get("/sign-in")
    assert page.select("[name=remember]") == []
    response = sign_in(browser, user.email, PASSWORD, remember="y")
    assert [cookie.partition("=")[0] for cookie in response.headers.getlist("Set-Cookie")] == ["gcp"]


# cookies and hashes


@pytest.mark.parametrize("https", [True, False])
def test_the_cookie_of_a_session_is_for_this_tool_alone(app: Flask, https: bool) -> None:
    kept = db.engines
    made = create_app(
        load_settings(
            database_url="sqlite:///:memory:", secret_key=SECRET, training_area=not https, https=https
        )
    )
    db.connect(kept)
    response = made.test_client().get(
        "/sign-in", base_url="https://localhost" if https else "http://localhost"
    )
    [cookie] = response.headers.getlist("Set-Cookie")
    name, *flags = [part.strip() for part in cookie.split(";")]
    assert name.partition("=")[0] == ("__Host-gcp" if https else "gcp")
    assert set(flags) == {"HttpOnly", "Path=/", "SameSite=Lax", *(["Secure"] if https else [])}


def test_a_cookie_that_was_changed_or_made_up_is_nobodys(app: Flask, world: World) -> None:
    browser = Browser(app, world.worker)
    kept = browser.client.get_cookie("gcp")
    assert kept is not None
    for value in (kept.value[:-2], kept.value[::-1], "x", "", "a.b.c", "." * 100, "é"):
        other = Browser(app)
        other.client.set_cookie("gcp", value)
        assert other.client.get("/account/").status_code == 303


def test_a_password_is_kept_as_an_argon2id_hash_that_costs_enough() -> None:
    made = create_app(
        load_settings(database_url="sqlite:///:memory:", secret_key=SECRET, training_area=True, https=False)
    )
    with made.app_context():
        hashed = hash_password(PASSWORD)
    cost = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$", hashed)
    assert cost is not None
    memory, rounds = (int(number) for number in cost.groups())
    assert memory >= 19 * 1024
    assert rounds >= 2
