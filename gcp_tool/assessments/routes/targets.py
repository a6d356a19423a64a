"""Targets: those of an assessment and of a family, one set, changed, or given up."""

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import can_set_target, check_set_target
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.targets import (
    GiveUpForm,
    NewTargetForm,
    TargetForm,
    given_of,
    new_target_form,
    target_form,
    theirs_in_values,
)
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.targets import find_choice, list_choices, present_targets
from gcp_tool.assessments.queries.targets import WHOLE, list_family_targets, list_targets
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import get_record, show_record
from gcp_tool.assessments.services.targets import change_target, check_open, give_up_target, set_target
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, Theirs
from gcp_tool.domain.instrument import Scale
from gcp_tool.extensions import db
from gcp_tool.models import Target
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/targets")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def targets(key: str) -> Page:
    """The targets set at an assessment."""
    record, actor = show_record(key), current_actor()
    found = list_targets(db.session, record.assessment.id)
    overview = present_overview(record)
    return page(
        "assessments/targets.html",
        overview=overview,
        cards=present_targets(found, actor, clock.today(), record if overview.is_open else None),
        can_add=can_set_target(actor, record.assessment),
    )


@blueprint.get("/families/<key>/targets")
@requires(Permission.FAMILY_READ)
@records_viewing
def family_targets(key: str) -> Page:
    """The targets of a family, the open ones first."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    viewed(Event.FAMILY_VIEWED, family_id=family.id)
    found = list_family_targets(db.session, family.id)
    cards = present_targets(found, actor, clock.today())
    open_ones = [card for target, card in zip(found, cards, strict=True) if target.outcome is None]
    ended = [card for target, card in zip(found, cards, strict=True) if target.outcome is not None]
    return page("assessments/targets_family.html", family=family, open_ones=open_ones, ended=ended)


@blueprint.get("/assessments/<key>/targets/add")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def new_target(key: str) -> Page:
    """Ask what the target is about, and what is to be reached by when."""
    record = show_record(key)
    check_set_target(current_actor(), record.assessment)
    return _new_page(record, _new_form(record))


@blueprint.post("/assessments/<key>/targets/add")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def add_target(key: str) -> Page | Response:
    """Set a target."""
    actor, record = current_actor(), get_record(key)
    check_set_target(actor, record.assessment)
    form = _new_form(record)
    chosen = find_choice(record, form.about.data or "") if form.validate() else None
    if chosen is None:
        return _new_page(record, form)
    care, code = chosen
    try:
        given = given_of(form, record.instrument.scale)
        set_target(db.session, record=record, care=care, code=code, given=given, by=actor)
    except Invalid as error:
        form.add_problems(error)
        return _new_page(record, form)
    return go_to(url_for("assessments.targets", key=key))


def _new_form(record: Record) -> NewTargetForm:
    return new_target_form(record.instrument.scale, list_choices(record))


def _new_page(record: Record, form: NewTargetForm) -> Page:
    return form_page("assessments/target_new.html", form=form, overview=present_overview(record))


def _find(key: str) -> tuple[Target, Scale]:
    """A target that the actor may change, and the scale it is graded on."""
    target = scope.get_target(db.session, current_actor(), key, *WHOLE)
    check_open(target, current_actor())
    return target, target.assessment.instrument_version.instrument.scale


def _show(key: str) -> tuple[Target, Scale]:
    target, scale = _find(key)
    viewed(Event.FAMILY_VIEWED, family_id=target.family_id, subject=("target", target.id))
    return target, scale


@blueprint.get("/targets/<key>")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def target(key: str) -> Page:
    """A target to change."""
    found, scale = _show(key)
    return _page(found, target_form(scale, found))


@blueprint.post("/targets/<key>")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_target(key: str) -> Page | Response:
    """Change a target."""
    found, scale = _find(key)
    form = target_form(scale, found)
    if not form.validate():
        return _page(found, form)
    try:
        change_target(
            db.session,
            target=found,
            given=given_of(form, scale),
            base_version=form.version.data or 0,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as error:
        theirs = error.theirs
        fields = theirs_in_values(scale, dict(theirs.fields))
        form.with_conflict(Theirs(by=theirs.by, at=theirs.at, version=theirs.version, fields=fields))
    else:
        return go_to(_back(found))
    return _page(found, form)


@blueprint.get("/targets/<key>/give-up")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def giving_up(key: str) -> Page:
    """Ask why a target is given up."""
    found, _ = _show(key)
    return _give_up_page(found, GiveUpForm(data={"version": found.version}))


@blueprint.post("/targets/<key>/give-up")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def give_up(key: str) -> Page | Response:
    """Give a target up; it stays on record."""
    found, _ = _find(key)
    form = GiveUpForm()
    if not form.validate():
        return _give_up_page(found, form)
    try:
        give_up_target(
            db.session,
            target=found,
            reason=form.reason.data,
            base_version=form.version.data or 0,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
    except EditConflict as error:
        form.with_conflict(error.theirs)
    else:
        return go_to(_back(found))
    return _give_up_page(found, form)


def _back(found: Target) -> str:
    """The family's targets, where this one is among them; before submitting, those of the assessment."""
    if found.assessment.completed_on is not None:
        return url_for("assessments.family_targets", key=found.family.key)
    return url_for("assessments.targets", key=found.assessment.key)


def _page(found: Target, form: TargetForm) -> Page:
    (card,) = present_targets([found], current_actor(), clock.today())
    return form_page("assessments/target.html", form=form, card=card, back=_back(found))


def _give_up_page(found: Target, form: GiveUpForm) -> Page:
    (card,) = present_targets([found], current_actor(), clock.today())
    return form_page("assessments/target_give_up.html", form=form, card=card, back=_back(found))
