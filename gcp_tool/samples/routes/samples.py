"""Samples: the list of them, drawing one, reading one with what it found, closing it."""

from flask import Response, request, url_for

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.sample_policies import can_audit, can_close_sample, check_close_sample
from gcp_tool.accounts.queries import list_own_teams
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.core.pagination import page_number
from gcp_tool.documents.workbooks import write_workbook
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.models import Sample
from gcp_tool.samples.audit_forms import AUDIT_FORMS
from gcp_tool.samples.blueprint import blueprint
from gcp_tool.samples.forms.samples import CloseForm, DrawForm, draw_form
from gcp_tool.samples.presenters.findings import findings_document
from gcp_tool.samples.presenters.samples import (
    SampleFact,
    present_action,
    present_facts,
    present_findings,
    present_line,
)
from gcp_tool.samples.queries import samples as queries
from gcp_tool.samples.queries.people import list_possible_auditors
from gcp_tool.samples.services.drawing import close_sample, draw_sample
from gcp_tool.web.downloads import FileKind, send_file_made
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes


@blueprint.get("/")
@requires(Permission.SAMPLE_READ)
def index() -> Page:
    """The samples that the person drew or audits."""
    actor, today = current_actor(), clock.today()
    rows = queries.list_samples(db.session, actor, number=page_number(request.args.get("page")))
    return page(
        "samples/index.html",
        rows=rows,
        samples=[present_line(sample, today) for sample in rows.rows],
        may_draw=actor.may(Permission.SAMPLE_DRAW),
    )


@blueprint.get("/new")
@requires(Permission.SAMPLE_DRAW)
def new() -> Page:
    """Ask what a sample is to be drawn from."""
    return form_page("samples/draw.html", form=_draw_form(current_actor()))


@blueprint.post("/new")
@requires(Permission.SAMPLE_DRAW)
@writes
def save_new() -> Page | Response:
    """Draw the sample and lead to it."""
    actor = current_actor()
    form = _draw_form(actor)
    if form.validate():
        teams = {team.key: team for team in list_own_teams(db.session, actor)}
        people = {person.key: person for person in list_possible_auditors(db.session)}
        try:
            sample = draw_sample(db.session, wanted=form.wanted(teams, people), by=actor)
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("samples.show", key=sample.key))
    return form_page("samples/draw.html", form=form)


@blueprint.get("/<key>")
@requires(Permission.SAMPLE_READ)
@records_viewing
def show(key: str) -> Page:
    """A sample: how it was drawn, its families, and what its audits found so far."""
    actor, today = current_actor(), clock.today()
    sample = queries.get_sample(db.session, actor, key)
    drawn = queries.list_drawn(db.session, actor, sample, number=page_number(request.args.get("page")))
    audits = queries.list_finished(db.session, sample)
    audits_it = queries.is_auditor(db.session, actor, sample)
    _viewed(sample, "sample")
    return page(
        "samples/show.html",
        sample=present_line(sample, today),
        about=AUDIT_FORMS[sample.form].about,
        facts=_facts(sample),
        drawn=drawn,
        findings=present_findings(AUDIT_FORMS[sample.form], audits),
        finished=len(audits),
        actions=[present_action(action, today) for action in queries.list_actions(db.session, sample)],
        may_audit=audits_it and can_audit(actor, sample, today),
        may_close=can_close_sample(actor, sample),
    )


@blueprint.get("/<key>/findings.xlsx")
@requires(Permission.SAMPLE_READ)
@records_viewing
def findings(key: str) -> Response:
    """What was found as a workbook. Families stand in it by their reference."""
    actor, today = current_actor(), clock.today()
    sample = queries.get_sample(db.session, actor, key)
    document = findings_document(
        sample,
        AUDIT_FORMS[sample.form],
        _facts(sample),
        queries.list_finished(db.session, sample),
        queries.list_actions(db.session, sample),
        made_by=f"{actor.name}, {actor.agency_name}",
        today=today,
    )
    _viewed(sample, "findings")
    db.end_read()
    content = write_workbook(document)
    return send_file_made(content, kind=FileKind.WORKBOOK, name="sample-findings", made_on=today)


@blueprint.get("/<key>/close")
@requires(Permission.SAMPLE_DRAW)
def closing(key: str) -> Page:
    """Ask whether the sample is to be closed."""
    actor = current_actor()
    sample = queries.get_sample(db.session, actor, key)
    check_close_sample(actor, sample)
    return _close_page(sample, CloseForm(version=sample.version))


@blueprint.post("/<key>/close")
@requires(Permission.SAMPLE_DRAW)
@writes
def save_closing(key: str) -> Page | Response:
    """Close the sample."""
    actor = current_actor()
    sample = queries.get_sample(db.session, actor, key)
    form = CloseForm()
    if form.validate():
        try:
            close_sample(db.session, sample=sample, expected=form.version.data or 0, by=actor)
        except EditConflict as conflict:
            form.with_conflict(conflict.theirs)
        else:
            return go_to(url_for("samples.show", key=key))
    return _close_page(sample, form)


def _draw_form(actor: Actor) -> DrawForm:
    teams = list_own_teams(db.session, actor)
    return draw_form(teams, list_possible_auditors(db.session), clock.today())


def _close_page(sample: Sample, form: CloseForm) -> Page:
    return form_page("samples/close.html", form=form, sample=present_line(sample, clock.today()))


def _facts(sample: Sample) -> list[SampleFact]:
    return list(
        present_facts(
            sample,
            AUDIT_FORMS[sample.form],
            queries.list_teams(db.session, sample.criteria["teams"]),
            queries.list_auditors(db.session, sample),
            clock.today(),
        )
    )


def _viewed(sample: Sample, what: str) -> None:
    viewed(
        Event.SAMPLE_VIEWED,
        subject=("sample", sample.id),
        details={"page": what, "families": sample.size},
    )
