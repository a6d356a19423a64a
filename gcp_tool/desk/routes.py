"""The desk: the first page after signing in."""

from collections.abc import Sequence
from dataclasses import fields

from flask import Response, request

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import signed_in
from gcp_tool.access.permissions import Permission
from gcp_tool.accounts.queries import list_held_inputs
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.core.pagination import page_number
from gcp_tool.desk.blueprint import blueprint
from gcp_tool.desk.loading import Desk, Numbers, load_desk
from gcp_tool.desk.presenters import KeptView, present_abilities, present_kept
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, page


@blueprint.get("/")
@signed_in
def home() -> Page | Response:
    """What waits for me and where my work is; for an account without cases, what it can do."""
    actor = current_actor()
    kept = present_kept(list_held_inputs(db.session, of=actor, now=clock.now()))
    if not (actor.may(Permission.ASSESSMENT_WRITE) or actor.may(Permission.ASSESSMENT_SIGN_OFF)):
        return page("desk/plain.html", kept=kept, abilities=present_abilities(actor))
    desk = load_desk(db.session, actor, _numbers(), today=clock.today())
    return _show_families(desk, kept) if desk.counts else _page(desk, kept)


def _numbers() -> Numbers:
    return Numbers(**{one.name: page_number(request.args.get(one.name)) for one in fields(Numbers)})


@records_viewing
def _show_families(desk: Desk, kept: Sequence[KeptView]) -> Page:
    """A desk with families on it is put on record."""
    viewed(Event.ASSESSMENT_LISTED, details=desk.counts)
    return _page(desk, kept)


def _page(desk: Desk, kept: Sequence[KeptView]) -> Page:
    return page("desk/home.html", desk=desk, kept=kept)
