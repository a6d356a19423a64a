"""What is added beside an assessment that was handed in: responses, feedback, who was given what."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_add_beside
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.after import (
    SOMEBODY_ELSE,
    FeedbackForm,
    ResponseForm,
    SharingForm,
    response_form,
    sharing_form,
)
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import get_record, show_record
from gcp_tool.assessments.services.after import Given, add_feedback, add_response, add_sharing, people_of
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import FeedbackFrom, ResponseKind, SharedWhat
from gcp_tool.extensions import db
from gcp_tool.models import Person
from gcp_tool.web.forms import BaseForm
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


def _shown(key: str) -> Record:
    record = show_record(key)
    check_add_beside(current_actor(), record.assessment)
    return record


def _changed(key: str) -> Record:
    record = get_record(key)
    check_add_beside(current_actor(), record.assessment)
    return record


def _page(template: str, record: Record, form: BaseForm) -> Page:
    return form_page(
        template, form=form, overview=present_overview(record), safe_contact=_safe_contact(record)
    )


def _safe_contact(record: Record) -> list[tuple[str, str]]:
    """What is on record about how each of them may safely be contacted."""
    return [(person.name, person.safe_contact) for person in people_of(record) if person.safe_contact]


@blueprint.get("/assessments/<key>/response")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def response(key: str) -> Page:
    """Ask what a carer or a child says of the assessment."""
    record = _shown(key)
    return _page("assessments/after_response.html", record, response_form(people_of(record)))


@blueprint.post("/assessments/<key>/response")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_response(key: str) -> Page | Response:
    """Add the response."""
    record = _changed(key)
    people = {person.key: person for person in people_of(record)}
    form = response_form(people_of(record))
    if form.validate() and _add_response(record, form, people):
        return go_to(url_for("assessments.show", key=key))
    return _page("assessments/after_response.html", record, form)


def _add_response(record: Record, form: ResponseForm, people: dict[str, Person]) -> bool:
    if form.on_date.data is None:
        return False
    try:
        add_response(
            db.session,
            record=record,
            person=people[form.person.data or ""],
            kind=ResponseKind(form.kind.data or ""),
            on_date=form.on_date.data,
            words=form.words.data,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
        return False
    return True


@blueprint.get("/assessments/<key>/feedback")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def feedback(key: str) -> Page:
    """Ask what somebody says of how the assessment was done."""
    return _page("assessments/after_feedback.html", _shown(key), FeedbackForm())


@blueprint.post("/assessments/<key>/feedback")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_feedback(key: str) -> Page | Response:
    """Add the feedback."""
    record = _changed(key)
    form = FeedbackForm()
    if form.validate() and form.on_date.data is not None:
        try:
            add_feedback(
                db.session,
                record=record,
                given_by=FeedbackFrom(form.given_by.data or ""),
                on_date=form.on_date.data,
                words=form.words.data,
                by=current_actor(),
            )
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("assessments.show", key=key))
    return _page("assessments/after_feedback.html", record, form)


@blueprint.get("/assessments/<key>/sharing")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def sharing(key: str) -> Page:
    """Ask who was given what, or why not."""
    record = _shown(key)
    return _page("assessments/after_sharing.html", record, sharing_form(people_of(record)))


@blueprint.post("/assessments/<key>/sharing")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_sharing(key: str) -> Page | Response:
    """Add who was given what."""
    record = _changed(key)
    form = sharing_form(people_of(record))
    given = _given(record, form) if form.validate() else None
    if given is not None:
        try:
            add_sharing(db.session, record=record, given=given, by=current_actor())
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("assessments.show", key=key))
    return _page("assessments/after_sharing.html", record, form)


def _given(record: Record, form: SharingForm) -> Given | None:
    if form.on_date.data is None:
        return None
    people = {person.key: person for person in people_of(record)}
    is_else = form.person.data == SOMEBODY_ELSE
    return Given(
        person=None if is_else else people[form.person.data or ""],
        recipient=form.recipient.data if is_else else "",
        what=SharedWhat(form.what.data or ""),
        given=form.given.data == "yes",
        reason=form.reason.data if form.given.data == "no" else "",
        on_date=form.on_date.data,
    )
