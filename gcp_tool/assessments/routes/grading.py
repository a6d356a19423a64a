"""Grading: one area a screen, saved whenever the person goes on."""

from flask import Response, request, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.evidence import care_value, source_of
from gcp_tool.assessments.forms.grading import AreaForm, area_form, base_name
from gcp_tool.assessments.presenters.act_now import present_act_now
from gcp_tool.assessments.presenters.autosaving import begun_words, of_area
from gcp_tool.assessments.presenters.grading import Previous, present_area
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.skeleton import radios
from gcp_tool.assessments.queries.before import load_before
from gcp_tool.assessments.queries.previous import load_previous
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.routes.contributed import others_in
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.answers import AnswersConflict, save_choices
from gcp_tool.assessments.services.copying import copy_answers
from gcp_tool.assessments.services.evidence import EvidenceGiven, add_evidence
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.instrument import Area
from gcp_tool.extensions import db
from gcp_tool.web.drawn_once import untouched
from gcp_tool.web.pages import CONFLICT, Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/areas/<code>")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def area(key: str, code: str) -> Page:
    """One area: its items with the descriptors beside the buttons, and room for evidence."""
    record = show_open_record(key)
    found = record.area_for_any(code)
    return _area_page(record, found, area_form(record, found))


@blueprint.post("/assessments/<key>/areas/<code>")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_area(key: str, code: str) -> Page | Response:
    """Save the answers of an area, and the piece of evidence if one was typed; copy if asked; then go on."""
    record = own_record(key)
    found = record.area_for_any(code)
    form = area_form(record, found)
    if not form.validate():
        return _area_page(record, found, form)
    try:
        save_given(record, found, form)
        if request.form.get("go") == "copy":
            _copy(key, found, form)
    except AnswersConflict as conflict:
        answer_to(form, conflict)
        return _area_page(record, found, form, conflict)
    except Invalid as error:
        form.add_problems(error)
        return _area_page(record, found, form)
    return go_to(_onward(record, found))


def save_given(record: Record, found: Area, form: AreaForm) -> None:
    """Save the answers of an area and, where one was typed, the piece of evidence."""
    actor, once = current_actor(), form.once.data
    save_choices(
        db.session, record=record, care=record.cares_in(found)[0], choices=form.choices, once=once, by=actor
    )
    if form.has_evidence and form.on.data is not None:
        cares = [care for care in record.cares_in(found) if care_value(care) in form.about.data]
        given = EvidenceGiven(
            words=form.words.data,
            on_date=form.on.data,
            source=source_of(form.source),
            items=[item for item in found.items if item.id in form.shows.data],
        )
        add_evidence(
            db.session,
            record=record,
            care=cares[0],
            cares=cares,
            area=found,
            given=given,
            once=once,
            by=actor,
        )


def answer_to(form: AreaForm, conflict: AnswersConflict) -> None:
    """Let the form answer to what is there now, so that sending it again keeps it."""
    for place in form.places:
        theirs = conflict.theirs.get((place.profile.id, place.item.id))
        if theirs is not None:
            form[base_name(place)].data = str(theirs.version)


def _copy(key: str, found: Area, form: AreaForm) -> None:
    """Copy what one child has, with what was just saved, to another."""
    db.session.expire_all()
    record = own_record(key)
    by_value = {care_value(care): care for care in record.cares_in(found)}
    source, target = _chosen(by_value, form.copy_from.data), _chosen(by_value, form.copy_to.data)
    if source is None or target is None:
        raise Invalid({"copy_from": "Choose whose answers to copy, and to whom"})
    copy_answers(
        db.session,
        record=record,
        area=found,
        source=source,
        target=target,
        once=form.once.data,
        by=current_actor(),
    )


def _chosen(by_value: dict[str, Care], value: str | None) -> Care | None:
    return by_value.get(value or "")


def _area_page(record: Record, found: Area, form: AreaForm, conflict: AnswersConflict | None = None) -> Page:
    shown = form_page(
        "assessments/area.html",
        form=form,
        overview=present_overview(record),
        autosave=of_area(record, found, form),
        begun=begun_words(record, found.id),
        tool_key=record.assessment.instrument_version.key,
        guidance=record.instrument.guidance,
        area=present_area(
            record,
            found,
            form,
            before=load_before(db.session, record, found),
            previous=_previous(record, found),
            theirs=conflict.theirs if conflict else None,
        ),
        others=others_in(record, found),
        act_now=present_act_now(record),
        answers_conflict=bool(conflict),
        radios=radios,
        untouched=untouched,
    )
    return Page(shown.template, shown.context, CONFLICT) if conflict else shown


def _previous(record: Record, found: Area) -> Previous:
    """The grades before of everybody graded here."""
    return {care.profile.id: load_previous(db.session, record, care) for care in record.cares_in(found)}


def _onward(record: Record, found: Area) -> str:
    key = record.assessment.key
    if request.form.get("go") in {"again", "copy"}:
        return url_for("assessments.area", key=key, code=found.id)
    codes = [area.id for _, area in record.all_areas()]
    after = codes[codes.index(found.id) + 1 :]
    if request.form.get("go") == "list":
        return url_for("assessments.show", key=key)
    return (
        url_for("assessments.area", key=key, code=after[0])
        if after
        else url_for("assessments.check", key=key)
    )
