"""Lists of families: those a person may open, and those they searched for. No term is ever in an address."""

from flask import Response, request, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.core.pagination import page_number
from gcp_tool.extensions import db
from gcp_tool.families.blueprint import blueprint
from gcp_tool.families.forms.families import SearchForm
from gcp_tool.families.presenters.cards import present_family, present_found
from gcp_tool.families.queries.lists import list_families
from gcp_tool.families.queries.search import find_search, search_families, terms_of
from gcp_tool.families.services.searches import keep_search
from gcp_tool.web.pages import Page, form_page, go_to, page
from gcp_tool.web.transactions import writes

NOT_FOUND = 404


@blueprint.get("")
@requires(Permission.FAMILY_READ)
@records_viewing
def index() -> Page:
    """The open or the closed families that the person may open."""
    actor, today, closed = current_actor(), clock.today(), request.args.get("show") == "closed"
    rows = list_families(db.session, actor, closed=closed, number=page_number(request.args.get("page")))
    viewed(Event.FAMILY_LISTED, details={"count": len(rows.rows), "page": rows.number, "closed": closed})
    cards = [present_family(row, today) for row in rows.rows]
    return page(
        "families/index.html",
        rows=rows,
        cards=cards,
        closed=closed,
        may_register=actor.may(Permission.FAMILY_REGISTER),
    )


@blueprint.get("/search")
@requires(Permission.FAMILY_SEARCH)
def search() -> Page:
    """Ask what to look for."""
    return form_page("families/search.html", form=SearchForm())


@blueprint.post("/search")
@requires(Permission.FAMILY_SEARCH)
@writes
def start_search() -> Page | Response:
    """Keep the terms for half an hour and go to what they find."""
    form = SearchForm()
    if not form.validate():
        return form_page("families/search.html", form=form)
    kept = keep_search(db.session, words=form.words.data, birth_on=form.birth_on.data, by=current_actor())
    return go_to(url_for("families.results", key=kept.key))


@blueprint.get("/search/<key>")
@requires(Permission.FAMILY_SEARCH)
@records_viewing
def results(key: str) -> Page:
    """What one's own search finds; half an hour later the terms are gone."""
    actor, today = current_actor(), clock.today()
    kept = find_search(db.session, key, of=actor, now=clock.now())
    if kept is None:
        return page("families/search_over.html", status=NOT_FOUND)
    number = page_number(request.args.get("page"))
    rows = search_families(db.session, actor, search=kept, number=number)
    details = {"count": len(rows.rows), "page": rows.number, "of": rows.total}
    viewed(Event.FAMILY_LISTED, subject=("search", kept.id), details=details)
    for found in rows.rows:
        viewed(Event.FAMILY_FOUND, family_id=found.row.id, subject=("search", kept.id))
    words, birth_on = terms_of(kept)
    return page(
        "families/results.html",
        rows=rows,
        cards=[present_found(found, today) for found in rows.rows],
        search_key=key,
        words=words,
        birth_on=birth_on,
    )
