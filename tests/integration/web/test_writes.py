"""One view, one write transaction, one commit: what fails leaves nothing, wherever it fails."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Response, abort, make_response, render_template_string
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from gcp_tool.audit import chain
from gcp_tool.audit.chain import find_fault
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.domain.errors import Invalid, NotAllowed, NotFound, NotPossible
from gcp_tool.extensions import db
from gcp_tool.models import Agency, AuditEvent
from gcp_tool.web.pages import Page
from tests.client import Browser, check_page, words
from tests.integration.web import probes
from tests.integration.web.faults import connections_in_use, statements
from tests.integration.web.probes import FORM, AgencyForm, Probe, added, rows
from tests.integration.world import World

TYPED = {"agency_name": "North Thornmere", "notes": "Rings back on Mondays."}
ONE = {"agency": 1, "audit_event": 1, "once": 1}


def raises(error: Exception) -> Callable[[Agency], Any]:
    def view(_agency: Agency) -> Any:
        raise error

    return view


def page_of(agency: Agency, status: int) -> Page:
    form = AgencyForm()
    return Page("probes/form.html", {"form": form, "agency": agency, "look": probes.probe.look}, status)


OUTCOMES: dict[str, tuple[Callable[[Agency], Any], int]] = {
    "a page that says 422": (lambda agency: page_of(agency, 422), 422),
    "a page that says 409": (lambda agency: page_of(agency, 409), 409),
    "a page that says 503": (lambda agency: page_of(agency, 503), 503),
    "words and a status": (lambda _: ("no", 400), 400),
    "a response": (lambda _: make_response("no", 418), 418),
    "an answer that is none of ours": (lambda _: Response("odd", 199), 199),
    "abort": (lambda _: abort(404), 404),
    "a rule": (raises(NotPossible("Not now.")), 409),
    "a fault in what was given": (raises(Invalid({"agency_name": "Enter another name"})), 422),
    "a failure": (raises(ZeroDivisionError()), 500),
    "a template that cannot be made": (lambda _: render_template_string("{{ missing.name }}"), 500),
    "an answer that Flask cannot send": (lambda _: object(), 500),
    "a busy database": (raises(OperationalError("UPDATE", {}, Exception("locked"))), 503),
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_view_that_does_not_succeed_leaves_nothing(worker: Browser, probe: Probe, outcome: str) -> None:
    probe.then, status = OUTCOMES[outcome]
    _, fields = worker.fields(FORM)
    before = rows()
    worker.post(FORM, fields | TYPED, status)
    assert added(before) == {}
    assert connections_in_use() == 0


REFUSALS = {
    "not allowed": (NotAllowed("This is not yours to do."), 403),
    "not found": (NotFound("There is no such agency."), 404),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_undoes_the_work_and_is_recorded_in_a_transaction_of_its_own(
    world: World, worker: Browser, probe: Probe, refusal: str
) -> None:
    error, status = REFUSALS[refusal]
    probe.then = raises(error)
    before = rows()
    response = worker.submit(FORM, TYPED, status)
    assert str(error) in words(response)
    assert added(before) == {"audit_event": 1}
    with db.engines.reader() as session:
        event_ = session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(1)).one()
        assert (event_.event, event_.actor_id) == ("access.refused", world.worker.id)
        details = f'"details":{{"endpoint":"probes.save_agency","method":"POST","status":{status}}}'
        assert details in event_.canonical
        assert find_fault(session) is None


def test_a_refusal_that_cannot_be_recorded_is_still_a_refusal(
    worker: Browser, probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("no room on the disk"))

    probe.then = raises(NotAllowed("This is not yours to do."))
    _, fields = worker.fields(FORM)
    before = rows()
    monkeypatch.setattr(chain, "append", fail)
    response = worker.post(FORM, fields | TYPED, 403)
    assert "not yours" in words(check_page(response))
    assert added(before) == {}


def test_the_work_and_its_event_are_kept_together(world: World, worker: Browser) -> None:
    before = rows()
    worker.submit(FORM, TYPED)
    assert added(before) == ONE
    with db.engines.reader() as session:
        agency = session.scalars(select(Agency).order_by(Agency.id.desc())).first()
        event_ = session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(1)).one()
        assert agency is not None
        assert (event_.event, event_.actor_id, event_.subject_id) == (
            "agency.added",
            world.worker.id,
            agency.id,
        )
        assert TYPED["agency_name"] not in event_.canonical


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_seal_that_fails_undoes_the_work(
    worker: Browser, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    append = chain.append

    def fail(session: Any, entries: Any) -> None:
        if when == "after":
            append(session, entries)
        raise LookupError("the seal broke")

    monkeypatch.setattr(chain, "append", fail)
    before = rows()
    worker.submit(FORM, TYPED, 500)
    assert added(before) == {}


def test_the_seal_is_the_last_thing_before_the_commit(worker: Browser) -> None:
    _, fields = worker.fields(FORM)
    with statements() as seen:
        worker.post(FORM, fields | TYPED, 303)
    assert [" ".join(sql.split()[:2]) for sql in seen[-2:]] == ["INSERT INTO", "UPDATE audit_head"]
    assert "INTO audit_event" in seen[-2]
    assert [number for number, sql in enumerate(seen) if "audit_head" in sql] == [
        len(seen) - 3,
        len(seen) - 1,
    ]


def test_a_write_that_fails_at_any_statement_leaves_nothing(worker: Browser) -> None:
    _, fields = worker.fields(FORM)
    with statements() as seen:
        worker.post(FORM, fields | TYPED, 303)
    assert len(seen) > 6
    _, fields = worker.fields(FORM)
    before = rows()
    for number in range(1, len(seen) + 1):
        with statements(fail_at=number):
            response = worker.post(FORM, fields | TYPED, 500)
        check_page(response)
        assert added(before) == {}, seen[number - 1]
        assert connections_in_use() == 0
    worker.post(FORM, fields | TYPED, 303)
    assert added(before) == ONE


def test_a_commit_that_fails_leaves_nothing(worker: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: Any) -> None:
        raise OSError("no room on the disk")

    _, fields = worker.fields(FORM)
    before = rows()
    event.listen(db.engines.engine, "commit", fail)
    try:
        worker.post(FORM, fields | TYPED, 500)
    finally:
        event.remove(db.engines.engine, "commit", fail)
    assert added(before) == {}


def test_reading_ends_before_the_write_begins(worker: Browser, probe: Probe) -> None:
    def look(agency: Agency) -> Any:
        probe.seen.append(connections_in_use())
        return probes.lead_on(agency)

    probe.then = look
    worker.submit(FORM, TYPED)
    assert probe.seen == [1]
    assert connections_in_use() == 0


def test_a_page_made_of_a_write_is_made_after_the_commit(worker: Browser, probe: Probe) -> None:
    probe.look = lambda: f"{count_agencies()} {connections_in_use()}"
    probe.then = lambda agency: page_of(agency, 200)
    before = count_agencies()
    _, fields = worker.fields(FORM)
    page = check_page(worker.post(FORM, fields | TYPED, 200))
    assert page.select("#look")[0].get_text() == f"{before + 1} 0"
    assert page.select("#agency")[0].get_text().startswith(TYPED["agency_name"])


@pytest.mark.parametrize("status", [409, 422])
def test_a_page_made_of_what_was_undone_still_has_all_that_was_loaded(
    worker: Browser, probe: Probe, status: int
) -> None:
    probe.look = lambda: f"{count_agencies()} {connections_in_use()}"
    probe.then = lambda agency: page_of(agency, status)
    before = count_agencies()
    page = check_page(worker.submit(FORM, TYPED, status))
    assert page.select("#look")[0].get_text() == f"{before} 0"
    assert page.select("#agency")[0].get_text().startswith(TYPED["agency_name"])
    assert page.select("#notes")[0].get_text().strip() == TYPED["notes"]


def count_agencies() -> int:
    with db.engines.reader() as session:
        return session.scalars(select(func.count()).select_from(Agency)).one()


def test_a_write_that_records_nothing_leaves_the_log_as_it_was(worker: Browser, probe: Probe) -> None:
    probe.work = lambda: probes.go_to(FORM)
    _, fields = worker.fields(FORM)
    before = rows()
    worker.post(probes.WORK, {name: fields[name] for name in ("csrf_token", "once")}, 303)
    assert added(before) == {"once": 1}


def test_words_of_an_event_go_with_the_work_when_it_is_undone(worker: Browser, probe: Probe) -> None:
    def give_a_reason(_agency: Agency) -> Any:
        record(db.session, Event.FAMILY_CHANGED, by=None, words="a reason")
        raise NotPossible("Not now.")

    probe.then = give_a_reason
    before = rows()
    worker.submit(FORM, TYPED, 409)
    assert added(before) == {}


def test_events_of_one_write_are_not_left_for_the_next(worker: Browser, probe: Probe) -> None:
    probe.then = raises(NotPossible("Not now."))
    before = rows()
    worker.submit(FORM, TYPED, 409)
    probe.then = probes.lead_on
    worker.submit(FORM, TYPED)
    assert added(before) == ONE


def test_a_form_with_errors_is_not_a_write(worker: Browser) -> None:
    before = rows()
    response = worker.submit(FORM, TYPED | {"agency_name": " "}, 422)
    assert "Enter a name" in words(response)
    assert added(before) == {}
