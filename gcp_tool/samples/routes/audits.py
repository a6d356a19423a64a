"""Auditing one family of a sample: its questions, and what is to be done because of it."""

from flask import Response, url_for

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.sample_policies import check_audit
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, NotPossible
from gcp_tool.extensions import db
from gcp_tool.models import Audit, SampleFamily
from gcp_tool.samples.audit_forms import AUDIT_FORMS
from gcp_tool.samples.blueprint import blueprint
from gcp_tool.samples.forms.audits import ActionForm, AuditForm, action_form, audit_form
from gcp_tool.samples.presenters.samples import present_line
from gcp_tool.samples.queries.people import list_possible_owners
from gcp_tool.samples.queries.samples import find_audit, get_drawn
from gcp_tool.samples.services.auditing import add_action, save_audit
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/families/<key>")
@requires(Permission.SAMPLE_AUDIT)
@records_viewing
def audit(key: str) -> Page:
    """The audit of one family: its questions, or what was answered when it is finished."""
    actor = current_actor()
    drawn = get_drawn(db.session, actor, key)
    check_audit(actor, drawn.sample, clock.today())
    kept = find_audit(db.session, drawn, actor)
    viewed(Event.FAMILY_VIEWED, family_id=drawn.family_id, details={"page": "audit"})
    return _audit_page(drawn, audit_form(AUDIT_FORMS[drawn.sample.form], kept), kept)


@blueprint.post("/families/<key>")
@requires(Permission.SAMPLE_AUDIT)
@records_viewing
@writes
def save(key: str) -> Page | Response:
    """Keep the answers, or finish the audit."""
    actor = current_actor()
    drawn = get_drawn(db.session, actor, key)
    questions = AUDIT_FORMS[drawn.sample.form]
    form = audit_form(questions)
    if form.validate():
        try:
            save_audit(
                db.session,
                drawn=drawn,
                questions=questions,
                answers=form.answers(),
                expected=form.version.data or 0,
                finish=form.is_finished,
                by=actor,
            )
        except Invalid as error:
            form.add_problems(error)
        except EditConflict as conflict:
            form.with_conflict(conflict.theirs)
        else:
            return _after(drawn, is_finished=form.is_finished)
    viewed(Event.FAMILY_VIEWED, family_id=drawn.family_id, details={"page": "audit"})
    return _audit_page(drawn, form, find_audit(db.session, drawn, actor))


def _after(drawn: SampleFamily, *, is_finished: bool) -> Response:
    if is_finished:
        return go_to(url_for("samples.audit", key=drawn.key))
    return go_to(url_for("samples.show", key=drawn.sample.key))


@blueprint.get("/families/<key>/actions/new")
@requires(Permission.SAMPLE_AUDIT)
@records_viewing
def new_action(key: str) -> Page:
    """Ask what is to be done because of the audit."""
    actor = current_actor()
    drawn, _ = _with_audit(actor, key)
    check_audit(actor, drawn.sample, clock.today())
    viewed(Event.FAMILY_VIEWED, family_id=drawn.family_id, details={"page": "audit action"})
    return _action_page(drawn, action_form(list_possible_owners(db.session, drawn.family)))


@blueprint.post("/families/<key>/actions/new")
@requires(Permission.SAMPLE_AUDIT)
@records_viewing
@writes
def save_action(key: str) -> Page | Response:
    """Keep what is to be done."""
    actor = current_actor()
    drawn, kept = _with_audit(actor, key)
    people = list_possible_owners(db.session, drawn.family)
    form = action_form(people)
    if form.validate():
        to_do = form.to_do({person.key: person for person in people})
        try:
            add_action(db.session, audit=kept, to_do=to_do, by=actor)
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("samples.audit", key=key))
    viewed(Event.FAMILY_VIEWED, family_id=drawn.family_id, details={"page": "audit action"})
    return _action_page(drawn, form)


def _with_audit(actor: Actor, key: str) -> tuple[SampleFamily, Audit]:
    drawn = get_drawn(db.session, actor, key)
    kept = find_audit(db.session, drawn, actor)
    if kept is None:
        raise NotPossible("Answer the questions of the audit first.")
    return drawn, kept


def _audit_page(drawn: SampleFamily, form: AuditForm, kept: Audit | None) -> Page:
    return form_page(
        "samples/audit.html",
        form=form,
        drawn=drawn,
        sample=present_line(drawn.sample, clock.today()),
        questions=form.questions,
        is_kept=kept is not None,
        is_finished=kept is not None and kept.finished_at is not None,
    )


def _action_page(drawn: SampleFamily, form: ActionForm) -> Page:
    return form_page("samples/action.html", form=form, drawn=drawn)
