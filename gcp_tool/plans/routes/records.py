"""Plans, referrals, support and events written down: added, changed, recorded in error."""

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_edit_family
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.plans.blueprint import blueprint
from gcp_tool.plans.content import PAGES
from gcp_tool.plans.forms.records import InErrorForm, RecordForm
from gcp_tool.plans.presenters.wording import record_words
from gcp_tool.plans.routes.making import (
    Desk,
    about_of,
    as_chosen,
    desk_for,
    desk_for_new,
    details_of,
    form_for,
    kind_of,
)
from gcp_tool.plans.services.recording import (
    add_records,
    change_record,
    check_stands,
    person_id_of,
    record_in_error,
)
from gcp_tool.web.forms import VersionedForm
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/families/<key>/timeline/add/<code>")
@requires(Permission.FAMILY_EDIT)
@records_viewing
def add(key: str, code: str) -> Page:
    """Ask about a plan, a referral, support or an event of the family."""
    kind, actor = kind_of(code), current_actor()
    family = scope.get_family(db.session, actor, key)
    check_edit_family(actor, family)
    desk = desk_for_new(family, kind)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": f"add {kind}"})
    return _page(desk, form_for(desk))


@blueprint.post("/families/<key>/timeline/add/<code>")
@requires(Permission.FAMILY_EDIT)
@writes
def save_new(key: str, code: str) -> Page | Response:
    """Write it down, once for each child it is about."""
    kind, actor = kind_of(code), current_actor()
    family = scope.get_family(db.session, actor, key)
    desk = desk_for_new(family, kind)
    form = form_for(desk)
    if not form.validate():
        return _page(desk, form)
    try:
        add_records(
            db.session, family=family, about=about_of(form, desk), details=details_of(form, desk), by=actor
        )
    except Invalid as error:
        form.add_problems(error)
        return _page(desk, form)
    return go_to(url_for("plans.timeline", key=key))


@blueprint.get("/timeline/<code>/<key>")
@requires(Permission.FAMILY_EDIT)
@records_viewing
def change(code: str, key: str) -> Page:
    """Show what is written down, to be changed."""
    desk = _open(code, key)
    return _page(desk, form_for(desk, shown=True))


@blueprint.post("/timeline/<code>/<key>")
@requires(Permission.FAMILY_EDIT)
@records_viewing
@writes
def save_change(code: str, key: str) -> Page | Response:
    """Change what is written down."""
    actor = current_actor()
    desk = desk_for(actor, kind_of(code), key)
    form = form_for(desk)
    if not form.validate():
        return _page(desk, form)
    try:
        _save_change(desk, form)
    except Invalid as error:
        form.add_problems(error)
        return _page(desk, form)
    except EditConflict as conflict:
        _say_viewed(desk)
        _versioned(form).with_conflict(as_chosen(conflict, desk).theirs)
        return _page(desk, form)
    return go_to(url_for("plans.timeline", key=desk.family.key))


@blueprint.get("/timeline/<code>/<key>/error")
@requires(Permission.FAMILY_EDIT)
@records_viewing
def ask_error(code: str, key: str) -> Page:
    """Ask why a record should not be there."""
    desk = _open(code, key)
    return _error_page(desk, InErrorForm(version=desk.row.version if desk.row else 0))


@blueprint.post("/timeline/<code>/<key>/error")
@requires(Permission.FAMILY_EDIT)
@records_viewing
@writes
def save_error(code: str, key: str) -> Page | Response:
    """Record that it was entered in error; it is kept, struck through."""
    actor = current_actor()
    desk, form = desk_for(actor, kind_of(code), key), InErrorForm()
    if desk.row is None or not form.validate():
        return _error_page(desk, form)
    try:
        record_in_error(
            db.session,
            family=desk.family,
            row=desk.row,
            reason=form.reason.data,
            expected=form.version.data or 0,
            by=actor,
        )
    except EditConflict as conflict:
        _say_viewed(desk)
        form.with_conflict(conflict.theirs)
        return _error_page(desk, form)
    return go_to(url_for("plans.timeline", key=desk.family.key))


def _open(code: str, key: str) -> Desk:
    """The record of this key, to be changed, and on record that it was looked at."""
    actor = current_actor()
    desk = desk_for(actor, kind_of(code), key)
    check_edit_family(actor, desk.family)
    if desk.row is not None:
        check_stands(desk.row)
    _say_viewed(desk)
    return desk


def _say_viewed(desk: Desk) -> None:
    if desk.row is not None:
        viewed(
            Event.FAMILY_VIEWED,
            family_id=desk.family.id,
            person_id=person_id_of(desk.row),
            subject=(desk.row.__tablename__, desk.row.id),
            details={"page": f"change {desk.kind}"},
        )


def _save_change(desk: Desk, form: RecordForm) -> None:
    if desk.row is None:
        return
    change_record(
        db.session,
        family=desk.family,
        row=desk.row,
        about=about_of(form, desk)[0],
        details=details_of(form, desk),
        expected=_versioned(form).version.data or 0,
        by=current_actor(),
    )


def _versioned(form: RecordForm) -> VersionedForm:
    """The form of a record that is there has its version."""
    if not isinstance(form, VersionedForm):
        raise TypeError("the form of something new has no version")
    return form


def _page(desk: Desk, form: RecordForm) -> Page:
    words = PAGES[desk.kind]
    return form_page(
        f"plans/{desk.kind.value}.html",
        form=form,
        family=desk.family,
        about=desk.about,
        record=desk.row,
        kind=desk.kind.value,
        page_heading=words.add if desk.row is None else words.change,
    )


def _error_page(desk: Desk, form: InErrorForm) -> Page:
    return form_page(
        "plans/in_error.html",
        form=form,
        family=desk.family,
        kind=desk.kind.value,
        record=desk.row,
        said=record_words(desk.row, clock.today()) if desk.row is not None else "",
        about=desk.about,
        page_heading=PAGES[desk.kind].error,
    )
