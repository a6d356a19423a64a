"""Views that do as a test tells them, behind the same guards, forms and transactions as real ones."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, url_for
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import func, select

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import signed_in
from gcp_tool.accounts.services import add_agency
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.core.keys import new_key
from gcp_tool.core.text import LONGEST_TEXT
from gcp_tool.domain.vocabulary import AgencyKind
from gcp_tool.extensions import db
from gcp_tool.models import Agency, Base
from gcp_tool.web.forms import BaseForm, LongTextField, TextField
from gcp_tool.web.pages import Page, Room, form_page, go_to, page
from gcp_tool.web.transactions import writes

TEMPLATES = {
    "probes/form.html": """{% extends "layouts/form.html" %}
{% set heading = "Add an agency" %}{% set button_text = "Add" %}
{% block title %}Add an agency{% endblock %}
{% block intro %}<p id="agency">{{ agency.name if agency else "" }}</p><p id="look">{{ look() }}</p>{% endblock %}
{% block fields %}{{ form.agency_name() }}{{ form.notes() }}{% endblock %}""",
    "probes/said.html": """{% extends "layouts/page.html" %}
{% block title %}A probe{% endblock %}
{% block content %}<h1 class="govuk-heading-l">A probe</h1><p id="said">{{ said() }}</p>{% endblock %}""",
}
FORM = "/probes/agency"
UNDECLARED, PEOPLE = "/probes/undeclared", "/probes/people"
WORK, SHOWING_WORK = "/probes/work", "/probes/showing-work"

blueprint = Room("probes", __name__, url_prefix="/probes")


class AgencyForm(BaseForm):
    """A name and words."""

    agency_name = TextField("Name", required="Enter a name")
    notes = LongTextField("Notes", longest=LONGEST_TEXT)


def lead_on(agency: Agency) -> Any:
    """Where a form that was taken leads: to what it made."""
    return go_to(url_for("probes.agency", made=agency.key))


def nothing() -> str:
    return ""


@dataclass
class Probe:
    """What the views do; a test sets it, and every test begins with a new one."""

    then: Callable[[Agency], Any] = lead_on
    work: Callable[[], Any] = nothing
    shows: Callable[[], Any] = nothing
    look: Callable[[], object] = nothing
    seen: list[object] = field(default_factory=list)


probe = Probe()


@blueprint.get("/agency")
@signed_in
def agency() -> Page:
    """Ask for an agency."""
    return form_page("probes/form.html", form=AgencyForm(), agency=None, look=nothing)


@blueprint.post("/agency")
@signed_in
@writes
def save_agency() -> Any:
    """Make an agency, then do as the test says. Two of one name are never the same, so a double would show."""
    form = AgencyForm()
    if not form.validate():
        return form_page("probes/form.html", form=form, agency=None, look=probe.look)
    name = f"{form.agency_name.data} {new_key()}"
    return probe.then(add_agency(db.session, name=name, kind=AgencyKind.OTHER, by=current_actor()))


@blueprint.post("/work")
@signed_in
@writes
def work() -> Any:
    """A write without a form of our kit."""
    return probe.work()


@blueprint.post("/showing-work")
@signed_in
@records_viewing
@writes
def showing_work() -> Any:
    """A write that shows people on its way."""
    return probe.work()


@blueprint.get("/people")
@signed_in
@records_viewing
def people() -> Any:
    """A page about people."""
    return probe.shows()


@blueprint.route("/open", methods=["GET", "POST"])
@signed_in
def plain() -> Any:
    """A page that neither writes nor is about people."""
    return probe.shows()


@blueprint.get("/undeclared")
def undeclared() -> str:
    """A page that does not say who may see it."""
    return "Nobody should see this."


def said(say: Callable[[], object]) -> Page:
    """A page that says what `say` returns when it is rendered."""
    return page("probes/said.html", said=say)


def open_probes(app: Flask) -> None:
    """Give an app, before its first request, the views and their templates."""
    app.register_blueprint(blueprint)
    app.jinja_env.loader = ChoiceLoader([DictLoader(TEMPLATES), *filter(None, [app.jinja_env.loader])])


def rows() -> dict[str, int]:
    """How many rows each table holds, as somebody else sees it."""
    with db.engines.reader() as session:
        return {
            name: session.scalars(select(func.count()).select_from(table)).one()
            for name, table in Base.metadata.tables.items()
        }


def added(before: dict[str, int]) -> dict[str, int]:
    """How many rows each table gained or lost since."""
    now = rows()
    return {name: now[name] - count for name, count in before.items() if now[name] != count}
