"""Steps that ask only for a reason: a draft stopped, what is signed off amended, an assessment recorded in error."""

from collections.abc import Callable

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_record_in_error, check_write_assessment
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.life import AmendForm, ErrorForm, StopForm
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import get_record, own_record, show_open_record, show_record
from gcp_tool.assessments.services.amending import amend, check_can_be_amended
from gcp_tool.assessments.services.errors import record_in_error
from gcp_tool.assessments.services.life import stop
from gcp_tool.assessments.services.steps import check_stands
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import Invalid
from gcp_tool.extensions import db
from gcp_tool.web.forms import BaseForm
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes

_STOP, _AMEND, _ERROR = "assessments/stop.html", "assessments/amend.html", "assessments/error.html"


@blueprint.get("/assessments/<key>/stop")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def stopping(key: str) -> Page:
    """Ask why the draft is stopped."""
    return _ask(_STOP, show_open_record(key), StopForm())


@blueprint.post("/assessments/<key>/stop")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def stop_draft(key: str) -> Page | Response:
    """Stop the draft; it stays readable."""
    record, form = own_record(key), StopForm()

    def take() -> None:
        stop(db.session, record=record, reason=form.reason.data, by=current_actor())

    return _take(take, _STOP, record, form)


@blueprint.get("/assessments/<key>/amend")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def amending(key: str) -> Page:
    """Ask what needs to change in what is signed off, and why."""
    record = show_record(key)
    check_stands(record)
    check_write_assessment(current_actor(), record.assessment)
    check_can_be_amended(record)
    return _ask(_AMEND, record, AmendForm())


@blueprint.post("/assessments/<key>/amend")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_amendment(key: str) -> Page | Response:
    """Begin the amendment; what is signed off holds meanwhile."""
    record, form = own_record(key), AmendForm()

    def take() -> None:
        amend(db.session, record=record, why=form.why.data, by=current_actor())

    return _take(take, _AMEND, record, form)


@blueprint.get("/assessments/<key>/recorded-in-error")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@records_viewing
def in_error(key: str) -> Page:
    """Ask why the assessment should not have been recorded."""
    return _ask(_ERROR, _to_record_in_error(show_record(key)), ErrorForm())


@blueprint.post("/assessments/<key>/recorded-in-error")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@writes
def save_in_error(key: str) -> Page | Response:
    """Record it as made in error: it counts for nothing, and stays to be read."""
    record, form = _to_record_in_error(get_record(key)), ErrorForm()

    def take() -> None:
        record_in_error(db.session, record=record, reason=form.reason.data, by=current_actor())

    return _take(take, _ERROR, record, form)


def _to_record_in_error(record: Record) -> Record:
    check_stands(record)
    check_record_in_error(current_actor(), record.assessment)
    return record


def _ask(template: str, record: Record, form: BaseForm) -> Page:
    return form_page(template, form=form, overview=present_overview(record))


def _take(step: Callable[[], None], template: str, record: Record, form: BaseForm) -> Page | Response:
    """Take the step if a reason was given, and show the assessment; else the form again, with what was typed."""
    if not form.validate():
        return _ask(template, record, form)
    try:
        step()
    except Invalid as error:
        form.add_problems(error)
        return _ask(template, record, form)
    return go_to(url_for("assessments.show", key=record.assessment.key))
