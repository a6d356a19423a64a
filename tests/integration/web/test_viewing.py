"""Reading is recorded: a page about people is sent only after it is on record that it was looked at."""

from typing import Any

import pytest
from flask import abort, make_response
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from gcp_tool.audit import chain
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import viewed
from gcp_tool.domain.errors import NotAllowed, NotFound
from gcp_tool.extensions import db
from gcp_tool.models import AuditEvent, Family
from tests.client import Browser, check_page, words
from tests.integration.web import probes
from tests.integration.web.probes import PEOPLE, Probe, added, rows, said
from tests.integration.world import World

SECRET = "Two empty cupboards"


def shows(world: World, answer: Any = None) -> Any:
    """A view of a family that says what it shows."""

    def view() -> Any:
        viewed(Event.FAMILY_VIEWED, family_id=world.family.id)
        return answer if answer is not None else said(lambda: SECRET)

    return view


def last_events(count: int) -> list[tuple[str, int | None, int | None]]:
    with db.engines.reader() as session:
        wanted = select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(count)
        return [(row.event, row.actor_id, row.family_id) for row in session.scalars(wanted)][::-1]


def test_looking_is_recorded_once_for_each_look(world: World, worker: Browser, probe: Probe) -> None:
    probe.shows = shows(world)
    before = rows()
    for _ in range(2):
        assert SECRET in words(worker.get(PEOPLE))
    assert added(before) == {"audit_event": 2}
    assert last_events(2) == [("family.viewed", world.worker.id, world.family.id)] * 2


def test_asking_for_the_head_of_a_page_is_looking_too(world: World, worker: Browser, probe: Probe) -> None:
    probe.shows = shows(world)
    before = rows()
    response = worker.client.head(PEOPLE)
    assert (response.status_code, response.data) == (200, b"")
    assert added(before) == {"audit_event": 1}


def test_a_page_may_say_that_it_shows_several_things(world: World, worker: Browser, probe: Probe) -> None:
    def view() -> Any:
        viewed(Event.FAMILY_LISTED, details={"count": 1})
        viewed(Event.FAMILY_VIEWED, family_id=world.family.id)
        return said(lambda: SECRET)

    probe.shows = view
    before = rows()
    worker.get(PEOPLE)
    assert added(before) == {"audit_event": 2}
    assert [event for event, *_ in last_events(2)] == ["family.listed", "family.viewed"]


def test_the_words_of_a_viewing_are_kept_apart_from_the_log(
    world: World, worker: Browser, probe: Probe
) -> None:
    def view() -> Any:
        viewed(Event.FAMILY_LISTED, words="a rare name")
        return said(lambda: SECRET)

    probe.shows = view
    before = rows()
    worker.get(PEOPLE)
    assert added(before) == {"audit_event": 1, "audit_note": 1}
    with db.engines.reader() as session:
        newest = session.scalars(select(AuditEvent.canonical).order_by(AuditEvent.seq.desc()).limit(1)).one()
    assert "a rare name" not in newest


def test_the_page_is_made_and_the_reading_over_before_the_viewing_is_recorded(
    world: World, worker: Browser, probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool: Any = db.engines.engine.pool
    append = chain.append

    def say() -> str:
        probe.seen.append(("page", db.session.get_one(Family, world.family.id).id))
        return SECRET

    def look(session: Any, entries: Any) -> None:
        probe.seen.append(("viewing", int(pool.checkedout())))
        append(session, entries)

    def view() -> Any:
        viewed(Event.FAMILY_VIEWED, family_id=world.family.id)
        return said(say)

    probe.shows = view
    monkeypatch.setattr(chain, "append", look)
    worker.get(PEOPLE)
    assert probe.seen[0] == ("page", world.family.id)
    assert probe.seen[1][0] == "viewing"
    assert probe.seen[1][1] <= 1


FAULTS: dict[str, tuple[type[Exception], int]] = {
    "the database does not answer": (OperationalError, 503),
    "anything else": (LookupError, 500),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_is_not_sent_when_the_viewing_cannot_be_recorded(
    world: World, worker: Browser, probe: Probe, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    kind, status = FAULTS[fault]

    def fail(*_: object) -> None:
        raise kind("INSERT", {}, Exception("no room")) if kind is OperationalError else kind()

    probe.shows = shows(world)
    before = rows()
    monkeypatch.setattr(chain, "append", fail)
    for method in ("get", "head"):
        response = getattr(worker.client, method)(PEOPLE)
        assert response.status_code == status
        assert SECRET not in response.text
    page = worker.get(PEOPLE, status)
    assert SECRET not in page.get_text()
    assert ("could not be put on record" in words(page)) is (status == 503)
    assert added(before) == {}


@pytest.mark.parametrize("answer", ["a page", "words", "a response", "JSON"])
def test_a_page_that_does_not_say_what_it_shows_is_refused(
    worker: Browser, probe: Probe, answer: str
) -> None:
    answers: dict[str, Any] = {
        "a page": said(lambda: SECRET),
        "words": SECRET,
        "JSON": {"said": SECRET},
    }
    probe.shows = lambda: make_response(SECRET) if answer == "a response" else answers[answer]
    before = rows()
    page = worker.get(PEOPLE, 500)
    assert SECRET not in page.get_text()
    assert added(before) == {}


REFUSALS: dict[str, tuple[Any, int, int]] = {
    "not allowed": (NotAllowed("Not yours."), 403, 1),
    "not found": (NotFound("Not there."), 404, 1),
    "a rule of HTTP": (404, 404, 0),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_is_recorded_as_a_refusal_and_not_as_a_look(
    world: World, worker: Browser, probe: Probe, refusal: str
) -> None:
    error, status, events = REFUSALS[refusal]

    def view() -> Any:
        viewed(Event.FAMILY_VIEWED, family_id=world.family.id)
        if isinstance(error, int):
            abort(error)
        raise error

    probe.shows = view
    before = rows()
    worker.get(PEOPLE, status)
    assert added(before) == ({"audit_event": events} if events else {})
    if events:
        assert last_events(1) == [("access.refused", world.worker.id, None)]


def test_what_one_request_viewed_is_not_put_down_to_the_next(
    world: World, worker: Browser, probe: Probe
) -> None:
    def fail() -> Any:
        viewed(Event.FAMILY_VIEWED, family_id=world.family.id)
        raise LookupError

    before = rows()
    probe.shows = fail
    worker.get(PEOPLE, 500)
    probe.shows = shows(world)
    worker.get(PEOPLE)
    assert added(before) == {"audit_event": 1}


def test_leading_on_without_showing_anything_needs_no_record(worker: Browser, probe: Probe) -> None:
    probe.shows = lambda: probes.go_to(probes.FORM)
    before = rows()
    assert worker.client.get(PEOPLE).status_code == 303
    assert added(before) == {}


def test_a_page_that_does_not_say_who_may_see_it_is_seen_by_nobody(
    app: Any, world: World, worker: Browser
) -> None:
    for browser, actor in ((worker, world.worker.id), (Browser(app), None)):
        response = browser.client.get(probes.UNDECLARED)
        assert response.status_code == 403
        assert "Nobody should see this" not in check_page(response).get_text()
        assert last_events(1) == [("access.refused", actor, None)]


def test_a_refusal_says_which_page_and_never_its_address(world: World, worker: Browser) -> None:
    worker.get(f"/assessments/{world.family.key}", 404)
    with db.engines.reader() as session:
        newest = session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(1)).one()
        assert '"details":{"endpoint":"assessments.show","method":"GET","status":404}' in newest.canonical
        assert world.family.key not in newest.canonical
        assert newest.request_id


@pytest.mark.parametrize("fault", [False, True])
def test_what_a_write_showed_is_kept_with_it_or_neither_is(
    world: World, worker: Browser, probe: Probe, monkeypatch: pytest.MonkeyPatch, fault: bool
) -> None:
    def show_and_keep() -> Any:
        viewed(Event.FAMILY_VIEWED, family_id=world.family.id)
        return probes.go_to(PEOPLE)

    def fail(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("no room"))

    probe.work = show_and_keep
    _, fields = worker.fields(probes.FORM)
    given = {name: fields[name] for name in ("csrf_token", "once")}
    before = rows()
    if fault:
        monkeypatch.setattr(chain, "append", fail)
    worker.post(probes.SHOWING_WORK, given, 503 if fault else 303)
    assert added(before) == ({} if fault else {"audit_event": 1, "once": 1})


@pytest.mark.parametrize("status", [200, 409, 422])
def test_what_an_undone_write_showed_is_still_on_record(
    world: World, worker: Browser, probe: Probe, status: int
) -> None:
    def show() -> Any:
        viewed(Event.FAMILY_VIEWED, family_id=world.family.id)
        return said(lambda: SECRET).render(), status

    probe.work = show
    _, fields = worker.fields(probes.FORM)
    before = rows()
    response = worker.post(
        probes.SHOWING_WORK, {name: fields[name] for name in ("csrf_token", "once")}, status
    )
    assert SECRET in response.text
    kept = {"once": 1} if status == 200 else {}
    assert added(before) == {"audit_event": 1, **kept}
