"""A piece of evidence by itself: changed, or taken out."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.evidence import EvidenceForm, RemoveForm, evidence_form, source_of
from gcp_tool.assessments.presenters.grading import present_evidence
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.evidence import EvidenceGiven, change_evidence, remove_evidence
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict, Invalid, NotFound
from gcp_tool.domain.instrument import Area
from gcp_tool.extensions import db
from gcp_tool.models import Answer
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes

_PLACE = "/assessments/<key>/areas/<code>/evidence/<int:slot>"


def _find(record: Record, code: str, slot: int) -> tuple[Area, Answer]:
    area = record.area(record.care, code)
    for answer in record.evidence_in(area):
        if answer.slot == slot:
            return area, answer
    raise NotFound("This piece of evidence is not here any more.")


@blueprint.get(_PLACE)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def evidence(key: str, code: str, slot: int) -> Page:
    """A piece of evidence to change."""
    record = show_open_record(key)
    area, answer = _find(record, code, slot)
    return _page(record, area, evidence_form(record, record.care, area, answer), slot)


@blueprint.post(_PLACE)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_evidence(key: str, code: str, slot: int) -> Page | Response:
    """Change a piece of evidence."""
    record = own_record(key)
    area, answer = _find(record, code, slot)
    form = evidence_form(record, record.care, area, answer)
    if form.validate() and form.on.data is not None:
        given = EvidenceGiven(
            words=form.words.data,
            on_date=form.on.data,
            source=source_of(form.source),
            items=[item for item in record.items(record.care, area) if item.id in form.shows.data],
        )
        try:
            change_evidence(
                db.session,
                record=record,
                care=record.care,
                answer=answer,
                given=given,
                base_version=form.version.data or 0,
                once=form.once.data,
                by=current_actor(),
            )
        except Invalid as error:
            form.add_problems(error)
        except EditConflict as error:
            form.with_conflict(error.theirs)
        else:
            return go_to(url_for("assessments.area", key=key, code=code))
    return _page(record, area, form, slot)


def _page(record: Record, area: Area, form: EvidenceForm, slot: int) -> Page:
    return form_page(
        "assessments/evidence.html", form=form, overview=present_overview(record), area=area, slot=slot
    )


@blueprint.get(f"{_PLACE}/remove")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def removing(key: str, code: str, slot: int) -> Page:
    """Ask whether a piece of evidence is to be taken out."""
    record = show_open_record(key)
    area, answer = _find(record, code, slot)
    return _remove_page(record, area, answer, RemoveForm(data={"version": answer.version}))


@blueprint.post(f"{_PLACE}/remove")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def remove(key: str, code: str, slot: int) -> Page | Response:
    """Take a piece of evidence out; it stays in the record of what was typed."""
    record = own_record(key)
    area, answer = _find(record, code, slot)
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
            return go_to(url_for("assessments.area", key=key, code=code))
    return _remove_page(record, area, answer, form)


def _remove_page(record: Record, area: Area, answer: Answer, form: RemoveForm) -> Page:
    return form_page(
        "assessments/remove_evidence.html",
        form=form,
        overview=present_overview(record),
        area=area,
        card=present_evidence(record, answer),
    )
