"""What shows that an item is so much better than last time, and whose effort it was."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.analysis import EffortForm, effort_fields, effort_form
from gcp_tool.assessments.presenters.analysis import ask_about, present_betterments
from gcp_tool.assessments.presenters.autosaving import of_effort
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.queries.previous import load_previous
from gcp_tool.assessments.queries.sheets import read_sheet
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.analysis import effort_place, save_efforts
from gcp_tool.assessments.services.checking import list_needing_effort
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/effort")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def effort(key: str) -> Page:
    """Ask, of each item so much better than last time, what shows it and whose effort it was."""
    record = show_open_record(key)
    return _page(record, _form(record))


@blueprint.post("/assessments/<key>/effort")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_effort(key: str) -> Page | Response:
    """Write down what shows it and whose effort it was."""
    record = own_record(key)
    form = _form(record)
    if not form.validate():
        return _page(record, form)
    try:
        save_efforts(
            db.session,
            record=record,
            efforts=form.given(),
            base_version=form.version.data or 0,
            as_fields=effort_fields(form.asked),
            once=form.once.data,
            by=current_actor(),
        )
    except EditConflict as error:
        form.with_conflict(error.theirs)
        return _page(record, form)
    return go_to(url_for("assessments.show", key=key))


def _form(record: Record) -> EffortForm:
    needing = [(care, list_needing_effort(db.session, record, care)) for care in record.cares]
    asked = ask_about(record, needing)
    places = [effort_place(record, profile, item.id) for profile, item in asked]
    return effort_form(asked, read_sheet(db.session, record.revision.id, places))


def _page(record: Record, form: EffortForm) -> Page:
    previous = {care.profile.id: load_previous(db.session, record, care) for care in record.cares}
    return form_page(
        "assessments/effort.html",
        form=form,
        overview=present_overview(record),
        autosave=of_effort(record, form),
        betterments=present_betterments(record, form, previous),
    )
