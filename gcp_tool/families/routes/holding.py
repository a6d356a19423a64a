"""Who holds a family and who works with it."""

from collections.abc import Sequence

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import can_hold_family, check_allocate, check_edit_family
from gcp_tool.audit.events import Event
from gcp_tool.audit.versions import as_field
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.families.blueprint import blueprint
from gcp_tool.families.content import YES
from gcp_tool.families.forms.families import AllocateForm, FamilyForm, HeldFamilyForm
from gcp_tool.families.presenters.choices import present_allocations, team_choices, worker_choices
from gcp_tool.families.queries.holding import (
    PastAllocation,
    Worker,
    find_lead,
    is_in_sight,
    list_allocations,
    list_teams,
    list_workers,
)
from gcp_tool.families.services import allocation
from gcp_tool.families.services.allocation import NOBODY
from gcp_tool.families.services.changing import Holding, change_family
from gcp_tool.models import Family
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/<key>/edit")
@requires(Permission.FAMILY_EDIT)
@records_viewing
def edit(key: str) -> Page:
    """Show what a family is called, where it lives and, for its manager, who holds it, to be changed."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    check_edit_family(actor, family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "edit"})
    return _edit_page(family, _form(actor, family, **_as_shown(actor, family)))


@blueprint.post("/<key>/edit")
@requires(Permission.FAMILY_EDIT)
@records_viewing
@writes
def save_family(key: str) -> Page | Response:
    """Change a family. A manager who moves it to another team's hands may not see it any more."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    form = _form(actor, family)
    if not form.validate():
        return _edit_page(family, form)
    try:
        change_family(
            db.session,
            family=family,
            label=form.label.data,
            area=form.area.data,
            holding=_holding(form),
            expected=form.version.data or 0,
            by=actor,
        )
    except EditConflict as conflict:
        viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "edit"})
        form.with_conflict(conflict.theirs)
        return _edit_page(family, form)
    return go_to(_where_to_go(actor, family))


@blueprint.get("/<key>/allocate")
@requires(Permission.FAMILY_ALLOCATE)
@records_viewing
def allocate(key: str) -> Page:
    """Ask who will work with a family, and show who has so far."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    check_allocate(actor, family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "allocate"})
    past = list_allocations(db.session, family)
    lead = find_lead(past)
    form = _allocate_form(
        list_workers(db.session, [family.team_id]), lead, version=lead.id if lead else NOBODY
    )
    return _allocate_page(family, form, past)


@blueprint.post("/<key>/allocate")
@requires(Permission.FAMILY_ALLOCATE)
@records_viewing
@writes
def save_allocation(key: str) -> Page | Response:
    """Allocate a worker from today; the allocation before ends."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    check_allocate(actor, family)
    workers, past = list_workers(db.session, [family.team_id]), list_allocations(db.session, family)
    form = _allocate_form(workers, find_lead(past))
    if not form.validate():
        return _allocate_page(family, form, past)
    worker = next(worker for worker in workers if worker.key == form.worker.data)
    try:
        allocation.allocate(
            db.session, family=family, worker=worker, expected=form.version.data or NOBODY, by=actor
        )
    except Invalid as error:
        form.add_problems(error)
        return _allocate_page(family, form, past)
    except EditConflict as conflict:
        viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "allocate"})
        form.with_conflict(conflict.theirs)
        return _allocate_page(family, form, past)
    return go_to(url_for("history.show", key=key))


def _form(actor: Actor, family: Family, **shown: object) -> FamilyForm:
    if not can_hold_family(actor, family):
        return FamilyForm(**shown)
    form = HeldFamilyForm(**shown)
    form.team.choices = team_choices(list_teams(db.session))
    return form


def _as_shown(actor: Actor, family: Family) -> dict[str, object]:
    shown: dict[str, object] = {"label": family.label, "area": family.area, "version": family.version}
    if not can_hold_family(actor, family):
        return shown
    return shown | {"team": family.team.key, "restricted": as_field(family.restricted)}


def _holding(form: FamilyForm) -> Holding | None:
    """What the manager chose; nothing when the form was not theirs."""
    if not isinstance(form, HeldFamilyForm):
        return None
    team = next(team for team in list_teams(db.session) if team.key == form.team.data)
    return Holding(team, restricted=form.restricted.data == YES)


def _where_to_go(actor: Actor, family: Family) -> str:
    """The family, or the list when it was moved out of the actor's sight."""
    if is_in_sight(db.session, actor, family):
        return url_for("history.show", key=family.key)
    return url_for("families.index")


def _edit_page(family: Family, form: FamilyForm) -> Page:
    return form_page("families/edit.html", form=form, family=family)


def _allocate_form(workers: Sequence[Worker], lead: PastAllocation | None, **shown: object) -> AllocateForm:
    form = AllocateForm(**shown)
    form.worker.choices = worker_choices(workers, lead.user_id if lead else None)
    return form


def _allocate_page(family: Family, form: AllocateForm, past: Sequence[PastAllocation]) -> Page:
    return form_page(
        "families/allocate.html", form=form, family=family, allocations=present_allocations(past)
    )
