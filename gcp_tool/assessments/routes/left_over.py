"""A text that an assessment could not take, deleted as whoever typed it wishes."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.unfinished import present_left_over
from gcp_tool.assessments.queries.autosaving import list_left_over
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import get_record, show_record
from gcp_tool.assessments.services.autosave import throw_away
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import NotFound
from gcp_tool.extensions import db
from gcp_tool.models import LeftOver
from gcp_tool.web.forms import BaseForm
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes

_PLACE = "/assessments/<key>/left-over/<left_key>"


@blueprint.get(_PLACE)
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def left_over(key: str, left_key: str) -> Page:
    """Ask whether a text that could not be taken is to be deleted."""
    record = show_record(key)
    return _page(record, _find(record, left_key), BaseForm())


@blueprint.post(_PLACE)
@requires(Permission.ASSESSMENT_READ)
@writes
def delete_left_over(key: str, left_key: str) -> Page | Response:
    """Delete it."""
    record = get_record(key)
    found, form = _find(record, left_key), BaseForm()
    if not form.validate():
        return _page(record, found, form)
    throw_away(db.session, left_over=found)
    return go_to(url_for("assessments.show", key=key))


def _find(record: Record, left_key: str) -> LeftOver:
    """A text of the actor's own. Raises NotFound for anybody else's."""
    for one in list_left_over(db.session, record.assessment.id, current_actor().id):
        if one.key == left_key:
            return one
    raise NotFound("This text is not here any more.")


def _page(record: Record, found: LeftOver, form: BaseForm) -> Page:
    (shown,) = present_left_over(record, [found])
    return form_page(
        "assessments/left_over_delete.html", form=form, overview=present_overview(record), one=shown
    )
