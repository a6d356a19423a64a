"""The uses of break-glass in families of a manager's teams, month by month, and how each is judged."""

from flask import Response, request, url_for

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.break_glass_policies import check_review_opening
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.core.pagination import page_number
from gcp_tool.domain.errors import EditConflict
from gcp_tool.extensions import db
from gcp_tool.lookup.blueprint import blueprint
from gcp_tool.lookup.forms.opening import JudgeForm
from gcp_tool.lookup.presenters.openings import code_of, present_use, read_month, waiting_words
from gcp_tool.lookup.queries.openings import get_opening, list_openings, list_waiting
from gcp_tool.lookup.services.opening import review_opening
from gcp_tool.models import BreakGlass
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes


@blueprint.get("/break-glass")
@requires(Permission.BREAK_GLASS_REVIEW)
@records_viewing
def openings() -> Page:
    """The uses of one month, and how many wait for a review."""
    actor = current_actor()
    month = read_month(request.args.get("month"), clock.today())
    rows = list_openings(
        db.session,
        actor,
        since=month.starts,
        before=month.ends,
        number=page_number(request.args.get("page")),
    )
    waiting = list_waiting(db.session, actor)
    viewed(Event.BREAK_GLASS_LISTED, details={"count": len(rows.rows), "page": rows.number})
    return page(
        "lookup/openings.html",
        rows=rows,
        uses=[present_use(opening, actor) for opening in rows.rows],
        month=month,
        this=code_of(clock.local(month.starts).date()),
        waiting=waiting_words(waiting),
        earliest=code_of(clock.local(waiting[0]).date()) if waiting else "",
    )


@blueprint.get("/break-glass/<key>/review")
@requires(Permission.BREAK_GLASS_REVIEW)
@records_viewing
def ask_review(key: str) -> Page:
    """Ask how a use is judged."""
    actor = current_actor()
    opening = get_opening(db.session, actor, key)
    check_review_opening(actor, opening)
    return _review_page(opening, JudgeForm(version=opening.version), actor)


@blueprint.post("/break-glass/<key>/review")
@requires(Permission.BREAK_GLASS_REVIEW)
@records_viewing
@writes
def save_review(key: str) -> Page | Response:
    """Keep how a use is judged."""
    actor = current_actor()
    opening = get_opening(db.session, actor, key)
    form = JudgeForm()
    if form.validate():
        try:
            review_opening(
                db.session,
                opening=opening,
                verdict=form.judged(),
                words=form.review_words.data,
                expected=form.version.data or 0,
                by=actor,
            )
        except EditConflict as conflict:
            form.with_conflict(conflict.theirs)
        else:
            return go_to(url_for("history.show", key=opening.family.key))
    return _review_page(opening, form, actor)


def _review_page(opening: BreakGlass, form: JudgeForm, actor: Actor) -> Page:
    viewed(Event.FAMILY_VIEWED, family_id=opening.family_id, details={"page": "break-glass review"})
    return form_page("lookup/review.html", form=form, use=present_use(opening, actor))
