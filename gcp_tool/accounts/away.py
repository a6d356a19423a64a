"""Putting one's screen away: the session ends at once, and what is left on the screen says nothing of anybody."""

from flask import Response, session, url_for
from flask_security import logout_user

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import public, signed_in
from gcp_tool.accounts import services
from gcp_tool.accounts.blueprint import blueprint
from gcp_tool.audit.transactions import transaction
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, go_to, page


@blueprint.post("/put-away")
@signed_in
def put_away() -> Response:
    """End my session and show a page that says nothing."""
    actor = current_actor()
    db.end_read()
    with transaction(db.engines) as write:
        services.record_sign_out(write, user_id=actor.id)
    logout_user()
    session.clear()
    response = go_to(url_for("accounts.away"))
    response.headers["Clear-Site-Data"] = '"cache"'  # the pages that a browser keeps to go back to
    return response


@blueprint.get("/away")
@public
def away() -> Page:
    """A page that says nothing of anybody, and the way back in."""
    return page("accounts/away.html")
