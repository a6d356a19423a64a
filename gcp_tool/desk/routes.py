"""The desk: the first page after signing in."""

from collections.abc import Sequence
from dataclasses import fields

from flask import Response, request, url_for

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires, signed_in
from gcp_tool.access.permissions import Permission
from gcp_tool.accounts.queries import list_held_inputs
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.core.pagination import page_number
from gcp_tool.desk.blueprint import blueprint
from gcp_tool.desk.forms import SeenForm, seen_form
from gcp_tool.desk.loading import Desk, Numbers, load_desk
from gcp_tool.desk.presenters import KeptView, present_abilities, present_kept
from gcp_tool.extensions import db
from gcp_tool.notices.giving import see_notices
from gcp_tool.notices.presenters import present_notices
from gcp_tool.notices.queries import list_unseen
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/")
@signed_in
def home() -> Page | Response:
    """What waits for me and where my work is; for an account without cases, what it can do."""
    actor = current_actor()
    if not _has_cases(actor):
        return _plain_page(actor)
    desk = load_desk(db.session, actor, _numbers(), today=clock.today())
    return _show_families(desk) if desk.counts else _page(desk)


@blueprint.post("/notices/seen")
@requires(Permission.TOOL_READ)
@records_viewing
@writes
def see() -> Page | Response:
    """Take the notices that were shown off the desk."""
    actor, form = current_actor(), SeenForm()
    if form.validate():
        see_notices(db.session, keys=form.shown, by=actor)
        return go_to(url_for("desk.home"))
    if not _has_cases(actor):
        return _plain_page(actor, form)
    desk = load_desk(db.session, actor, Numbers(), today=clock.today())
    viewed(Event.ASSESSMENT_LISTED, details=desk.counts)
    return _page(desk, form)


def _has_cases(actor: Actor) -> bool:
    return actor.may(Permission.ASSESSMENT_WRITE) or actor.may(Permission.ASSESSMENT_SIGN_OFF)


def _numbers() -> Numbers:
    return Numbers(**{one.name: page_number(request.args.get(one.name)) for one in fields(Numbers)})


@records_viewing
def _show_families(desk: Desk) -> Page:
    """A desk with families on it is put on record."""
    viewed(Event.ASSESSMENT_LISTED, details=desk.counts)
    return _page(desk)


def _page(desk: Desk, form: SeenForm | None = None) -> Page:
    return form_page(
        "desk/home.html", form=form or seen_form(desk.notices), desk=desk, kept=_kept(), told=desk.notices
    )


def _plain_page(actor: Actor, form: SeenForm | None = None) -> Page:
    told = present_notices(list_unseen(db.session, actor))
    abilities = present_abilities(actor)
    return form_page(
        "desk/plain.html", form=form or seen_form(told), kept=_kept(), told=told, abilities=abilities
    )


def _kept() -> Sequence[KeptView]:
    return present_kept(list_held_inputs(db.session, of=current_actor(), now=clock.now()))
