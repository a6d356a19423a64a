"""Linking a family with another in which somebody of it is or was known."""

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_start_assessment
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.start import LinkForm
from gcp_tool.assessments.services.linking import link_families
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.domain.errors import Invalid
from gcp_tool.extensions import db
from gcp_tool.models import Family
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/families/<key>/link/<other_key>")
@requires(Permission.FAMILY_EDIT)
@records_viewing
def linking(key: str, other_key: str) -> Page:
    """Ask why the two belong together."""
    family, other = _both(key, other_key)
    for one in (family, other):
        viewed(Event.FAMILY_VIEWED, family_id=one.id)
    return _page(family, other, LinkForm())


@blueprint.post("/families/<key>/link/<other_key>")
@requires(Permission.FAMILY_EDIT)
@writes
def link(key: str, other_key: str) -> Page | Response:
    """Keep that the two belong together, and go on starting the assessment."""
    family, other = _both(key, other_key)
    form = LinkForm()
    if not form.validate():
        return _page(family, other, form)
    try:
        link_families(db.session, family=family, other=other, why=form.why.data, by=current_actor())
    except Invalid as error:
        form.add_problems(error)
        return _page(family, other, form)
    return go_to(url_for("assessments.start", key=key))


def _both(key: str, other_key: str) -> tuple[Family, Family]:
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    check_start_assessment(actor, family)
    return family, scope.get_family(db.session, actor, other_key)


def _page(family: Family, other: Family, form: LinkForm) -> Page:
    return form_page("assessments/link.html", form=form, family=family, other=other)
