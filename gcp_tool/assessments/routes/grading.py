"""Grading: one area a screen, saved whenever the person goes on."""

from flask import Response, request, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.evidence import source_of
from gcp_tool.assessments.forms.grading import AreaForm, area_form, base_name
from gcp_tool.assessments.presenters.grading import present_area
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.answers import AnswersConflict, ItemChoice, save_choices
from gcp_tool.assessments.services.evidence import EvidenceGiven, add_evidence
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.instrument import Area
from gcp_tool.extensions import db
from gcp_tool.web.pages import CONFLICT, Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/areas/<code>")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def area(key: str, code: str) -> Page:
    """One area: its items with the descriptors beside the buttons, and room for evidence."""
    record = show_open_record(key)
    care = record.care
    found = record.area(care, code)
    return _area_page(record, care, found, area_form(record, care, found))


@blueprint.post("/assessments/<key>/areas/<code>")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_area(key: str, code: str) -> Page | Response:
    """Save the answers of an area, and the piece of evidence if one was typed; then go on."""
    record = own_record(key)
    care = record.care
    found = record.area(care, code)
    form = area_form(record, care, found)
    if not form.validate():
        return _area_page(record, care, found, form)
    try:
        _save(record, care, found, form)
    except AnswersConflict as conflict:
        for item_id, theirs in conflict.theirs.items():
            form[base_name(record.instrument.item(item_id))].data = str(theirs.version)
        return _area_page(record, care, found, form, conflict)
    except Invalid as error:
        form.add_problems(error)
        return _area_page(record, care, found, form)
    return go_to(_onward(record, care, found))


def _save(record: Record, care: Care, found: Area, form: AreaForm) -> None:
    actor = current_actor()
    choices = [ItemChoice(item, *form.chosen(item)) for item in form.items]
    save_choices(db.session, record=record, care=care, choices=choices, once=form.once.data, by=actor)
    if form.has_evidence and form.on.data is not None:
        given = EvidenceGiven(
            words=form.words.data,
            on_date=form.on.data,
            source=source_of(form.source),
            items=[item for item in form.items if item.id in form.shows.data],
        )
        add_evidence(
            db.session, record=record, care=care, area=found, given=given, once=form.once.data, by=actor
        )


def _area_page(
    record: Record, care: Care, found: Area, form: AreaForm, conflict: AnswersConflict | None = None
) -> Page:
    shown = form_page(
        "assessments/area.html",
        form=form,
        overview=present_overview(record),
        area=present_area(record, care, found, form, conflict.theirs if conflict else None),
        answers_conflict=bool(conflict),
    )
    return Page(shown.template, shown.context, CONFLICT) if conflict else shown


def _onward(record: Record, care: Care, found: Area) -> str:
    key = record.assessment.key
    if request.form.get("go") == "again":
        return url_for("assessments.area", key=key, code=found.id)
    codes = [area.id for _, area in record.areas(care)]
    after = codes[codes.index(found.id) + 1 :]
    if request.form.get("go") == "list":
        return url_for("assessments.show", key=key)
    return (
        url_for("assessments.area", key=key, code=after[0])
        if after
        else url_for("assessments.check", key=key)
    )
