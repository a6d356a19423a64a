"""A form sent twice makes one record and leads to the same place, however it comes to be sent twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from flask import Flask, abort
from sqlalchemy import select
from werkzeug.test import TestResponse

from gcp_tool.core.keys import KEY_LENGTH, new_key
from gcp_tool.domain.errors import NotPossible
from gcp_tool.extensions import db
from gcp_tool.models import Agency, Once
from tests.client import Browser, check_page, errors, read_form, words
from tests.integration.web import probes
from tests.integration.web.probes import FORM, Probe, added, rows
from tests.integration.world import World

Open = Callable[..., Browser]
TYPED = {"agency_name": "North Thornmere", "notes": "Rings back on Mondays.\nNot on Fridays."}
ONE = {"agency": 1, "audit_event": 1, "once": 1}


def filled(browser: Browser, **changes: str) -> dict[str, str]:
    """The fields of the form as a browser sends them, filled in."""
    _, fields = browser.fields(FORM)
    return fields | TYPED | changes


def made() -> list[str]:
    with db.engines.reader() as session:
        named = select(Agency.key).where(Agency.name.startswith(TYPED["agency_name"]))
        return list(session.scalars(named.order_by(Agency.id)))


def test_a_form_sent_three_times_makes_one_record_and_leads_to_the_same_place(worker: Browser) -> None:
    before, fields = rows(), filled(worker)
    places = [worker.post(FORM, fields, 303).location for _ in range(3)]
    assert places == [f"{FORM}?made={made()[-1]}"] * 3
    assert added(before) == ONE


def test_a_double_with_other_words_makes_nothing_either(worker: Browser) -> None:
    before, fields = rows(), filled(worker)
    first = worker.post(FORM, fields, 303)
    second = worker.post(FORM, fields | {"agency_name": "South"}, 303)
    assert second.location == first.location
    assert added(before) == ONE


def test_each_showing_of_a_form_makes_a_record_of_its_own(worker: Browser) -> None:
    before = rows()
    places = {worker.post(FORM, filled(worker), 303).location for _ in range(2)}
    assert len(places) == 2
    assert added(before) == dict.fromkeys(ONE, 2)


def test_a_double_from_another_window_of_the_same_person_leads_to_the_same_place(
    world: World, worker: Browser, browser: Open
) -> None:
    other, fields, before = browser(world.worker), filled(worker), rows()
    first = worker.post(FORM, fields, 303)
    again = filled(other, once=fields["once"])
    assert other.post(FORM, again, 303).location == first.location
    assert added(before) == ONE


def test_the_mark_of_somebody_elses_form_makes_nothing_and_tells_nothing(
    world: World, worker: Browser, browser: Open
) -> None:
    fields = filled(worker)
    first = worker.post(FORM, fields, 303)
    before = rows()
    response = browser(world.colleague).submit(FORM, TYPED | {"once": fields["once"]}, 409)
    assert "sent before" in words(response)
    assert first.location not in response.text
    assert added(before) == {}


@pytest.mark.parametrize("fault", ["an error on the form", "a rule", "a failure", "a refusal"])
def test_the_mark_of_a_form_that_was_not_kept_stays_good(worker: Browser, probe: Probe, fault: str) -> None:
    def refuse(agency: Agency) -> object:
        if fault == "a rule":
            raise NotPossible("Not now.")
        if fault == "a refusal":
            abort(403)
        raise LookupError(agency.name)

    before, fields = rows(), filled(worker)
    if fault == "an error on the form":
        response = worker.post(FORM, fields | {"agency_name": ""}, 422)
        _, shown = read_form(check_page(response), FORM)
        assert shown["once"] == fields["once"]
        assert shown["notes"] == TYPED["notes"]
    else:
        probe.then = refuse
        worker.post(FORM, fields)
        probe.then = probes.lead_on
    assert added(before) == {}
    worker.post(FORM, fields, 303)
    worker.post(FORM, fields, 303)
    assert added(before) == ONE


BAD_MARKS = {
    "none": None,
    "empty": "",
    "blank": " " * KEY_LENGTH,
    "short": "a" * (KEY_LENGTH - 1),
    "long": "a" * (KEY_LENGTH + 1),
    "not of our letters": "a" * (KEY_LENGTH - 1) + "/",
    "not ASCII": "é" * KEY_LENGTH,
    "full-width": "ａ" * KEY_LENGTH,
    "NUL": "a" * (KEY_LENGTH - 1) + "\0",
    "half a character": "a" * (KEY_LENGTH - 1) + "\N{REPLACEMENT CHARACTER}",
    "as SQL": "'; DROP TABLE once; --",
    "a hundred thousand characters": "a" * 100_000,
}


@pytest.mark.parametrize("bad", BAD_MARKS)
def test_a_form_without_a_mark_of_ours_is_refused_and_what_was_typed_is_kept(
    worker: Browser, bad: str
) -> None:
    fields = filled(worker)
    del fields["once"]
    if BAD_MARKS[bad] is not None:
        fields["once"] = BAD_MARKS[bad]
    before = rows()
    response = worker.post(FORM, fields, 422)
    assert added(before) == {}
    assert ["without a part it needs" in line for line in errors(response)] == [True]
    _, shown = read_form(check_page(response), FORM)
    assert {name: shown[name] for name in TYPED} == TYPED
    worker.post(FORM, shown, 303)
    assert added(before) == ONE


def test_the_first_of_two_marks_in_one_form_counts(worker: Browser) -> None:
    before, fields = rows(), filled(worker)
    marks = [fields["once"], new_key()]
    for _ in range(2):
        worker.post(FORM, fields | {"once": marks}, 303)
    assert added(before) == ONE
    with db.engines.reader() as session:
        assert session.scalars(select(Once.token).where(Once.token.in_(marks))).all() == marks[:1]


def test_a_write_whose_form_carries_no_mark_is_refused(worker: Browser, probe: Probe) -> None:
    probe.work = lambda: ("kept", 200)
    _, fields = worker.fields(FORM)
    before = rows()
    response = worker.post(probes.WORK, {"csrf_token": fields["csrf_token"]}, 400)
    check_page(response)
    assert "not whole" in words(response)
    assert added(before) == {}


def test_a_double_of_a_form_that_led_nowhere_says_so(worker: Browser, probe: Probe) -> None:
    probe.then = lambda _agency: ("kept", 200)
    before, fields = rows(), filled(worker)
    assert worker.post(FORM, fields, 200).text == "kept"
    response = worker.post(FORM, fields, 409)
    assert "sent before" in words(check_page(response))
    assert added(before) == ONE


@pytest.mark.parametrize("outcome", ["kept", "undone"])
def test_the_same_form_sent_twice_at_once_makes_one_record(
    app: Flask, world: World, worker: Browser, probe: Probe, outcome: str
) -> None:
    """The second waits on the database's own lock until the first is through: then it is its double, or the first."""
    is_in, may_go_on = Event(), Event()

    def wait(agency: Agency) -> object:
        if not is_in.is_set():
            is_in.set()
            assert may_go_on.wait(20)
            if outcome == "undone":
                abort(500)
        return probes.lead_on(agency)

    def send() -> TestResponse:
        return worker.app.test_client(use_cookies=False).post(FORM, data=fields, headers={"Cookie": cookie})

    probe.then = wait
    fields = filled(worker)
    cookie = f"gcp={worker.client.get_cookie('gcp').value}"
    before = rows()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(send)
        assert is_in.wait(20)
        second = pool.submit(send)
        assert not second.done()
        with pytest.raises(TimeoutError):
            second.result(timeout=0.5)
        may_go_on.set()
        responses = [first.result(30), second.result(30)]
    places = [response.location for response in responses]
    if outcome == "kept":
        assert [response.status_code for response in responses] == [303, 303]
        assert places[0] == places[1] == f"{FORM}?made={made()[-1]}"
    else:
        assert [response.status_code for response in responses] == [500, 303]
        assert places == [None, f"{FORM}?made={made()[-1]}"]
    assert added(before) == ONE


def test_many_doubles_at_once_make_one_record(worker: Browser) -> None:
    def send(_: int) -> str | None:
        client = worker.app.test_client(use_cookies=False)
        return client.post(FORM, data=fields, headers={"Cookie": cookie}).location

    fields = filled(worker)
    cookie = f"gcp={worker.client.get_cookie('gcp').value}"
    before = rows()
    with ThreadPoolExecutor(6) as pool:
        places = set(pool.map(send, range(12)))
    assert places == {f"{FORM}?made={made()[-1]}"}
    assert added(before) == ONE
