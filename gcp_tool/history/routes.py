"""The page of a family."""

from flask import request
from sqlalchemy.orm import joinedload

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.charts.timeline_content import words
from gcp_tool.core import clock
from gcp_tool.core.pagination import page_number
from gcp_tool.extensions import db
from gcp_tool.families.queries.holding import find_lead, list_allocations
from gcp_tool.history import content
from gcp_tool.history.blueprint import blueprint
from gcp_tool.history.drawings import charts_of
from gcp_tool.history.presenters.decided import read_decided
from gcp_tool.history.presenters.dues import present_dues
from gcp_tool.history.presenters.exposures import time_known
from gcp_tool.history.presenters.family import present_family
from gcp_tool.history.presenters.listing import present_assessments
from gcp_tool.history.presenters.opened import present_opened
from gcp_tool.history.presenters.sections import present_history
from gcp_tool.history.presenters.views import looked_at, view_links
from gcp_tool.history.queries.assessments import list_assessments
from gcp_tool.history.queries.opened import list_opened
from gcp_tool.models import Family, Team
from gcp_tool.plans.presenters.lanes import present_lanes
from gcp_tool.plans.queries.timeline import list_timeline
from gcp_tool.standing.families import tell_family
from gcp_tool.web.pages import Page, page

_WITH_TEAM = joinedload(Family.team).joinedload(Team.agency)


@blueprint.get("/families/<key>")
@requires(Permission.FAMILY_READ)
@records_viewing
def show(key: str) -> Page:
    """The family: how care has changed for each child, what is due, who is in it now, and every assessment."""
    actor, today = current_actor(), clock.today()
    family = scope.get_family(db.session, actor, key, _WITH_TEAM)
    loaded, told = tell_family(db.session, family, today=today)
    lead = find_lead(list_allocations(db.session, family))
    assessments = list_assessments(db.session, family, number=page_number(request.args.get("page")))
    around = present_lanes(list_timeline(db.session, family.id), today)
    looked = looked_at(request.args.get("view"), told.plan_since_on)
    keys = {member.person_id: member.person_key for member in loaded.members}
    history = present_history(told, today, looked=looked, keys=keys)
    viewed(Event.FAMILY_VIEWED, family_id=family.id)
    return page(
        "history/show.html",
        family=present_family(family, loaded.members, lead, actor=actor, today=today),
        history=history,
        dues=() if family.closed_on else present_dues(told, today),
        decided=read_decided(db.session, family, loaded, told, actor=actor, today=today),
        opened=present_opened(list_opened(db.session, family), actor=actor, now=clock.now()),
        views=view_links(looked, told.plan_since_on),
        around=around,
        said_around=words(around) if around else (),
        time_known=time_known(told.cares, today),
        charts=charts_of(history.figures, around),
        assessments=present_assessments(assessments, actor),
        prompt=content.PROMPT,
    )
