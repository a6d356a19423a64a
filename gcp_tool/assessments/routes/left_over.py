"""A text that an assessment, or a part in one, could not take, deleted as whoever typed it wishes."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.unfinished import present_left_over
from gcp_tool.assessments.queries.autosaving import list_left_over
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import get_record, show_record
from gcp_tool.assessments.routes.own_part import get_part, show_part
from gcp_tool.assessments.services.autosave import throw_away
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import NotFound
from gcp_tool.extensions import db
from gcp_tool.models import LeftOver
from gcp_tool.web.forms import BaseForm
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes

_PLACE = "/assessments/<key>/left-over/<left_key>"
_PLACE_IN_PART = "/contributions/<key>/left-over/<left_key>"


@blueprint.get(_PLACE)
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def left_over(key: str, left_key: str) -> Page:
    """Ask whether a text that could not be taken is to be deleted."""
    record = show_record(key)
    return _lead_page(record, left_key, BaseForm())


@blueprint.post(_PLACE)
@requires(Permission.ASSESSMENT_READ)
@writes
def delete_left_over(key: str, left_key: str) -> Page | Response:
    """Delete it."""
    record = get_record(key)
    found, form = _find(record, left_key), BaseForm()
    if not form.validate():
        return _lead_page(record, left_key, form)
    throw_away(db.session, left_over=found)
    return go_to(url_for("assessments.show", key=key))


def _lead_page(record: Record, left_key: str, form: BaseForm) -> Page:
    back = url_for("assessments.show", key=record.assessment.key)
    return _page(record, left_key, form, caption=present_overview(record).title, back=back)


@blueprint.get(_PLACE_IN_PART)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def part_left_over(key: str, left_key: str) -> Page:
    """Ask a contributor whether a text that could not be taken is to be deleted."""
    return _part_page(show_part(key), left_key, BaseForm())


@blueprint.post(_PLACE_IN_PART)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def delete_part_left_over(key: str, left_key: str) -> Page | Response:
    """Delete it."""
    own = get_part(key)
    found, form = _find(own, left_key), BaseForm()
    if not form.validate():
        return _part_page(own, left_key, form)
    throw_away(db.session, left_over=found)
    return go_to(url_for("assessments.part", key=key))


def _part_page(own: OwnPart, left_key: str, form: BaseForm) -> Page:
    """Without the family's label, which whoever said no does not see any more."""
    back = url_for("assessments.part", key=own.contribution.key)
    return _page(own, left_key, form, caption="", back=back)


def _find(record: Record, left_key: str) -> LeftOver:
    """A text of the actor's own. Raises NotFound for anybody else's."""
    for one in list_left_over(db.session, record.assessment.id, current_actor().id):
        if one.key == left_key:
            return one
    raise NotFound("This text is not here any more.")


def _page(record: Record, left_key: str, form: BaseForm, *, caption: str, back: str) -> Page:
    (shown,) = present_left_over(record, [_find(record, left_key)])
    return form_page("assessments/left_over_delete.html", form=form, caption=caption, back=back, one=shown)
