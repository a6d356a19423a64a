"""Evidence by itself: all notes of an assessment, one written for any items, one changed, or taken out."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.evidence import EvidenceForm, NoteForm, RemoveForm, evidence_form, note_form
from gcp_tool.assessments.presenters.autosaving import begun_words, of_note
from gcp_tool.assessments.presenters.evidence import (
    place_words,
    present_boxes,
    present_evidence,
    present_notes,
)
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.evidence import VISIT, add_visit_note, change_evidence, remove_evidence
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict, Invalid, NotFound
from gcp_tool.extensions import db
from gcp_tool.models import Answer
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

_PLACE = "/assessments/<key>/areas/<code>/evidence/<int:slot>"


@blueprint.get("/assessments/<key>/visits")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def visits(key: str) -> Page:
    """Every note of the assessment, and the areas that have none yet."""
    record = show_open_record(key)
    return page(
        "assessments/visits.html", overview=present_overview(record), notes=present_notes(record), visit=VISIT
    )


@blueprint.get("/assessments/<key>/visits/add")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def new_visit(key: str) -> Page:
    """Ask what was seen at a visit, and what it shows something about."""
    record = show_open_record(key)
    return _visit_page(record, note_form(record))


@blueprint.post("/assessments/<key>/visits/add")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def add_visit(key: str) -> Page | Response:
    """Write down a note that serves any items of any of the children."""
    record = own_record(key)
    form = note_form(record)
    if not form.validate():
        return _visit_page(record, form)
    try:
        add_visit_note(
            db.session,
            record=record,
            cares=form.cares,
            given=form.given(),
            once=form.once.data,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
        return _visit_page(record, form)
    return go_to(url_for("assessments.visits", key=key))


def _visit_page(record: Record, form: NoteForm) -> Page:
    return form_page(
        "assessments/visit.html",
        form=form,
        overview=present_overview(record),
        autosave=of_note(record, form, VISIT),
        begun=begun_words(record, VISIT),
        groups=present_boxes(record, form),
    )


def find_note(record: Record, code: str, slot: int) -> Answer:
    """The note of this place and number. Raises NotFound when it was taken out."""
    for answer in record.evidence:
        if (answer.code, answer.slot) == (code, slot):
            return answer
    raise NotFound("This piece of evidence is not here any more.")


def _back(record: Record, code: str) -> str:
    """Where a note was opened from: its area, or the list of notes."""
    key = record.assessment.key
    asked = {area.id for care in record.cares for _, area in record.areas(care)}
    return (
        url_for("assessments.area", key=key, code=code)
        if code in asked
        else url_for("assessments.visits", key=key)
    )


@blueprint.get(_PLACE)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def evidence(key: str, code: str, slot: int) -> Page:
    """A piece of evidence to change."""
    record = show_open_record(key)
    return _page(record, slot, code, evidence_form(record, find_note(record, code, slot)))


@blueprint.post(_PLACE)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_evidence(key: str, code: str, slot: int) -> Page | Response:
    """Change a piece of evidence."""
    record = own_record(key)
    answer = find_note(record, code, slot)
    form = evidence_form(record, answer)
    if not form.validate():
        return _page(record, slot, code, form)
    try:
        change_evidence(
            db.session,
            record=record,
            cares=form.cares,
            answer=answer,
            given=form.given(),
            base_version=form.version.data or 0,
            once=form.once.data,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as error:
        form.with_conflict(error.theirs)
    else:
        return go_to(_back(record, code))
    return _page(record, slot, code, form)


def _page(record: Record, slot: int, code: str, form: EvidenceForm) -> Page:
    return form_page(
        "assessments/evidence.html",
        form=form,
        overview=present_overview(record),
        autosave=of_note(record, form, code, slot),
        begun=begun_words(record, code, slot),
        card=present_evidence(record, find_note(record, code, slot)),
        place=place_words(record, code),
        back=_back(record, code),
        groups=present_boxes(record, form),
    )


@blueprint.get(f"{_PLACE}/remove")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def removing(key: str, code: str, slot: int) -> Page:
    """Ask whether a piece of evidence is to be taken out."""
    record = show_open_record(key)
    answer = find_note(record, code, slot)
    return _remove_page(record, answer, RemoveForm(data={"version": answer.version}))


@blueprint.post(f"{_PLACE}/remove")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def remove(key: str, code: str, slot: int) -> Page | Response:
    """Take a piece of evidence out; it stays in the record of what was typed."""
    record = own_record(key)
    answer = find_note(record, code, slot)
    form = RemoveForm()
    if form.validate():
        try:
            remove_evidence(
                db.session,
                record=record,
                answer=answer,
                base_version=form.version.data or 0,
                once=form.once.data,
                by=current_actor(),
            )
        except EditConflict as error:
            form.with_conflict(error.theirs)
        else:
            return go_to(_back(record, code))
    return _remove_page(record, answer, form)


def _remove_page(record: Record, answer: Answer, form: RemoveForm) -> Page:
    return form_page(
        "assessments/remove_evidence.html",
        form=form,
        overview=present_overview(record),
        place=place_words(record, answer.code),
        back=_back(record, answer.code),
        card=present_evidence(record, answer),
    )
