"""A client that behaves as a browser does and checks what a browser would not: valid pages, nothing uncommitted,
no personal words in addresses or titles."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gcp_tool.core import clock
from gcp_tool.models import User

# what is said in a page: values of attributes and runs of text, but for what could be markup
SAID = re.compile(r'="[^"&<>]*"|(>\s*)([^<>&\s][^<>&]*)(?=<)')
REDIRECTS = {301, 302, 303, 307, 308}
Fields = Mapping[str, "str | list[str]"]


class Browser:
    """One person's browser. `submit` reads the form of a page and sends it as a browser would."""

    def __init__(self, app: Flask, user: User | None = None) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        if user is not None:
            self.sign_in(user)

    def sign_in(self, user: User) -> None:
        """Sign in without the cost of a password hash; the sign-in page has tests of its own."""
        now = clock.now().timestamp()
        with self.client.session_transaction() as session:
            session.update({"_user_id": user.fs_uniquifier, "_fresh": True, "began": now, "seen": now})

    def get(self, path: str, status: int = 200) -> BeautifulSoup:
        """The page at a path, checked."""
        response = self.client.get(path)
        assert response.status_code == status, f"GET {path}: {response.status_code}\n{response.text[:2000]}"
        return check_page(response)

    def post(self, path: str, data: Fields, status: int | None = None) -> TestResponse:
        """Send fields as they are."""
        response = self.client.post(path, data=data)
        if status is not None:
            assert response.status_code == status, f"POST {path}: {response.status_code}\n{words(response)}"
        return response

    def fields(self, path: str, form: int = 0) -> tuple[str, dict[str, Any]]:
        """Where a page's form goes, and its fields as a browser would send them untouched."""
        return read_form(self.get(path), path, form)

    def submit(self, path: str, changes: Fields, status: int = 303, form: int = 0) -> TestResponse:
        """Open a page, fill its form in, send it. Redirects are not followed."""
        action, data = self.fields(path, form)
        data.update(changes)
        response = self.post(action, {k: v for k, v in data.items() if v is not None}, status)
        if status not in REDIRECTS:
            check_page(response)
        return response


def check_page(response: TestResponse) -> BeautifulSoup:
    """The page as a tree. It must be valid HTML, have one h1, and never be kept by a cache."""
    assert response.mimetype == "text/html", response.mimetype
    check_valid(SAID.sub(_unsaid, response.text))
    assert response.headers["Cache-Control"] == "no-store"
    soup = tree(response.text)
    assert len(soup.find_all("h1")) == 1, [h.get_text() for h in soup.find_all("h1")]
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    assert not soup.find_all(style=True), "inline style"
    return soup


def _unsaid(found: re.Match[str]) -> str:
    return '=""' if found[0].startswith("=") else found[1] + (found[2] and "x")


@cache
def check_valid(markup: str) -> None:
    """Raise ParseError for a page that is not valid HTML; pages that differ only in what they say are read once."""
    html5lib.HTMLParser(strict=True).parse(markup)


def tree(markup: str) -> BeautifulSoup:
    """A valid page as a tree."""
    return BeautifulSoup(markup, "html.parser")


def read_form(soup: BeautifulSoup, path: str, index: int = 0) -> tuple[str, dict[str, Any]]:
    """The action and the fields of the page's form; the sign-out form of the layout is not counted."""
    forms = soup.select("main form[method=post]")
    assert len(forms) > index, f"{path} has {len(forms)} forms"
    form = forms[index]
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        add_field(data, field)
    return str(form.get("action") or path), data


def add_field(data: dict[str, Any], field: Tag) -> None:
    """Add a field to the data if a browser would send it."""
    name, kind = field.get("name"), field.get("type", "text")
    if not name or field.has_attr("disabled") or kind == "submit":
        return
    if kind in {"radio", "checkbox"}:
        if field.has_attr("checked"):
            data.setdefault(name, []).append(field.get("value", "on"))
        return
    if field.name == "select":
        chosen = field.find("option", selected=True) or field.find("option")
        data[name] = chosen.get("value", chosen.get_text()) if chosen else ""
        return
    data[name] = field.get_text().removeprefix("\n") if field.name == "textarea" else field.get("value", "")


def words(page: BeautifulSoup | TestResponse) -> str:
    """The words of a page's main part, spaces folded."""
    soup = page if isinstance(page, BeautifulSoup) else tree(page.text)
    return " ".join((soup.find("main") or soup).get_text(" ").split())


def errors(page: BeautifulSoup | TestResponse) -> list[str]:
    """The lines of the error summary."""
    soup = page if isinstance(page, BeautifulSoup) else tree(page.text)
    return [" ".join(li.get_text(" ").split()) for li in soup.select(".govuk-error-summary__list li")]
