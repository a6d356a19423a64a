"""Pages about single readings of a family: one domain with its areas, and two assessments side by side."""

from collections.abc import Mapping, Sequence

from flask import request

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotFound
from gcp_tool.extensions import db
from gcp_tool.history.blueprint import blueprint
from gcp_tool.history.drawings import charts_of
from gcp_tool.history.forms import ComparisonForm
from gcp_tool.history.presenters.areas import present_areas
from gcp_tool.history.presenters.comparison import (
    ComparisonView,
    present_comparison,
    present_options,
)
from gcp_tool.history.queries import past
from gcp_tool.history.queries.past import Counted
from gcp_tool.models import Family
from gcp_tool.standing.families import tell_family
from gcp_tool.standing.series import Care
from gcp_tool.web.pages import OK, UNPROCESSABLE, Page, page


@blueprint.get("/families/<key>/domains/<code>")
@requires(Permission.FAMILY_READ)
@records_viewing
def domain(key: str, code: str) -> Page:
    """One domain of one child: its areas over time, and every item at every reading."""
    actor, today = current_actor(), clock.today()
    family = scope.get_family(db.session, actor, key)
    _, told = tell_family(db.session, family, today=today)
    cares = [care for care in told.cares if any(one.domain.id == code and one.seen for one in care.series)]
    keys = past.find_keys(db.session, {care.child.id for care in cares})
    child = _child_of(cares, keys, request.args.get("child"))
    ours = [care for care in cares if care.child.id == child]
    evidence = past.count_evidence(db.session, family_id=family.id, child_id=child, domain=code)
    counted = past.list_counted(db.session, family.id)
    views = present_areas(ours, code, past=counted, evidence=evidence, today=today)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "domain", "domain": code})
    return page(
        "history/domain.html",
        family=family,
        code=code,
        title=views[0].finding.title,
        child=ours[0].child.name,
        children=[
            (name, keys[child_id], child_id == child)
            for child_id, name in {care.child.id: care.child.name for care in cares}.items()
        ],
        cares=views,
        charts=charts_of({one.slug: one.figure for one in views}),
    )


def _child_of(cares: Sequence[Care], keys: Mapping[int, str], key: str | None) -> int:
    """The child that an address asks for; without one, the first that was read in this domain."""
    found = [care.child.id for care in cares if key is None or keys[care.child.id] == key]
    if not found:
        raise NotFound("Nobody was graded in this domain, or not this child.")
    return found[0]


@blueprint.get("/families/<key>/compare")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def compare(key: str) -> Page:
    """Any two assessments of the family side by side, item by item, with the evidence of both."""
    family = scope.get_family(db.session, current_actor(), key)
    counted = past.list_counted(db.session, family.id)
    form = ComparisonForm.read(request.args, [one.key for one in counted])
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "compare"})
    return page(
        "history/compare.html",
        status=UNPROCESSABLE if form.errors else OK,
        family=family,
        form=form,
        options=present_options(counted),
        comparison=_compared(family, counted, form) if form.is_good else None,
    )


def _compared(family: Family, counted: Sequence[Counted], form: ComparisonForm) -> ComparisonView:
    """The two that were chosen, the earlier first, whichever was named first."""
    earlier, later = (one for one in counted if one.key in (form.first, form.second))
    actor = current_actor()
    for one in (earlier, later):
        viewed(Event.ASSESSMENT_VIEWED, family_id=family.id, subject=("assessment", one.id))
    return present_comparison(
        (earlier, past.get_counted_record(db.session, actor, earlier)),
        (later, past.get_counted_record(db.session, actor, later)),
        past.list_grades(db.session, [earlier.id, later.id]),
    )
