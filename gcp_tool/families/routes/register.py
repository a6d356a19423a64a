"""Registering a family. Likely duplicates are shown, and that they were looked for is recorded, before it is saved."""

from collections.abc import Sequence

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.extensions import db
from gcp_tool.families.blueprint import blueprint
from gcp_tool.families.content import DIFFERENT, HOME
from gcp_tool.families.forms.families import RegisterForm
from gcp_tool.families.presenters.choices import team_choices
from gcp_tool.families.presenters.matches import present_matches
from gcp_tool.families.queries.duplicates import Duplicates, find_duplicate_families
from gcp_tool.families.queries.holding import list_teams_to_register
from gcp_tool.families.routes.looked_up import say_looked_up
from gcp_tool.families.services.register import check_new_family, register_family
from gcp_tool.models import Family, Team
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/register")
@requires(Permission.FAMILY_REGISTER)
def register() -> Page:
    """Ask what is needed to register a family."""
    actor = current_actor()
    teams = list_teams_to_register(db.session, actor)
    own = next((team.key for team in teams if team.id == actor.team_id), None)
    return _page(
        _form(teams, team=own or (teams[0].key if len(teams) == 1 else None), household=HOME), Duplicates()
    )


@blueprint.post("/register")
@requires(Permission.FAMILY_REGISTER)
@records_viewing
@writes
def save_new_family() -> Page | Response:
    """Register the family, unless it may be known and nobody has looked yet.

    The look-up is part of the write, so that nothing can come between; it is recorded when the write is over,
    kept or undone, and before the page is sent.
    """
    teams = list_teams_to_register(db.session, current_actor())
    form, found = _form(teams), Duplicates()
    if not form.validate():
        return _page(form, found)
    try:
        found = _look_up(form)
        if not _is_settled(form, found):
            return _page(form, found)
        family = _save(form, teams)
    except Invalid as error:
        form.add_problems(error)
        return _page(form, found)
    return go_to(url_for("history.show", key=family.key))


def _form(teams: Sequence[Team], **shown: str | None) -> RegisterForm:
    form = RegisterForm(**shown)
    form.team.choices = team_choices(teams)
    return form


def _look_up(form: RegisterForm) -> Duplicates:
    new = form.new_family()
    check_new_family(db.session, new)
    found = find_duplicate_families(db.session, current_actor(), new.identity)
    say_looked_up(found)
    return found


def _is_settled(form: RegisterForm, found: Duplicates) -> bool:
    """Whether there is nothing to look at, or the person has looked at just this."""
    has_seen = form.looked_at.data == found.fingerprint
    form.looked_at.data = found.fingerprint
    if not found.are_shown or (has_seen and DIFFERENT in form.different.data):
        return True
    form.different.data = []
    form.different.errors = ["Look at what is known already, then say whether yours is a different family"]
    return False


def _save(form: RegisterForm, teams: Sequence[Team]) -> Family:
    team = next(team for team in teams if team.key == form.team.data)
    return register_family(db.session, new=form.new_family(), team=team, by=current_actor())


def _page(form: RegisterForm, found: Duplicates) -> Page:
    return form_page("families/register.html", form=form, matches=present_matches(found, clock.today()))
