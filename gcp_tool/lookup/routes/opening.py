"""Opening a family under break-glass, and the one note that may be left."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.break_glass_policies import check_break_glass, check_note_opening
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.core.formatting import clock_time
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.lookup.blueprint import blueprint
from gcp_tool.lookup.forms.opening import NoteForm, OpenForm
from gcp_tool.lookup.queries.openings import get_family_to_open, get_opening
from gcp_tool.lookup.services.opening import leave_note, open_family
from gcp_tool.models import BreakGlass
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/break-glass/families/<key>")
@requires(Permission.FAMILY_BREAK_GLASS)
def ask_why(key: str) -> Page | Response:
    """Ask why a family is to be opened. Nothing of it is shown yet."""
    actor = current_actor()
    family = get_family_to_open(db.session, key)
    if family.id in actor.openings and not family.restricted:
        return go_to(url_for("history.show", key=key))
    check_break_glass(actor, family)
    return form_page("lookup/open.html", form=OpenForm())


@blueprint.post("/break-glass/families/<key>")
@requires(Permission.FAMILY_BREAK_GLASS)
@writes
def save_why(key: str) -> Page | Response:
    """Open the family for 3 hours."""
    actor = current_actor()
    family = get_family_to_open(db.session, key)
    check_break_glass(actor, family)
    form = OpenForm()
    if form.validate():
        try:
            open_family(db.session, family=family, why=form.why(), by=actor)
        except Invalid as error:
            form.add_problems(error)
        else:
            return go_to(url_for("history.show", key=key))
    return form_page("lookup/open.html", form=form)


@blueprint.get("/break-glass/<key>/note")
@requires(Permission.FAMILY_BREAK_GLASS)
@records_viewing
def ask_note(key: str) -> Page:
    """Ask for the one note."""
    actor = current_actor()
    opening = get_opening(db.session, actor, key)
    check_note_opening(actor, opening, clock.now())
    return _note_page(opening, NoteForm(version=opening.version))


@blueprint.post("/break-glass/<key>/note")
@requires(Permission.FAMILY_BREAK_GLASS)
@records_viewing
@writes
def save_note(key: str) -> Page | Response:
    """Keep the one note."""
    actor = current_actor()
    opening = get_opening(db.session, actor, key)
    form = NoteForm()
    if form.validate():
        try:
            leave_note(
                db.session, opening=opening, note=form.note.data, expected=form.version.data or 0, by=actor
            )
        except Invalid as error:
            form.add_problems(error)
        except EditConflict as conflict:
            form.with_conflict(conflict.theirs)
        else:
            return go_to(url_for("history.show", key=opening.family.key))
    return _note_page(opening, form)


def _note_page(opening: BreakGlass, form: NoteForm) -> Page:
    viewed(Event.FAMILY_VIEWED, family_id=opening.family_id, details={"page": "break-glass note"})
    return form_page(
        "lookup/note.html", form=form, until=clock_time(opening.until), family_key=opening.family.key
    )
