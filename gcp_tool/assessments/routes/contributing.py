"""The pages of somebody who was asked to add to an assessment: what is asked, their own grades, and their answer."""

from flask import Response, current_app, request, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.contribution_policies import can_read_part, check_contribute, check_decline
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.contributing import DeclineForm, FinishForm
from gcp_tool.assessments.forms.grading import AreaForm, area_form
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.presenters.autosaving import begun_words, of_area
from gcp_tool.assessments.presenters.contributing import (
    CannotWait,
    present_cannot_wait,
    present_lines,
    present_not_taken,
    present_part,
)
from gcp_tool.assessments.presenters.grading import present_area
from gcp_tool.assessments.presenters.skeleton import radios
from gcp_tool.assessments.queries.autosaving import list_left_over
from gcp_tool.assessments.queries.before import Before
from gcp_tool.assessments.queries.contributing import list_asked
from gcp_tool.assessments.queries.members import list_current_members
from gcp_tool.assessments.routes.grading import answer_to, save_given
from gcp_tool.assessments.routes.own_part import get_part, keep_aside, show_part
from gcp_tool.assessments.services.answers import AnswersConflict
from gcp_tool.assessments.services.contributing import begin, decline, finish
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core.pagination import page_number
from gcp_tool.domain.errors import Invalid, NotAllowed
from gcp_tool.domain.instrument import Area
from gcp_tool.extensions import db
from gcp_tool.web.drawn_once import untouched
from gcp_tool.web.pages import CONFLICT, Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

_NOTHING_BEFORE = Before(evidence=(), plans=(), events=())


@blueprint.get("/contributions")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def asked_of_me() -> Page:
    """Everything that was ever asked of the person, the latest first."""
    rows = list_asked(db.session, current_actor(), number=page_number(request.args.get("page")))
    viewed(Event.CONTRIBUTION_LISTED, details={"count": len(rows.rows)})
    return page("assessments/contributions.html", rows=rows, lines=present_lines(rows.rows))


@blueprint.get("/contributions/<key>")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def part(key: str) -> Page:
    """What is asked, of which family, and how far one is; or that it has ended, with what could not be taken."""
    return _part_page(show_part(key), FinishForm())


@blueprint.post("/contributions/<key>/finish")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_finished(key: str) -> Page | Response:
    """Say that one's part is finished; the lead is told."""
    own, form = get_part(key), FinishForm()
    if not form.validate():
        return _part_page(own, form)
    finish(db.session, part=own, by=current_actor())
    return go_to(url_for("assessments.part", key=key))


def _part_page(own: OwnPart, form: FinishForm) -> Page:
    actor, assessment = current_actor(), own.assessment
    left_over = present_not_taken(own, list_left_over(db.session, assessment.id, actor.id), actor)
    if not can_read_part(actor, own.contribution):
        return page(
            "assessments/contribution_ended.html",
            key=own.contribution.key,
            was_declined=own.contribution.state == "declined",
            reason=own.contribution.reason,
            left_over=left_over,
        )
    members = list_current_members(db.session, assessment.family_id)
    return form_page(
        "assessments/contribution.html",
        form=form,
        part=present_part(own, members, actor),
        cannot_wait=_cannot_wait(own),
        left_over=left_over,
    )


def _cannot_wait(own: OwnPart) -> CannotWait | None:
    settings = current_app.extensions["gcp_settings"]
    return present_cannot_wait(own, local_words=settings.act_now_words, duty_line=settings.duty_line)


@blueprint.get("/contributions/<key>/decline")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def declining(key: str) -> Page:
    """Ask why one cannot add to it."""
    own = show_part(key)
    check_decline(current_actor(), own.contribution)
    return _decline_page(own, DeclineForm())


@blueprint.post("/contributions/<key>/decline")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_no(key: str) -> Page | Response:
    """Say no; the lead is told."""
    own, form = get_part(key), DeclineForm()
    if not form.validate():
        return _decline_page(own, form)
    decline(db.session, part=own, reason=form.reason.data, by=current_actor())
    return go_to(url_for("assessments.asked_of_me"))


def _decline_page(own: OwnPart, form: DeclineForm) -> Page:
    return form_page("assessments/contribution_decline.html", form=form, key=own.contribution.key)


@blueprint.get("/contributions/<key>/areas/<code>")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def part_area(key: str, code: str) -> Page:
    """One area: its items with the descriptors beside the buttons, and room for evidence. Nothing of the lead's."""
    own = show_part(key)
    check_contribute(current_actor(), own.contribution)
    found = own.area_for_any(code)
    return _area_page(own, found, area_form(own, found))


@blueprint.post("/contributions/<key>/areas/<code>")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_part_area(key: str, code: str) -> Page | Response:
    """Save one's own grades of an area, and a piece of evidence; what cannot be taken any more is set aside."""
    own = get_part(key)
    found = own.area_for_any(code)
    form = area_form(own, found)
    try:
        begin(db.session, part=own, by=current_actor())
    except NotAllowed:
        keep_aside(own, found, form)
        return go_to(url_for("assessments.part", key=key))
    if not form.validate():
        return _area_page(own, found, form)
    try:
        save_given(own, found, form)
    except AnswersConflict as conflict:
        answer_to(form, conflict)
        return _area_page(own, found, form, conflict)
    except Invalid as error:
        form.add_problems(error)
        return _area_page(own, found, form)
    return go_to(_onward(own, found))


def _area_page(own: OwnPart, found: Area, form: AreaForm, conflict: AnswersConflict | None = None) -> Page:
    shown = form_page(
        "assessments/contribution_area.html",
        form=form,
        autosave=of_area(own, found, form),
        begun=begun_words(own, found.id),
        key=own.contribution.key,
        family=own.assessment.family.label,
        cannot_wait=_cannot_wait(own),
        guidance=own.instrument.guidance,
        area=present_area(
            own,
            found,
            form,
            before=_NOTHING_BEFORE,
            previous={},
            theirs=conflict.theirs if conflict else None,
        ),
        answers_conflict=bool(conflict),
        radios=radios,
        untouched=untouched,
    )
    return Page(shown.template, shown.context, CONFLICT) if conflict else shown


def _onward(own: OwnPart, found: Area) -> str:
    key = own.contribution.key
    if request.form.get("go") == "again":
        return url_for("assessments.part_area", key=key, code=found.id)
    codes = [area.id for _, area in own.all_areas()]
    after = codes[codes.index(found.id) + 1 :]
    return (
        url_for("assessments.part_area", key=key, code=after[0])
        if after
        else url_for("assessments.part", key=key)
    )
