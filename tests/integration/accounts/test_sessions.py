"""How long a session lasts, what ends it, and that everything after it leads to sign-in and back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from gcp_tool.extensions import db
from gcp_tool.models import User
from tests.client import Browser, check_page, words
from tests.integration.accounts.people import (
    PASSWORD,
    events_since,
    is_signed_in,
    log_length,
    sign_in,
)
from tests.integration.world import World

Person = Callable[..., User]
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize(
    ("idle", "lasts"),
    [(IDLE - timedelta(seconds=1), True), (IDLE, True), (IDLE + timedelta(seconds=1), False)],
)
def test_a_session_ends_when_nothing_is_asked_for_half_an_hour(
    app: Flask, world: World, clock: time_machine.Traveller, idle: timedelta, lasts: bool
) -> None:
    browser = Browser(app, world.worker)
    clock.move_to(NOW + idle)
    assert is_signed_in(browser) is lasts
    assert is_signed_in(browser) is lasts


def test_a_session_goes_on_while_something_is_asked_until_its_day_is_over(
    app: Flask, world: World, clock: time_machine.Traveller
) -> None:
    browser = Browser(app, world.worker)
    for minutes in range(25, 12 * 60 + 1, 25):
        clock.move_to(NOW + timedelta(minutes=minutes))
        assert is_signed_in(browser), minutes
    clock.move_to(NOW + LONGEST)
    assert is_signed_in(browser)
    clock.move_to(NOW + LONGEST + timedelta(seconds=1))
    assert not is_signed_in(browser)


def test_asking_whether_the_server_is_up_does_not_prolong_a_session(
    app: Flask, world: World, clock: time_machine.Traveller
) -> None:
    browser = Browser(app, world.worker)
    clock.move_to(NOW + timedelta(minutes=20))
    assert browser.client.get("/healthz").status_code == 200
    clock.move_to(NOW + timedelta(minutes=31))
    assert browser.client.get("/healthz").status_code == 200
    assert not is_signed_in(browser)


def test_signing_in_again_begins_a_new_day(app: Flask, person: Person, clock: time_machine.Traveller) -> None:
    user, browser = person(), Browser(app)
    sign_in(browser, user.email, PASSWORD)
    clock.move_to(NOW + LONGEST + timedelta(hours=1))
    assert not is_signed_in(browser)
    sign_in(browser, user.email, PASSWORD)
    clock.move_to(NOW + LONGEST + timedelta(hours=1, minutes=29))
    assert is_signed_in(browser)


PAGES = ["/account/", "/account/password", "/families?page=2&show=closed", "/families/search"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_after_the_session_ended_leads_to_sign_in_and_back(
    app: Flask, person: Person, clock: time_machine.Traveller, path: str
) -> None:
    user, browser = person(), Browser(app)
    sign_in(browser, user.email, PASSWORD)
    browser.get(path)
    clock.move_to(NOW + timedelta(hours=1))
    response = browser.client.get(path)
    assert response.status_code == 303
    assert response.location.startswith("/sign-in?next=")
    assert response.location.endswith("&ended=yes")
    back = sign_in(browser, user.email, PASSWORD, path=response.location)
    assert back.location == path


def test_the_home_page_after_the_session_ended_leads_to_a_plain_sign_in(
    app: Flask, world: World, clock: time_machine.Traveller
) -> None:
    browser = Browser(app, world.worker)
    clock.move_to(NOW + timedelta(hours=1))
    assert browser.client.get("/").location == "/sign-in?ended=yes"


def test_the_sign_in_page_left_open_over_night_signs_in(
    app: Flask, person: Person, clock: time_machine.Traveller
) -> None:
    user, browser = person(), Browser(app)
    _, fields = browser.fields("/sign-in")
    clock.move_to(NOW + timedelta(days=2))
    response = browser.post("/sign-in", fields | {"email": user.email, "password": PASSWORD}, 302)
    assert response.location == "/"
    assert is_signed_in(browser)


def test_signing_in_over_a_session_that_ended_works_at_once(
    app: Flask, person: Person, clock: time_machine.Traveller
) -> None:
    user, browser = person(), Browser(app)
    _, fields = browser.fields("/sign-in")
    browser.sign_in(user)
    clock.move_to(NOW + timedelta(hours=1))
    browser.post("/sign-in", fields | {"email": user.email, "password": PASSWORD}, 302)
    assert is_signed_in(browser)


@pytest.mark.parametrize("missing", ["began", "seen"])
def test_a_session_that_does_not_say_how_old_it_is_has_ended(app: Flask, world: World, missing: str) -> None:
    browser = Browser(app, world.worker)
    with browser.client.session_transaction() as session:
        del session[missing]
    assert not is_signed_in(browser)


def test_signing_out_ends_the_session_and_is_on_record(app: Flask, person: Person) -> None:
    user = person()
    browser, before = Browser(app, user), log_length()
    _, fields = browser.fields("/account/")
    response = browser.post("/sign-out", {"csrf_token": fields["csrf_token"]})
    assert (response.status_code, response.location) == (302, "/sign-in")
    assert not is_signed_in(browser)
    assert events_since(before) == [("account.signed_out", user.id, user.id)]


def test_signing_out_takes_a_form_of_ours(app: Flask, world: World) -> None:
    browser, before = Browser(app, world.worker), log_length()
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        assert browser.client.open("/sign-out", method=method).status_code == 405
    check_page(browser.post("/sign-out", {}, 400))
    check_page(browser.post("/sign-out", {"csrf_token": "x"}, 400))
    assert is_signed_in(browser)
    assert events_since(before) == []


def test_signing_out_without_being_signed_in_is_nothing(app: Flask) -> None:
    browser, before = Browser(app), log_length()
    _, fields = browser.fields("/sign-in")
    assert browser.post("/sign-out", {"csrf_token": fields["csrf_token"]}).status_code == 302
    assert events_since(before) == []


def test_a_form_of_a_session_cannot_be_sent_in_the_next(app: Flask, person: Person) -> None:
    user, browser = person(), Browser(app)
    sign_in(browser, user.email, PASSWORD)
    action, fields = browser.fields("/account/")
    browser.post("/sign-out", {"csrf_token": fields["csrf_token"]}, 302)
    sign_in(browser, user.email, PASSWORD)
    assert "expired" in words(check_page(browser.post(action, fields, 400)))


def test_signing_out_everywhere_ends_every_session_of_that_person_alone(app: Flask, person: Person) -> None:
    user, other = person(), person()
    here, elsewhere, others, before = (
        Browser(app, user),
        Browser(app, user),
        Browser(app, other),
        log_length(),
    )
    _, stale = elsewhere.fields("/account/")
    response = here.submit("/account/", {}, 303)
    assert response.location == "/sign-in"
    assert [is_signed_in(browser) for browser in (here, elsewhere, others)] == [False, False, True]
    assert events_since(before) == [("account.signed_out_everywhere", user.id, user.id)]
    assert elsewhere.post("/account/sign-out-everywhere", stale).location == "/sign-in"
    assert events_since(before)[1:] == []


def test_somebody_whose_account_was_stopped_is_led_to_sign_in_whatever_they_send(
    app: Flask, person: Person
) -> None:
    user = person()
    browser = Browser(app, user)
    action, fields = browser.fields("/account/")
    with db.engines.writer() as session:
        session.execute(update(User).where(User.id == user.id).values(active=False))
        session.commit()
    before = log_length()
    assert browser.post(action, fields, 303).location == "/sign-in"
    assert events_since(before) == []
