"""What the family was told, and whether they agree."""

from flask import Response

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.told import ToldForm, told_fields, told_form
from gcp_tool.assessments.presenters.autosaving import of_told
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.queries.sheets import read_sheet
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.onward import after_told
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.told import save_told, told_places
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/told")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def told(key: str) -> Page:
    """Ask what the family was told and what they said."""
    record = show_open_record(key)
    return _page(record, _form(record))


@blueprint.post("/assessments/<key>/told")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_what_was_told(key: str) -> Page | Response:
    """Write down what the family was told, or why they were not."""
    record = own_record(key)
    form = _form(record)
    if not form.validate():
        return _page(record, form)
    try:
        save_told(
            db.session,
            record=record,
            told=form.told(),
            base_version=form.version.data or 0,
            as_fields=told_fields,
            once=form.once.data,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as error:
        form.with_conflict(error.theirs)
    else:
        return go_to(after_told(record))
    return _page(record, form)


def _form(record: Record) -> ToldForm:
    return told_form(read_sheet(db.session, record.revision.id, told_places(record)))


def _page(record: Record, form: ToldForm) -> Page:
    return form_page(
        "assessments/told.html",
        form=form,
        overview=present_overview(record),
        autosave=of_told(record, form),
    )
