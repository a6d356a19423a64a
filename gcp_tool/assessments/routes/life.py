"""Signing off or returning, by whoever signs for the lead; handing on, by the lead or a manager of their team."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_hand_on, check_sign_off
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.life import (
    HandOnForm,
    SignOffForm,
    comment_name,
    hand_on_form,
    sign_off_form,
)
from gcp_tool.assessments.judged import list_to_agree
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.reading import present_cares
from gcp_tool.assessments.presenters.said import present_said
from gcp_tool.assessments.presenters.signing import present_signing
from gcp_tool.assessments.presenters.voices import present_carer_views
from gcp_tool.assessments.queries.first_choices import load_first_choices
from gcp_tool.assessments.queries.previous import load_previous
from gcp_tool.assessments.queries.sheets import list_carer_grades
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.contributed import contributed_to
from gcp_tool.assessments.routes.opening import get_record, show_record
from gcp_tool.assessments.services.answers import check_open
from gcp_tool.assessments.services.handing_on import check_can_be_handed_on, hand_on, list_candidates
from gcp_tool.assessments.services.life import CommentOnItem, return_to_lead, sign_off
from gcp_tool.assessments.services.steps import check_stands
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.workflow import RevisionEvent, check_event
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/sign-off")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@records_viewing
def deciding(key: str) -> Page:
    """The profile beside the last one, what it rests on, and the decision."""
    record = show_record(key)
    check_stands(record)
    check_sign_off(current_actor(), record.assessment)
    check_event(record.revision.state, RevisionEvent.SIGN_OFF)
    return _deciding_page(record, sign_off_form(record, list_to_agree(record)))


@blueprint.post("/assessments/<key>/sign-off")
@requires(Permission.ASSESSMENT_SIGN_OFF)
@writes
def decide(key: str) -> Page | Response:
    """Sign the assessment off, or return it with comments on the whole and on items."""
    record = get_record(key)
    check_stands(record)
    check_sign_off(current_actor(), record.assessment)
    form = sign_off_form(record, list_to_agree(record))
    if not form.validate():
        return _deciding_page(record, form)
    try:
        _decide(record, form)
    except Invalid as error:
        form.add_problems(error)
        return _deciding_page(record, form)
    return go_to(url_for("assessments.show", key=key))


def _decide(record: Record, form: SignOffForm) -> None:
    actor, comments = current_actor(), form.comments.data
    on_items = [CommentOnItem(one.profile, one.item.id, words) for one, words in form.on_items()]
    if form.decision.data == "return":
        return_to_lead(db.session, record=record, comments=comments, on_items=on_items, by=actor)
        return
    if on_items:
        message = "Comments on items are for returning it. Return it, or take them out"
        raise Invalid({form.on_items()[0][0].name: message})
    sign_off(db.session, record=record, comments=comments, agreed=form.agreed.data, by=actor)


def _deciding_page(record: Record, form: SignOffForm) -> Page:
    previous = [load_previous(db.session, record, care) for care in record.cares]
    return form_page(
        "assessments/sign_off.html",
        form=form,
        overview=present_overview(record),
        cares=present_cares(record, load_first_choices(db.session, record)),
        said=present_said(record),
        carers=present_carer_views(record, list_carer_grades(db.session, record.revision.id)),
        contributed=contributed_to(record),
        signing=present_signing(record, previous, list_to_agree(record)),
        comment_name=comment_name,
    )


@blueprint.get("/assessments/<key>/hand-on")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def handing_on(key: str) -> Page:
    """Ask who leads the draft from now on."""
    record = show_record(key)
    check_hand_on(current_actor(), record.assessment)
    check_open(record)
    check_can_be_handed_on(record)
    return _hand_on_page(record, hand_on_form(list_candidates(db.session, record.assessment)))


@blueprint.post("/assessments/<key>/hand-on")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_hand_on(key: str) -> Page | Response:
    """Give the draft to another lead, and go to the family: the assessment may no longer be one's own to open."""
    record = get_record(key)
    check_hand_on(current_actor(), record.assessment)
    candidates = {one.key: one for one in list_candidates(db.session, record.assessment)}
    form = hand_on_form(list(candidates.values()))
    if form.validate():
        try:
            hand_on(
                db.session,
                record=record,
                to=candidates[form.to.data or ""],
                words=form.words.data,
                by=current_actor(),
            )
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("desk.home"))
    return _hand_on_page(record, form)


def _hand_on_page(record: Record, form: HandOnForm) -> Page:
    return form_page("assessments/hand_on.html", form=form, overview=present_overview(record))
