"""Whatever goes wrong is a page in the layout with the right status that says what to do, and says nothing else."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, abort, after_this_request
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.test import TestResponse

from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.domain.errors import EditConflict, Invalid, NotAllowed, NotFound, NotPossible, Theirs, ToolError
from gcp_tool.extensions import db, limiter
from tests.client import Browser, check_page, words
from tests.integration.web.probes import FORM, Probe, added, rows, said
from tests.integration.world import World

Open = Callable[..., Browser]
OPEN = "/probes/open"
SECRET = "Isla Harrow of 4 Mill Lane"
HIDDEN = ("Traceback", "site-packages", "File &#34;", "sqlalchemy", "SELECT", "Exception", SECRET)


def check_error(response: TestResponse, status: int) -> str:
    """The words of an error page, which must be a page like any other and hide what it must."""
    assert response.status_code == status
    page = check_page(response)
    assert page.select("header, .govuk-service-navigation")
    assert "Content-Security-Policy" in response.headers
    said_words = words(page)
    assert [word for word in HIDDEN if word in response.text] == []
    assert len(said_words) > len(page.select("h1")[0].get_text()) + 10
    return said_words


RAISED: dict[str, tuple[Exception, int, str]] = {
    "a fault in the program": (ZeroDivisionError(SECRET), 500, "Something went wrong on our side"),
    "a broken rule of the database": (
        IntegrityError("INSERT", {"label": SECRET}, Exception(SECRET)),
        500,
        "Something went wrong on our side",
    ),
    "a database that does not answer": (
        OperationalError("SELECT", {"label": SECRET}, Exception(SECRET)),
        503,
        "The tool is busy",
    ),
    "no such record": (NotFound("There is no such record."), 404, "Page not found"),
    "not allowed": (NotAllowed("Ask your manager."), 403, "You cannot do this"),
    "not now": (NotPossible("It must be submitted first."), 409, "It must be submitted first."),
    "against a rule": (
        Invalid({"on": "Enter a day", "": "Check the form"}),
        422,
        "Enter a day Check the form",
    ),
    "changed by somebody else": (
        EditConflict(Theirs("A colleague", clock.now(), 2, {"label": SECRET})),
        409,
        "A colleague changed this",
    ),
    "a kind that has no page of its own": (ToolError("Do something else."), 400, "Do something else."),
    "text that is a class of errors": (UnicodeDecodeError("utf-8", b"\xff", 0, 1, SECRET), 500, "our side"),
}


@pytest.mark.parametrize("kind", RAISED)
def test_whatever_is_raised_is_a_page_that_hides_what_it_must(
    worker: Browser, probe: Probe, kind: str
) -> None:
    error, status, expected = RAISED[kind]

    def view() -> Any:
        raise error

    probe.shows = view
    assert expected in check_error(worker.client.get(OPEN), status)


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 405, 406, 408, 409, 410, 413, 415, 422, 429, 500, 501, 503]
)
def test_every_status_is_a_page(worker: Browser, probe: Probe, status: int) -> None:
    probe.shows = lambda: abort(status, SECRET)
    said_words = check_error(worker.client.get(OPEN), status)
    ours = status >= 500
    assert ("on our side" in said_words) is ours


def test_a_page_that_cannot_be_made_is_an_error_page(worker: Browser, probe: Probe) -> None:
    def fail() -> str:
        raise LookupError(SECRET)

    probe.shows = lambda: said(fail)
    check_error(worker.client.get(OPEN), 500)


def test_an_answer_that_cannot_be_sent_is_an_error_page(worker: Browser, probe: Probe) -> None:
    def view() -> str:
        @after_this_request
        def _fail(_response: Any) -> Any:
            raise LookupError(SECRET)

        return "said"

    probe.shows = view
    response = worker.client.get(OPEN)
    assert response.status_code == 500
    assert [word for word in HIDDEN if word in response.text] == []


def test_a_failure_has_a_number_that_the_log_has_too(worker: Browser, probe: Probe, logged: Any) -> None:
    def view() -> Any:
        raise LookupError(SECRET)

    probe.shows = view
    number = check_error(worker.client.get(OPEN), 500).rpartition(" ")[2]
    assert len(number) == 16
    assert f"request={number} " in logged.getvalue()
    assert "error=LookupError at=" in logged.getvalue()


def test_the_pages_of_a_person_are_in_their_navigation_and_others_have_none(
    app: Flask, worker: Browser, world: World
) -> None:
    assert "Sign out" in worker.get("/nowhere", 404).get_text()
    nobody = Browser(app).get("/nowhere", 404)
    assert "Sign out" not in nobody.get_text()
    assert world.worker.name not in nobody.get_text()


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("path", ["/", "/account/", "/sign-in", "/nowhere", OPEN])
def test_without_a_database_every_page_says_so(app: Flask, world: World, path: str, signed_in: bool) -> None:
    browser = Browser(app, world.worker if signed_in else None)
    kept = db.engines
    refused = (
        "postgresql+psycopg://nobody@127.0.0.1:1/none" if not kept.is_sqlite else "sqlite:////nowhere/none.db"
    )
    gone = Engines(refused)
    db.connect(gone)
    try:
        response = browser.client.get(path)
        if signed_in:
            assert "busy" in check_error(response, 503)
        else:
            assert response.status_code == {"/sign-in": 200, "/nowhere": 404}.get(path, 303)
        monitor = Browser(app).client
        assert monitor.get("/healthz").status_code == 200
        ready = monitor.get("/readyz")
        assert (ready.status_code, ready.mimetype) == (503, "text/plain")
    finally:
        db.connect(kept)
        gone.dispose()


WRONG_METHODS = [
    ("GET", "/account/sign-out-everywhere"),
    ("GET", "/sign-out"),
    ("POST", "/account/"),
    ("POST", "/healthz"),
    ("PUT", "/account/password"),
    ("DELETE", "/"),
    ("PATCH", "/families"),
    ("TRACE", "/"),
]


@pytest.mark.parametrize(("method", "path"), WRONG_METHODS)
def test_a_method_that_an_address_does_not_take_is_a_page_that_says_which(
    app: Flask, world: World, worker: Browser, method: str, path: str
) -> None:
    for browser in (worker, Browser(app)):
        response = browser.client.open(path, method=method)
        check_error(response, 405)
        assert method not in response.headers["Allow"]


WEIRD_PATHS = [
    "/%00",
    "/account/kept/%00",
    "/families/%00",
    "/families/search/a%00b",
    "/families/a%00b/people/%00",
    "/assessments/%00",
    "/assessments/a%00b/areas/%00",
    "/tools/%00",
    "/static/%00",
    "/sign-in/%00",
    "/" + "a" * 60_000,
    "/families/" + "a" * 60_000,
    "/static/" + "a" * 5_000,
    "//",
    "///",
    "//evil.example/",
    "//evil.example/account/",
    "/\\evil.example",
    "/%5Cevil.example",
    "/%2f%2fevil.example",
    "/account%2Fpassword",
    "/account/./password",
    "/account/../account/password",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/static/../../pyproject.toml",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/static/..%2f..%2fpyproject.toml",
    "/%ff%fe",
    "/%ED%A0%80",
    "/%",
    "/%zz",
    "/families/%F0%9F%91%B6",
    "/families/%E2%80%AE",
    "/families/;jsessionid=1",
    "/families?page=99999999999999999999999999",
    "/families?page=%00",
    "/families?page=-1&page=x&show=%00",
    "/account/?%00=%00",
    "/account/?next=%00&ended=%00",
    "/sign-in?next=%00",
    "/sign-in?next=" + "a" * 60_000,
    "/?to_sign=%00&drafts=1e9&waiting=%F0%9F%91%B6",
    "/?" + "&".join(f"a{n}=1" for n in range(5_000)),
]


@pytest.mark.parametrize("path", WEIRD_PATHS, ids=lambda path: path[:40])
def test_no_address_is_a_failure(app: Flask, world: World, worker: Browser, path: str) -> None:
    for browser in (worker, Browser(app)):
        for method in ("GET", "HEAD", "OPTIONS", "POST", "MADEUP"):
            response = browser.client.open(path, method=method)
            assert response.status_code < 500, method
            place = response.headers.get("Location", "/")
            assert place.startswith(("/", "http://localhost/")), method
            assert not place.startswith(("//", "/\\")), method
            if method == "GET" and response.status_code not in {200, 303, 308, 302}:
                check_error(response, response.status_code)


HOSTS = [
    "evil.example",
    "a b",
    "exa<mple",
    "[::1",
    "x" * 300,
    "127.0.0.1:99999999",
    "",
    ".",
    "a..b",
    "é.example",
    "a@b",
]


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host[:20])
def test_no_host_is_a_failure(app: Flask, host: str) -> None:
    for path in ("/", "/nowhere", "/sign-in", "/healthz"):
        response = Browser(app).client.get(path, headers={"Host": host})
        assert response.status_code < 500
        assert "Content-Security-Policy" in response.headers
        assert response.headers.get("Location", "/").startswith("/")


def test_asking_what_an_address_takes_answers_without_doing_it(worker: Browser) -> None:
    before = rows()
    for path in (FORM, "/account/password", "/account/sign-out-everywhere"):
        response = worker.client.options(path)
        assert (response.status_code, response.data) == (200, b"")
        assert "POST" in response.headers["Allow"]
    assert added(before) == {}
    worker.get("/account/")


@pytest.mark.parametrize(
    "path", ["/", "/account/", "/account/password", "/sign-in", "/nowhere", FORM, "/static/app.css"]
)
def test_the_head_of_a_page_is_that_of_the_page(worker: Browser, path: str) -> None:
    head, page = worker.client.head(path), worker.client.get(path)
    assert (head.status_code, head.data) == (page.status_code, b"")
    for name in ("Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options"):
        assert head.headers.get(name) == page.headers.get(name)


def test_a_form_of_more_than_two_megabytes_is_refused_with_what_to_do(worker: Browser) -> None:
    _, fields = worker.fields(FORM)
    before = rows()
    large = fields | {"agency_name": "North", "notes": "a" * (2 * 1024 * 1024)}
    assert "too large" in check_error(worker.post(FORM, large), 413)
    with_file = fields | {"upload": (BytesIO(b"a" * 3 * 1024 * 1024), "a.csv")}
    check_error(worker.client.post(FORM, data=with_file, content_type="multipart/form-data"), 413)
    assert added(before) == {}


def test_a_form_just_below_two_megabytes_is_answered_with_what_was_typed(worker: Browser) -> None:
    _, fields = worker.fields(FORM)
    typed = "a" * (1024 * 1024)
    response = worker.post(FORM, fields | {"agency_name": "North", "notes": typed}, 422)
    assert typed in response.text


BAD_CSRF: dict[str, dict[str, str]] = {
    "none": {},
    "empty": {"csrf_token": ""},
    "made up": {"csrf_token": "made-up"},
    "of another session": {"csrf_token": "other"},
    "NUL": {"csrf_token": "\0"},
    "very long": {"csrf_token": "a" * 100_000},
}


@pytest.mark.parametrize("bad", BAD_CSRF)
def test_a_form_that_is_not_from_our_page_is_refused(
    app: Flask, world: World, worker: Browser, bad: str
) -> None:
    _, fields = worker.fields(FORM)
    given = dict(BAD_CSRF[bad])
    if bad == "of another session":
        given = {"csrf_token": Browser(app, world.worker).fields(FORM)[1]["csrf_token"]}
    del fields["csrf_token"]
    before = rows()
    response = worker.post(FORM, fields | {"agency_name": "North"} | given)
    assert "This form has expired" in check_error(response, 400)
    assert added(before) == {}


BODIES: dict[str, tuple[bytes, str]] = {
    "none": (b"", ""),
    "none, as a form": (b"", "application/x-www-form-urlencoded"),
    "JSON": (b'{"agency_name": "North", "csrf_token": "x"}', "application/json"),
    "JSON that is none": (b'{"agency_name": ', "application/json"),
    "JSON, deep": (b"[" * 50_000, "application/json"),
    "words": (b"agency_name=North", "text/plain"),
    "a type that is none": (b"agency_name=North", "%%%"),
    "a character set that is none": (
        b"agency_name=\xff\xfe",
        "application/x-www-form-urlencoded; charset=none",
    ),
    "not UTF-8": (b"agency_name=\xff\xfe&notes=%ff%00", "application/x-www-form-urlencoded"),
    "equals signs": (b"=&=&&=%&%zz=%", "application/x-www-form-urlencoded"),
    "multipart without a boundary": (b"--x\r\n\r\na\r\n--x--", "multipart/form-data"),
    "multipart with an empty boundary": (b"----", "multipart/form-data; boundary="),
    "multipart cut short": (
        b'--x\r\nContent-Disposition: form-data; name="notes"\r\n\r\nabc',
        "multipart/form-data; boundary=x",
    ),
    "multipart without a name": (
        b"--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
    "multipart, binary": (bytes(range(256)) * 20, "multipart/form-data; boundary=x"),
    "multipart of 3,000 parts": (
        b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % n for n in range(3000))
        + b"--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
    "multipart with a head of 200 kB": (
        b'--x\r\nContent-Disposition: form-data; name="' + b"a" * 200_000 + b'"\r\n\r\n1\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    "3,000 fields": (
        "&".join(f"a{n}={n}" for n in range(3000)).encode(),
        "application/x-www-form-urlencoded",
    ),
    "XML": (b"<?xml version='1.0'?><a/>", "application/xml"),
}


TAKERS = [FORM, "/account/password", "/account/sign-out-everywhere", "/sign-in", "/nowhere"]


@pytest.mark.parametrize("body", BODIES)
def test_no_body_is_a_failure_or_leaves_anything(worker: Browser, body: str) -> None:
    data, kind = BODIES[body]
    _, fields = worker.fields(FORM)
    ours = {"X-CSRFToken": fields["csrf_token"], "Accept": "application/json"}
    before = rows()
    for path, headers in [
        *((path, {}) for path in TAKERS),
        (FORM, ours),
        ("/account/password", ours),
        ("/sign-in", ours),
    ]:
        response = worker.client.post(path, data=data, content_type=kind or None, headers=headers)
        assert response.status_code in {302, 303, 400, 404, 413, 415, 422}, (path, response.status_code)
        if response.status_code >= 400:
            if response.is_json:  # for a script of ours, which asks for it
                assert response.json["message"]
            else:
                check_page(response)
            assert [word for word in HIDDEN if word in response.text] == []
    assert added(before) == {}


def test_three_thousand_fields_that_are_not_ours_are_let_pass_unread(worker: Browser) -> None:
    _, fields = worker.fields(FORM)
    many = {f"field{n}": "x" for n in range(3000)}
    before = rows()
    worker.post(FORM, many | fields | {"agency_name": "North"}, 303)
    assert added(before) == {"agency": 1, "audit_event": 1, "once": 1}


def test_too_many_attempts_from_one_address_are_slowed_down(app: Flask) -> None:
    limiter.enabled = True
    limiter.reset()
    try:
        browser = Browser(app)
        _, fields = browser.fields("/sign-in")
        statuses = [browser.post("/sign-in", fields).status_code for _ in range(21)]
        assert statuses == [200] * 20 + [429]
        response = browser.post("/sign-in", fields)
        assert "Too many attempts" in check_error(response, 429)
        assert 0 < int(response.headers["Retry-After"]) <= 60
        browser.get("/sign-in")
    finally:
        limiter.reset()
        limiter.enabled = False
