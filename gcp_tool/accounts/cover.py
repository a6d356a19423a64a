"""The pages of leave cover: who manages a team while its manager is away."""

from flask import Response, url_for

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.accounts import presenters, queries
from gcp_tool.accounts.blueprint import blueprint
from gcp_tool.accounts.forms import CoverForm, EndCoverForm, cover_form
from gcp_tool.accounts.settling import arrange_cover, end_cover
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid, NotFound
from gcp_tool.extensions import db
from gcp_tool.models import Delegation
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/cover")
@requires(Permission.COVER_ARRANGE)
def cover() -> Page:
    """Who covers for me, and room to arrange more."""
    actor = current_actor()
    return _page(
        actor,
        cover_form(queries.list_own_teams(db.session, actor), queries.list_colleagues(db.session, actor)),
    )


@blueprint.post("/cover")
@requires(Permission.COVER_ARRANGE)
@writes
def save_cover() -> Page | Response:
    """Arrange cover."""
    actor = current_actor()
    teams = {team.key: team for team in queries.list_own_teams(db.session, actor)}
    people = {person.key: person for person in queries.list_colleagues(db.session, actor)}
    form = cover_form(list(teams.values()), list(people.values()))
    if form.validate() and form.first.data is not None and form.last.data is not None:
        try:
            arrange_cover(
                db.session,
                team=teams[form.team.data or ""],
                cover=people[form.cover.data or ""],
                first=form.first.data,
                last=form.last.data,
                by=actor,
            )
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("accounts.cover"))
    return _page(actor, form)


@blueprint.get("/cover/<int:number>/end")
@requires(Permission.COVER_ARRANGE)
def ending_cover(number: int) -> Page:
    """Ask whether cover is to end."""
    found = _find(current_actor(), number)
    return _end_page(number, found, EndCoverForm(data={"version": found.version}))


@blueprint.post("/cover/<int:number>/end")
@requires(Permission.COVER_ARRANGE)
@writes
def save_end_of_cover(number: int) -> Page | Response:
    """End cover: today is its last day, or it never begins."""
    actor = current_actor()
    found = _find(actor, number)
    form = EndCoverForm()
    if form.validate():
        try:
            end_cover(db.session, delegation=found, base_version=form.version.data or 0, by=actor)
        except EditConflict as error:
            form.with_conflict(error.theirs)
        else:
            return go_to(url_for("accounts.cover"))
    return _end_page(number, found, form)


def _page(actor: Actor, form: CoverForm) -> Page:
    return form_page(
        "accounts/cover.html",
        form=form,
        lines=presenters.present_cover(queries.list_cover(db.session, actor.id), clock.today()),
    )


def _end_page(number: int, found: Delegation, form: EndCoverForm) -> Page:
    line = presenters.cover_line(number, found, clock.today())
    return form_page("accounts/end_cover.html", form=form, line=line)


def _find(actor: Actor, number: int) -> Delegation:
    arranged = queries.list_cover(db.session, actor.id)
    if not 1 <= number <= len(arranged):
        raise NotFound("There is no such cover, or somebody else arranged it.")
    return arranged[number - 1]
