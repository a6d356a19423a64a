"""A recorded review, read for ever."""

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.review_policies import can_challenge_review, can_record_review
from gcp_tool.assessments.presenters.challenges import present_challenges
from gcp_tool.assessments.queries.challenges import list_agencies, list_challenges
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.extensions import db
from gcp_tool.history.presenters.actions import present_actions
from gcp_tool.history.queries.decisions import list_actions
from gcp_tool.models import Challenge
from gcp_tool.reviews import queries
from gcp_tool.reviews.blueprint import blueprint
from gcp_tool.reviews.presenters.reviews import list_earlier, present_review
from gcp_tool.reviews.queries import WHOLE_REVIEW, standing_of
from gcp_tool.web.pages import Page, page


@blueprint.get("/reviews/<key>")
@requires(Permission.FAMILY_READ)
@records_viewing
def show(key: str) -> Page:
    """The decision and why, what follows, what was answered, and what the record showed."""
    actor = current_actor()
    found = scope.get_review(db.session, actor, key, *WHOLE_REVIEW)
    viewed(Event.REVIEW_VIEWED, family_id=found.family_id, subject=("review", found.id))
    reviews = queries.list_reviews(db.session, found.family_id)
    standing = standing_of(reviews)
    actions = [one for one in list_actions(db.session, found.family_id) if one.review_id == found.id]
    challenges = list_challenges(db.session, Challenge.review_id == found.id)
    agencies = list_agencies(db.session, {one.agency_id for one in challenges})
    may_record = can_record_review(actor, found.family)
    is_last = bool(standing) and standing[0].id == found.id
    return page(
        "reviews/show.html",
        family=found.family,
        review=present_review(found),
        correction=next((one for one in reviews if one.supersedes_id == found.id), None),
        actions=present_actions(actions, actor, clock.today()),
        challenges=present_challenges(challenges, actor, agencies),
        others=list_earlier([one for one in standing if one.id != found.id]),
        may_correct=may_record and is_last,
        may_add_action=may_record,
        may_challenge=can_challenge_review(actor, found),
    )
