"""The timeline of a family: what was read, planned, offered, missed and done, on one axis and as a list."""

from dataclasses import replace

from flask import request

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import can_edit_family
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.core.pagination import page_number
from gcp_tool.extensions import db
from gcp_tool.plans.blueprint import blueprint
from gcp_tool.plans.content import PAGES
from gcp_tool.plans.drawings import timeline_drawings
from gcp_tool.plans.presenters.entries import present_timeline
from gcp_tool.plans.queries.decisions import list_challenges
from gcp_tool.plans.queries.timeline import list_timeline
from gcp_tool.web.pages import Page, page


@blueprint.get("/families/<key>/timeline")
@requires(Permission.FAMILY_READ)
@records_viewing
def timeline(key: str) -> Page:
    """Everything around a family by its dates."""
    actor, today = current_actor(), clock.today()
    family = scope.get_family(db.session, actor, key)
    rows = replace(list_timeline(db.session, family.id), challenges=list_challenges(db.session, family.id))
    view = present_timeline(rows, today, number=page_number(request.args.get("page")))
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "timeline"})
    return page(
        "plans/timeline.html",
        family=family,
        timeline=view,
        charts=timeline_drawings(view.figure) if view.figure else {},
        pages={kind.value: words for kind, words in PAGES.items()},
        may_edit=can_edit_family(actor, family),
    )
