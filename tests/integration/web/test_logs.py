"""The log says which page, how it ended and how long it took, and nothing that a person typed, is, or is called."""

import io
import logging
import re
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from gcp_tool.audit import chain
from gcp_tool.extensions import db
from gcp_tool.models import Assessment
from gcp_tool.web.logs import RequestFormatter
from tests.client import Browser
from tests.integration.assessments import stories
from tests.integration.web.probes import FORM, PEOPLE, Probe, said
from tests.integration.world import World

TYPED = "Two empty cupboards and a zebra"
LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} info"
    r" request=[0-9a-f]{16} method=[A-Z]+ endpoint=(?:[a-z_.]+|-) status=\d{3} ms=\d+"
)


def private(world: World) -> list[str]:
    """Every word about a person, and every key that stands in an address."""
    people = [world.worker, world.manager, world.child, world.carer]
    names = [
        getattr(who, part, None) for who in people for part in ("name", "email", "given_name", "family_name")
    ]
    with db.engines.reader() as session:
        keys = session.scalars(select(Assessment.key)).all()
    keyed = [world.family.key, world.child.key, world.carer.key, world.tool.key, world.worker.key, *keys]
    return [TYPED, "zebra", world.family.label, world.family.ref, *keyed, *filter(None, names)]


def check_log(logged: io.StringIO, world: World, *more: str) -> list[str]:
    text = logged.getvalue()
    assert [word for word in [*private(world), *more] if word in text] == []
    assert "/families" not in text
    assert "/assessments" not in text
    return text.splitlines()


def test_a_request_is_one_line_by_its_endpoint(world: World, worker: Browser, logged: io.StringIO) -> None:
    worker.get(f"/families/{world.family.key}")
    worker.get(f"/families/{world.family.key}/nowhere", 404)
    worker.get(f"/assessments/{world.family.key}?words=zebra", 404)
    lines = check_log(logged, world)
    assert len(lines) == 3
    assert all(LINE.fullmatch(line) for line in lines), lines
    assert [re.findall(r"endpoint=(\S+) status=(\d+)", line)[0] for line in lines] == [
        ("history.show", "200"),
        ("-", "404"),
        ("assessments.show", "404"),
    ]


def test_a_whole_story_leaves_no_word_of_it_in_the_log(
    app: Flask, world: World, worker: Browser, logged: io.StringIO
) -> None:
    manager = Browser(app, world.manager)
    key = stories.start(worker, world)
    path = stories.area_path(key, stories.MEALS)
    worker.submit(path, {"grade-food.meals.enough": "zebra"}, 422)
    worker.submit(
        path, {"grade-food.meals.enough": "4", **stories.evidence("food.meals.enough", words=TYPED)}
    )
    action, stale = worker.fields(path)
    stories.grade(worker, key, stories.MEALS, "3", "3")
    worker.post(action, stale | {"grade-food.meals.enough": "2"}, 409)
    stories.complete(worker, key)
    manager.submit(f"/assessments/{key}/sign-off", {"decision": "return", "comments": TYPED})
    manager.get(f"/assessments/{key}")
    worker.submit("/families/search", {"words": f"{world.child.given_name} {TYPED}"})
    worker.get(f"/families/{world.family.key}/people/{world.child.key}/edit")
    check_log(logged, world, key, stale["once"], stale["csrf_token"])


def test_failures_leave_no_word_in_the_log(
    world: World, worker: Browser, probe: Probe, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"label": world.family.label, "words": TYPED}
    errors: list[Exception] = [
        IntegrityError("INSERT INTO family", given, Exception(TYPED)),
        OperationalError("INSERT INTO family", given, Exception(TYPED)),
        LookupError(world.family.key),
        ValueError(f"{TYPED} at /families/{world.family.key}"),
    ]
    _, fields = worker.fields(FORM)
    for error in errors:
        fail = raiser(error)
        probe.then = fail
        worker.post(f"{FORM}?key={world.family.key}", fields | {"agency_name": TYPED})
        probe.shows = fail
        worker.client.get(f"{PEOPLE}?key={world.family.key}")
        probe.shows = partial(said, fail)
        worker.client.get(f"/probes/open?key={world.family.key}")
    monkeypatch.setattr(chain, "append", raiser(LookupError(TYPED)))
    worker.get(f"/families/{world.family.key}", 500)
    lines = check_log(logged, world, fields["once"], fields["csrf_token"])
    failures = [line for line in lines if "error=" in line]
    assert len(failures) == 4 * 3 + 1
    assert [line for line in failures if not re.search(r" error=\w+ at=[\w.<>]+:\d+\(", line)] == []


def raiser(error: Exception) -> Any:
    """Something to call that raises."""

    def fail(*_: object) -> None:
        raise error

    return fail


def test_bad_requests_leave_no_word_in_the_log(
    app: Flask, world: World, worker: Browser, logged: io.StringIO
) -> None:
    for browser in (worker, Browser(app)):
        path = f"/families/{world.family.key}/edit"
        browser.post(path, {"label": TYPED})
        browser.client.post(path, json={"label": TYPED})
        browser.client.post(path, data=TYPED.encode(), content_type="multipart/form-data")
        browser.client.post(path, data=b"a" * 3_000_000, content_type="application/x-www-form-urlencoded")
        browser.client.put(path, data={"label": TYPED})
        browser.client.get(f"/families/{world.family.key}%00")
        browser.client.get("/sign-in", query_string={"next": f"/families/{world.family.key}"})
        browser.client.get(path, headers={"Host": "zebra" * 80, "Referer": TYPED, "User-Agent": TYPED})
    _, fields = Browser(app).fields("/sign-in")
    Browser(app).post("/sign-in", fields | {"email": world.worker.email, "password": TYPED})
    check_log(logged, world)


def test_an_error_in_the_log_is_its_kind_and_its_place_in_the_code() -> None:
    def fail() -> None:
        raise LookupError(TYPED)

    record = logging.LogRecord("gcp_tool", logging.ERROR, __file__, 1, "a request failed", None, None)
    try:
        fail()
    except LookupError as error:
        record.exc_info = (LookupError, error, error.__traceback__)
    line = RequestFormatter().format(record)
    assert TYPED not in line
    assert "\n" not in line
    assert re.search(r"error=LookupError at=test_logs\.py:\d+\(\w+\)>test_logs\.py:\d+\(fail\)$", line)
