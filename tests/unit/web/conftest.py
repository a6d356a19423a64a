"""A small app with our templates and headers, and no database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.datastructures import MultiDict

from gcp_tool.web.template_helpers import TEMPLATES, configure_templates

STATIC = TEMPLATES.parent / "static"
Sent = Mapping[str, Any] | Sequence[tuple[str, Any]]


def make_app(static: Path = STATIC) -> Flask:
    app = Flask(__name__, static_folder=static, static_url_path="/static")
    app.config.update(SECRET_KEY="a key for tests alone", TESTING=True, WTF_CSRF_ENABLED=False)
    configure_templates(app)
    return app


@pytest.fixture(scope="session")
def app() -> Flask:
    """One app for all: its templates are compiled once. A test that changes it makes its own."""
    return make_app()


@pytest.fixture
def shown(app: Flask) -> Iterator[None]:
    """A request that shows a page."""
    with app.test_request_context("/"):
        yield


@pytest.fixture
def sent(app: Flask) -> Iterator[Callable[[Sent], None]]:
    """Make the test's request one that sends these fields."""
    contexts = []

    def send(fields: Sent) -> None:
        context = app.test_request_context("/", method="POST", data=MultiDict(fields))
        context.push()
        contexts.append(context)

    yield send
    for context in reversed(contexts):
        context.pop()


def tree(markup: object) -> BeautifulSoup:
    return BeautifulSoup(str(markup), "html5lib")


def shape(node: Tag | BeautifulSoup) -> list[Any]:
    """A tree as nested lists: names, attributes, words; blanks do not count."""
    found: list[Any] = []
    for child in node.children:
        if isinstance(child, Tag):
            attributes = {
                name: sorted(value) if isinstance(value, list) else value
                for name, value in child.attrs.items()
            }
            found.append([child.name, attributes, *shape(child)])
        elif words := str(child).split():
            found.append(" ".join(words))
    return found
