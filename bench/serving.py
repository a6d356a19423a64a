"""The servers that are measured: ours as `gcp-tool serve` runs it, and the floor, each with two workers.

Run as `python -m bench.serving ours|floor PORT`, with the settings in the environment as the tool reads them.
"""

import sys

from flask import Flask, render_template
from gunicorn.app.base import BaseApplication
from sqlalchemy import select

from bench.assessments import BAND
from bench.data import TOOL
from bench.floor import create_floor
from gcp_tool.access.guards import signed_in
from gcp_tool.app import create_app
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.cli.serve import Server
from gcp_tool.core.database import Engines
from gcp_tool.models import InstrumentVersion
from gcp_tool.settings import Settings, load_settings

EMPTY, VIEWED = "/bench/empty", "/bench/viewed"
_PAGE = (
    '{% extends "layouts/page.html" %}{% block title %}Empty{% endblock %}'
    "{% block content %}<h1>Empty</h1>{% endblock %}"
)


def add_empty_pages(app: Flask) -> None:
    """A page with nothing on it, and one whose viewing is recorded: what every page costs before its own work."""
    empty = app.jinja_env.from_string(_PAGE)

    @app.get(EMPTY)
    @signed_in
    def show_empty() -> str:
        return render_template(empty)

    @app.get(VIEWED)
    @signed_in
    @records_viewing
    def show_viewed() -> str:
        viewed(Event.FAMILY_VIEWED, family_id=1)
        return render_template(empty)


class _FloorServer(Server):
    """The floor under the same server."""

    def load_config(self) -> None:
        """The same options, but that it has no pool of ours to leave alone after a fork."""
        super().load_config()
        engines: Engines = self._app.extensions["floor_engines"]
        self.cfg.set("post_fork", lambda _server, _worker: engines.dispose(close=False))


def _server(which: str, settings: Settings) -> BaseApplication:
    if which == "ours":
        app = create_app(settings)
        add_empty_pages(app)
        return Server(app, settings)
    engines = Engines(settings.database_url)
    with engines.reader() as session:
        statement = select(InstrumentVersion).where(InstrumentVersion.code == TOOL)
        version = session.scalars(statement.order_by(InstrumentVersion.id.desc()).limit(1)).one()
        items = version.instrument.items_for(BAND)
    engines.dispose()
    return _FloorServer(create_floor(settings.database_url, settings.secret_key, items), settings)


if __name__ == "__main__":
    settings = load_settings()
    _server(sys.argv[1], settings.model_copy(update={"port": int(sys.argv[2])})).run()
