"""Amending what is signed off, by its lead; recording it as made in error, by a manager."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_record_in_error, check_write_assessment
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.life import AmendForm, ErrorForm
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.routes.opening import get_record, own_record, show_record
from gcp_tool.assessments.services.amending import amend, check_can_be_amended
from gcp_tool.assessments.services.errors import record_in_error
from gcp_tool.assessments.services.steps import check_stands
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import Invalid
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/amend")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def amending(key: str) -> Page:
    """Ask what needs to change in what is signed off, and why."""
    record = show_record(key)
    check_stands(record)
    check_write_assessment(current_actor(), record.assessment)
    check_can_be_amended(record)
    return form_page("assessments/amend.html", form=AmendForm(), overview=present_overview(record))


@blueprint.post("/assessments/<key>/amend")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_amendment(key: str) -> Page | Response:
    """Begin the amendment; what is signed off holds meanwhile."""
    record = own_record(key)
    form = AmendForm()
    if form.validate():
        try:
            amend(db.session, record=record, why=form.why.data, by=current_actor())
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("assessments.show", key=key))
    return form_page("assessments/amend.html", form=form, overview=present_overview(record))


@blueprint.get("/assessments/<key>/recorded-in-error")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@records_viewing
def in_error(key: str) -> Page:
    """Ask why the assessment should not have been recorded."""
    record = show_record(key)
    check_stands(record)
    check_record_in_error(current_actor(), record.assessment)
    return form_page("assessments/error.html", form=ErrorForm(), overview=present_overview(record))


@blueprint.post("/assessments/<key>/recorded-in-error")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@writes
def save_in_error(key: str) -> Page | Response:
    """Record it as made in error: it counts for nothing, and stays to be read."""
    record = get_record(key)
    check_stands(record)
    check_record_in_error(current_actor(), record.assessment)
    form = ErrorForm()
    if form.validate():
        try:
            record_in_error(db.session, record=record, reason=form.reason.data, by=current_actor())
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("assessments.show", key=key))
    return form_page("assessments/error.html", form=form, overview=present_overview(record))
