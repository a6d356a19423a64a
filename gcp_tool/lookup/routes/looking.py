"""Looking a person up: whom, and whether they are known. Nothing of what is typed is in an address or the log."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.break_glass import breaks_glass
from gcp_tool.access.break_glass_policies import ASK_THE_LEAD
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.extensions import db
from gcp_tool.lookup.blueprint import blueprint
from gcp_tool.lookup.forms.looking import LookUpForm
from gcp_tool.lookup.presenters.looking import present_known, present_typed
from gcp_tool.lookup.queries.looking import Found, find_look_up, list_found, typed_in
from gcp_tool.lookup.services.looking import look_up
from gcp_tool.models import Search
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

NOT_FOUND = 404


@blueprint.get("/look-up")
@requires(Permission.FAMILY_LOOK_UP)
def ask() -> Page:
    """Ask whom to look up."""
    return form_page("lookup/ask.html", form=LookUpForm())


@blueprint.post("/look-up")
@requires(Permission.FAMILY_LOOK_UP)
@writes
def start() -> Page | Response:
    """Look the person up and go to what was found."""
    form = LookUpForm()
    if not form.validate():
        return form_page("lookup/ask.html", form=form)
    kept = look_up(db.session, typed=form.identity(), by=current_actor())
    return go_to(url_for("lookup.found", key=kept.key))


@blueprint.get("/look-up/<key>")
@requires(Permission.FAMILY_LOOK_UP)
@records_viewing
def found(key: str) -> Page:
    """Whether the person is known, and to whom; half an hour later what was typed is gone."""
    actor = current_actor()
    kept = find_look_up(db.session, key, of=actor, now=clock.now())
    if kept is None:
        return page("lookup/over.html", status=NOT_FOUND)
    told = list_found(db.session, actor, kept, today=clock.today())
    _say_looked_up(kept, told)
    return page(
        "lookup/found.html",
        typed=present_typed(typed_in(kept)),
        known=[present_known(one) for one in told.known],
        restricted=len(told.restricted_ids),
        ask_the_lead=ASK_THE_LEAD,
        left_out=kept.terms["left_out"],
        may_break_glass=breaks_glass(actor.permissions),
    )


def _say_looked_up(kept: Search, told: Found) -> None:
    """One event with the counts, and one in the record of each family that was told of."""
    counts = {"known": len(told.known), "restricted": len(told.restricted_ids)}
    viewed(Event.FAMILY_LOOKED_UP, subject=("search", kept.id), details=counts)
    for known in told.known:
        viewed(Event.FAMILY_LOOKED_UP, family_id=known.id, details={"as": "known"})
    for family_id in told.restricted_ids:
        viewed(Event.FAMILY_LOOKED_UP, family_id=family_id, details={"as": "restricted"})
