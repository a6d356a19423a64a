"""Voices: a child's, with a day as they live it, and each carer's own view."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments import words
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.voices import (
    CarerVoiceForm,
    ChildVoiceForm,
    carer_fields,
    carer_voice_form,
    child_fields,
    child_voice_form,
)
from gcp_tool.assessments.presenters.autosaving import of_carer_voice, of_child_voice
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.voices import carer_name, child_name, present_voices, present_ways
from gcp_tool.assessments.queries.sheets import list_carer_grades, read_sheet
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.routes.onward import after_a_childs_voice
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.voices import (
    carer_places,
    child_places,
    save_carer_voice,
    save_child_voice,
)
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict, Invalid, NotFound
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

_CHILD = "/assessments/<key>/voices/<child_key>"
_CARER = "/assessments/<key>/voices/<child_key>/<carer_key>"


@blueprint.get("/assessments/<key>/voices")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def voices(key: str) -> Page:
    """Everybody to hear, and how far that is."""
    record = show_open_record(key)
    grades = list_carer_grades(db.session, record.revision.id)
    return page(
        "assessments/voices.html", overview=present_overview(record), voices=present_voices(record, grades)
    )


def find_child(record: Record, child_key: str) -> Care:
    """A child of the assessment, by their key. Raises NotFound when there is none."""
    for care in words.children(record):
        if care.profile.child is not None and care.profile.child.key == child_key:
            return care
    raise NotFound("This child is not one of this assessment.")


def _find_care(record: Record, child_key: str, carer_key: str) -> Care:
    for care in record.cares:
        child, carer = care.profile.child, care.profile.carer
        if child is not None and carer is not None and (child.key, carer.key) == (child_key, carer_key):
            return care
    raise NotFound("This child with this carer is not part of this assessment.")


@blueprint.get(_CHILD)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def child_voice(key: str, child_key: str) -> Page:
    """Ask what a child said or showed, and of their day."""
    record = show_open_record(key)
    care = find_child(record, child_key)
    return _child_page(record, care, _child_form(record, care))


@blueprint.post(_CHILD)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_child(key: str, child_key: str) -> Page | Response:
    """Write down what a child said or showed."""
    record = own_record(key)
    care = find_child(record, child_key)
    form = _child_form(record, care)
    if not form.validate():
        return _child_page(record, care, form)
    try:
        save_child_voice(
            db.session,
            record=record,
            care=care,
            said=form.said(),
            base_version=form.version.data or 0,
            as_fields=child_fields,
            once=form.once.data,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as error:
        form.with_conflict(error.theirs)
    else:
        return go_to(after_a_childs_voice(record))
    return _child_page(record, care, form)


def _child_form(record: Record, care: Care) -> ChildVoiceForm:
    sheet = read_sheet(db.session, record.revision.id, child_places(record, care.profile.child_id))
    return child_voice_form(care.band, sheet)


def _child_page(record: Record, care: Care, form: ChildVoiceForm) -> Page:
    return form_page(
        "assessments/voices_child.html",
        form=form,
        overview=present_overview(record),
        autosave=of_child_voice(record, care, form),
        name=child_name(care),
        ways=present_ways(care.profile.child, care.band),
    )


@blueprint.get(_CARER)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def carer_voice(key: str, child_key: str, carer_key: str) -> Page:
    """Ask for a carer's own view of their care of a child."""
    record = show_open_record(key)
    care = _find_care(record, child_key, carer_key)
    return _carer_page(record, care, _carer_form(record, care))


@blueprint.post(_CARER)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_carer(key: str, child_key: str, carer_key: str) -> Page | Response:
    """Write down a carer's own view, and their own grades."""
    record = own_record(key)
    care = _find_care(record, child_key, carer_key)
    form = _carer_form(record, care)
    if not form.validate():
        return _carer_page(record, care, form)
    try:
        save_carer_voice(
            db.session,
            record=record,
            care=care,
            said=form.said(),
            base_version=form.version.data or 0,
            as_fields=carer_fields(form.domains),
            once=form.once.data,
            by=current_actor(),
        )
    except EditConflict as error:
        form.with_conflict(error.theirs)
    else:
        return go_to(url_for("assessments.voices", key=key))
    return _carer_page(record, care, form)


def _carer_form(record: Record, care: Care) -> CarerVoiceForm:
    sheet = read_sheet(db.session, record.revision.id, carer_places(db.session, record, care))
    return carer_voice_form(record, care, sheet)


def _carer_page(record: Record, care: Care, form: CarerVoiceForm) -> Page:
    return form_page(
        "assessments/voices_carer.html",
        form=form,
        overview=present_overview(record),
        autosave=of_carer_voice(record, care, form),
        name=carer_name(care),
        child=child_name(care),
        ways=present_ways(care.profile.carer, care.band),
    )
