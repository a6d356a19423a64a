"""Correcting a review: a new one is written that takes its place; the old one stays on record."""

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.review_policies import check_record_review
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.errors import NotPossible
from gcp_tool.extensions import db
from gcp_tool.models import Review
from gcp_tool.reviews.blueprint import blueprint
from gcp_tool.reviews.forms.reviewing import CorrectForm
from gcp_tool.reviews.queries import WHOLE_REVIEW
from gcp_tool.reviews.services.drafting import begin_correction
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/reviews/<key>/correct")
@requires(Permission.REVIEW_RECORD)
@records_viewing
def ask_correct(key: str) -> Page:
    """Ask what is wrong with a review."""
    found = _get(key)
    viewed(Event.REVIEW_VIEWED, family_id=found.family_id, subject=("review", found.id))
    return _page(found, CorrectForm())


@blueprint.post("/reviews/<key>/correct")
@requires(Permission.REVIEW_RECORD)
@writes
def correct(key: str) -> Page | Response:
    """Begin the review that takes its place, filled in with what this one says."""
    found, form = _get(key), CorrectForm()
    if not form.validate():
        return _page(found, form)
    try:
        begin_correction(db.session, family=found.family, review=found, why=form.why.data, by=current_actor())
    except NotPossible as error:
        form.form_errors.append(str(error))
        return _page(found, form)
    return go_to(url_for("reviews.review", key=found.family.key))


def _get(key: str) -> Review:
    actor = current_actor()
    found = scope.get_review(db.session, actor, key, *WHOLE_REVIEW)
    check_record_review(actor, found.family)
    return found


def _page(found: Review, form: CorrectForm) -> Page:
    return form_page("reviews/correct.html", form=form, review=found, on=long_date(found.on_date))
