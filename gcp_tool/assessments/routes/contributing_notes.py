"""A contributor's own evidence: one piece changed, or taken out."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.contribution_policies import check_contribute
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.evidence import EvidenceForm, RemoveForm, evidence_form
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.presenters.autosaving import begun_words, of_note
from gcp_tool.assessments.presenters.evidence import place_words, present_boxes, present_evidence
from gcp_tool.assessments.routes.evidence import find_note
from gcp_tool.assessments.routes.own_part import get_part, keep_note_aside, show_part
from gcp_tool.assessments.services.contributing import begin
from gcp_tool.assessments.services.evidence import change_evidence, remove_evidence
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict, Invalid, NotAllowed
from gcp_tool.extensions import db
from gcp_tool.models import Answer
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes

_NOTE = "/contributions/<key>/areas/<code>/evidence/<int:slot>"


def _show(key: str) -> OwnPart:
    own = show_part(key)
    check_contribute(current_actor(), own.contribution)
    return own


@blueprint.get(_NOTE)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def part_note(key: str, code: str, slot: int) -> Page:
    """A piece of one's own evidence to change."""
    own = _show(key)
    answer = find_note(own, code, slot)
    return _page(own, answer, evidence_form(own, answer))


@blueprint.post(_NOTE)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_part_note(key: str, code: str, slot: int) -> Page | Response:
    """Change it; what cannot be taken any more is set aside."""
    own = get_part(key)
    answer = find_note(own, code, slot)
    form = evidence_form(own, answer)
    try:
        begin(db.session, part=own, by=current_actor())
    except NotAllowed:
        keep_note_aside(own, code, form)
        return go_to(url_for("assessments.part", key=key))
    if not form.validate():
        return _page(own, answer, form)
    try:
        change_evidence(
            db.session,
            record=own,
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
        return go_to(url_for("assessments.part_area", key=key, code=code))
    return _page(own, answer, form)


def _page(own: OwnPart, answer: Answer, form: EvidenceForm) -> Page:
    return form_page(
        "assessments/contribution_note.html",
        form=form,
        autosave=of_note(own, form, answer.code, answer.slot),
        begun=begun_words(own, answer.code, answer.slot),
        card=present_evidence(own, answer),
        place=place_words(own, answer.code),
        back=url_for("assessments.part_area", key=own.contribution.key, code=answer.code),
        groups=present_boxes(own, form),
    )


@blueprint.get(f"{_NOTE}/remove")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def removing_part_note(key: str, code: str, slot: int) -> Page:
    """Ask whether a piece of one's own evidence is to be taken out."""
    own = _show(key)
    answer = find_note(own, code, slot)
    return _remove_page(own, answer, RemoveForm(data={"version": answer.version}))


@blueprint.post(f"{_NOTE}/remove")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def remove_part_note(key: str, code: str, slot: int) -> Page | Response:
    """Take it out; it stays in the record of what was typed."""
    own, form = get_part(key), RemoveForm()
    answer = find_note(own, code, slot)
    begin(db.session, part=own, by=current_actor())
    if form.validate():
        try:
            remove_evidence(
                db.session,
                record=own,
                answer=answer,
                base_version=form.version.data or 0,
                once=form.once.data,
                by=current_actor(),
            )
        except EditConflict as error:
            form.with_conflict(error.theirs)
        else:
            return go_to(url_for("assessments.part_area", key=key, code=code))
    return _remove_page(own, answer, form)


def _remove_page(own: OwnPart, answer: Answer, form: RemoveForm) -> Page:
    return form_page(
        "assessments/remove_evidence.html",
        form=form,
        place=place_words(own, answer.code),
        back=url_for("assessments.part_area", key=own.contribution.key, code=answer.code),
        card=present_evidence(own, answer),
    )
