"""The page of a family."""

import logging
from collections.abc import Mapping

from flask import request
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import joinedload

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.transactions import transaction
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.charts.content import SmallMultiples
from gcp_tool.core import clock
from gcp_tool.core.pagination import page_number
from gcp_tool.extensions import db
from gcp_tool.families.queries.holding import find_lead, list_allocations
from gcp_tool.history import content, queries, services
from gcp_tool.history.blueprint import blueprint
from gcp_tool.history.drawings import Sheet, named, sheets_of
from gcp_tool.history.loading import load_cares
from gcp_tool.history.presenters.family import present_family
from gcp_tool.history.presenters.listing import present_assessments
from gcp_tool.history.presenters.sections import present_history
from gcp_tool.models import Family, Team
from gcp_tool.web.drawings import svg_markup
from gcp_tool.web.pages import Page, page

log = logging.getLogger(__name__)


@blueprint.get("/families/<key>")
@requires(Permission.FAMILY_READ)
@records_viewing
def show(key: str) -> Page:
    """The family: how care has changed for each child, who is in it now, and every assessment."""
    actor, today = current_actor(), clock.today()
    family = scope.get_family(db.session, actor, key, joinedload(Family.team).joinedload(Team.agency))
    members = queries.list_members(db.session, family)
    lead = find_lead(list_allocations(db.session, family))
    assessments = queries.list_assessments(db.session, family, number=page_number(request.args.get("page")))
    history = present_history(load_cares(db.session, family, members, today=today), members, today)
    viewed(Event.FAMILY_VIEWED, family_id=family.id)
    return page(
        "history/show.html",
        family=present_family(family, members, lead, actor=actor, today=today),
        history=history,
        charts=_charts(history.figures),
        assessments=present_assessments(assessments, actor),
        prompt=content.PROMPT,
    )


def _charts(figures: Mapping[str, SmallMultiples]) -> Mapping[str, str]:
    """The drawings of a page by name. What was drawn before is read, the rest is drawn now, once, and kept."""
    sheets = sheets_of(figures)
    kept = queries.find_drawings(db.session, {sheet.key for sheet in sheets.values()})
    missing = {sheet.key: sheet for sheet in sheets.values() if sheet.key not in kept}
    db.end_read()  # drawing takes long: nothing waits for it, no transaction is open
    drawn = {key: _draw_and_keep(sheet) for key, sheet in missing.items()}
    svgs = {**kept, **drawn}
    return {name: svg_markup(named(svgs[sheet.key], name)) for name, sheet in sheets.items()}


def _draw_and_keep(sheet: Sheet) -> str:
    svg = sheet.draw()
    try:
        with transaction(db.engines) as session:
            services.keep_drawing(session, sha256=sheet.key, svg=svg)
    except IntegrityError:
        log.info("a drawing was kept by somebody else meanwhile")
    except OperationalError:
        log.warning("a drawing could not be kept; it will be made again", exc_info=True)
    return svg
