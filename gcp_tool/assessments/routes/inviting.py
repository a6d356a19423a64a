"""Asking other professionals to add to an assessment, by its lead: who, for what, by when; and taking it back."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.contribution_policies import check_ask, check_withdraw
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.contributing import AskForm, WithdrawForm, ask_form
from gcp_tool.assessments.presenters.contributing import present_asked
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.queries.contributing import list_contributions
from gcp_tool.assessments.queries.inviting import (
    Askable,
    AskableAgency,
    get_agency_to_ask,
    list_agencies_to_ask,
    list_people_to_ask,
)
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.contributing import Asked, ask, withdraw
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid, NotFound
from gcp_tool.extensions import db
from gcp_tool.models import Participant
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

_ASK = "/assessments/<key>/others/ask/<agency_key>"
_WITHDRAW = "/assessments/<key>/others/<part_key>/withdraw"


@blueprint.get("/assessments/<key>/others")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def others(key: str) -> Page:
    """Who was asked to add to the assessment, and how far each of them is."""
    record = show_open_record(key)
    parts = list_contributions(db.session, record.assessment.id)
    return page(
        "assessments/contributors.html",
        overview=present_overview(record),
        parts=present_asked(record, parts, current_actor()),
    )


@blueprint.get("/assessments/<key>/others/ask")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def choose_agency(key: str) -> Page:
    """Ask in which agency the person works."""
    record, actor = show_open_record(key), current_actor()
    check_ask(actor, record.assessment)
    return page(
        "assessments/contributor_agency.html",
        overview=present_overview(record),
        agencies=list_agencies_to_ask(db.session, record.assessment, actor),
    )


@blueprint.get(_ASK)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def asking(key: str, agency_key: str) -> Page:
    """Ask who in this agency, for which parts, what one would like to know and by when."""
    record = show_open_record(key)
    agency, people = _whom(record, agency_key)
    return _ask_page(record, agency, ask_form(record, people))


@blueprint.post(_ASK)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_ask(key: str, agency_key: str) -> Page | Response:
    """Ask them; they are told on their desk."""
    record = own_record(key)
    agency, people = _whom(record, agency_key)
    form = ask_form(record, people)
    if not form.validate():
        return _ask_page(record, agency, form)
    whom = next(one for one in people if one.key == form.person.data)
    asked = Asked(form.domains.data, form.words.data, form.due_on.data or clock.today())
    try:
        ask(db.session, record=record, whom=whom, asked=asked, by=current_actor())
    except Invalid as error:
        form.add_problems(error)
        return _ask_page(record, agency, form)
    return go_to(url_for("assessments.others", key=key))


def _whom(record: Record, agency_key: str) -> tuple[AskableAgency, list[Askable]]:
    actor, assessment = current_actor(), record.assessment
    check_ask(actor, assessment)
    agency = get_agency_to_ask(db.session, assessment, actor, agency_key)
    return agency, list(list_people_to_ask(db.session, assessment, actor, agency.id))


def _ask_page(record: Record, agency: AskableAgency, form: AskForm) -> Page:
    return form_page(
        "assessments/contributor_ask.html", form=form, overview=present_overview(record), agency=agency.name
    )


@blueprint.get(_WITHDRAW)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def withdrawing(key: str, part_key: str) -> Page:
    """Ask why an invitation is taken back."""
    record = show_open_record(key)
    part = _find(record, part_key)
    check_withdraw(current_actor(), part)
    return _withdraw_page(record, part, WithdrawForm())


@blueprint.post(_WITHDRAW)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_withdrawal(key: str, part_key: str) -> Page | Response:
    """Take the invitation back; they are told."""
    record = own_record(key)
    part, form = _find(record, part_key), WithdrawForm()
    if not form.validate():
        return _withdraw_page(record, part, form)
    withdraw(db.session, record=record, part=part, reason=form.reason.data, by=current_actor())
    return go_to(url_for("assessments.others", key=key))


def _find(record: Record, part_key: str) -> Participant:
    for part in list_contributions(db.session, record.assessment.id):
        if part.key == part_key:
            return part
    raise NotFound("Nobody was asked by this invitation.")


def _withdraw_page(record: Record, part: Participant, form: WithdrawForm) -> Page:
    (shown,) = present_asked(record, [part], current_actor())
    return form_page(
        "assessments/contributor_withdraw.html", form=form, overview=present_overview(record), part=shown
    )
