"""An assessment as a list of parts while it is open, and as a profile to read after that; and the check before it."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import can_sign_off, can_write_assessment
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.life import SubmitForm
from gcp_tool.assessments.presenters.overview import present_overview, present_task_list
from gcp_tool.assessments.presenters.reading import present_cares, present_missing
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record, show_record
from gcp_tool.assessments.services.life import submit as submit_assessment
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def show(key: str) -> Page:
    """The parts still to do, for its lead while it is open; the profile for everybody else."""
    actor = current_actor()
    record = show_record(key)
    overview = present_overview(record)
    if overview.is_open and can_write_assessment(actor, record.assessment):
        return page("assessments/tasks.html", overview=overview, tasks=present_task_list(record, record.care))
    waits = record.revision.state is RevisionState.SUBMITTED
    return page(
        "assessments/show.html",
        overview=overview,
        cares=present_cares(record),
        can_sign_off=waits and can_sign_off(actor, record.assessment),
        licence=record.instrument.licence,
    )


@blueprint.get("/assessments/<key>/check")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def check(key: str) -> Page:
    """Everything answered, to be looked over, and what is missing with links."""
    record = show_open_record(key)
    return _check_page(record, SubmitForm())


@blueprint.post("/assessments/<key>/submit")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def submit(key: str) -> Page | Response:
    """Hand the assessment in for sign-off."""
    record = own_record(key)
    form = SubmitForm()
    if not form.validate():
        return _check_page(record, form)
    submit_assessment(db.session, record=record, by=current_actor())
    return go_to(url_for("assessments.show", key=key))


def _check_page(record: Record, form: SubmitForm) -> Page:
    return form_page(
        "assessments/check.html",
        form=form,
        overview=present_overview(record),
        cares=present_cares(record),
        missing=present_missing(record),
    )
