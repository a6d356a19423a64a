"""Every answer carries the same headers; only our own files and one known script may run."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

import pytest
from flask import Flask, Response, abort, render_template
from jinja2 import DictLoader

from gcp_tool.web.security import add_static_headers, configure_security_headers
from tests.unit.web.conftest import make_app

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@cache
def guarded(*, https: bool = True) -> Flask:
    app = make_app()
    configure_security_headers(app, https=https)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/")
    def home() -> str:
        return render_template("errors/error.html", heading="Home", paragraphs=[])

    @app.get("/kept")
    def kept() -> Response:
        response = Response("x")
        response.headers["Cache-Control"] = "private=True, no-store=True"
        return response

    @app.get("/fails")
    def fails() -> str:
        raise ZeroDivisionError

    @app.get("/refuses")
    def refuses() -> str:
        abort(403)

    return app


def policy_of(app: Flask) -> dict[str, str]:
    text = app.test_client().get("/").headers["Content-Security-Policy"]
    return dict(part.split(" ", 1) for part in text.split("; "))


def test_the_policy_allows_our_own_files_and_nothing_else() -> None:
    policy = policy_of(guarded())
    script = policy.pop("script-src")
    assert policy == POLICY
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/]{43}='", script)


def test_the_hash_is_of_the_script_that_our_pages_really_hold() -> None:
    app = guarded()
    page = app.test_client().get("/").text
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1
    digest = b64encode(sha256(scripts[0].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy_of(app)["script-src"]


@pytest.mark.parametrize("path", ["/", "/kept", "/fails", "/refuses", "/nowhere", "/static/nothing.css"])
def test_every_answer_has_every_header(path: str) -> None:
    response = guarded().test_client().get(path)
    headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"].lower() == "deny"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    for feature in ("camera", "microphone", "geolocation"):
        assert f"{feature}=()" in headers["Permissions-Policy"]
    assert "Content-Security-Policy" in headers
    if not path.startswith("/static"):
        assert headers.get_all("Cache-Control") == ["no-store"]


def test_files_may_be_kept_by_the_browser() -> None:
    response = guarded().test_client().get("/static/app.css")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] != "no-store"


def test_without_https_browsers_are_not_told_to_insist_on_it() -> None:
    assert "Strict-Transport-Security" not in guarded(https=False).test_client().get("/").headers


def test_a_page_of_the_library_without_its_script_stops_the_start() -> None:
    app = Flask(__name__)
    app.jinja_env.loader = DictLoader(
        {"govuk_frontend_jinja/template.html": "<script>a</script><script>b</script>"}
    )
    with pytest.raises(RuntimeError, match="2 inline scripts"):
        configure_security_headers(app, https=True)


def test_files_that_whitenoise_serves_have_headers_too() -> None:
    headers: dict[str, str] = {}
    add_static_headers(headers, "static/app.css", "/static/app.css")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
