"""Signing off or returning, by a manager of the lead's team; stopping, by the lead."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_sign_off
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.life import SignOffForm, StopForm
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.reading import present_cares
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import get_record, own_record, show_open_record, show_record
from gcp_tool.assessments.services.life import return_to_lead, sign_off, stop
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.workflow import RevisionEvent, check_event
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/sign-off")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@records_viewing
def deciding(key: str) -> Page:
    """The profile with its evidence, and the decision."""
    record = show_record(key)
    check_sign_off(current_actor(), record.assessment)
    check_event(record.revision.state, RevisionEvent.SIGN_OFF)
    return _deciding_page(record, SignOffForm())


@blueprint.post("/assessments/<key>/sign-off")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@writes
def decide(key: str) -> Page | Response:
    """Sign the assessment off, or return it with comments."""
    actor = current_actor()
    record = get_record(key)
    check_sign_off(actor, record.assessment)
    form = SignOffForm()
    if not form.validate():
        return _deciding_page(record, form)
    decided = sign_off if form.decision.data == "sign_off" else return_to_lead
    try:
        decided(db.session, record=record, comments=form.comments.data, by=actor)
    except Invalid as error:
        form.add_problems(error)
        return _deciding_page(record, form)
    return go_to(url_for("assessments.show", key=key))


def _deciding_page(record: Record, form: SignOffForm) -> Page:
    return form_page(
        "assessments/sign_off.html", form=form, overview=present_overview(record), cares=present_cares(record)
    )


@blueprint.get("/assessments/<key>/stop")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def stopping(key: str) -> Page:
    """Ask why the draft is stopped."""
    record = show_open_record(key)
    return form_page("assessments/stop.html", form=StopForm(), overview=present_overview(record))


@blueprint.post("/assessments/<key>/stop")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def stop_draft(key: str) -> Page | Response:
    """Stop the draft; it stays readable."""
    record = own_record(key)
    form = StopForm()
    if form.validate():
        try:
            stop(db.session, record=record, reason=form.reason.data, by=current_actor())
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("assessments.show", key=key))
    return form_page("assessments/stop.html", form=form, overview=present_overview(record))
