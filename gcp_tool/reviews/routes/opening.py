"""The family whose review is written, and what every form of the draft is shown with."""

from collections.abc import Mapping

from sqlalchemy.orm import joinedload

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.review_policies import check_record_review
from gcp_tool.core import clock
from gcp_tool.extensions import db
from gcp_tool.models import Family, Review, ReviewDraft
from gcp_tool.reviews import queries
from gcp_tool.reviews.drafts import Step, step_of
from gcp_tool.reviews.matter import ReviewMatter, gather_review
from gcp_tool.reviews.services.drafting import NEW
from gcp_tool.reviews.services.recording import find_corrected
from gcp_tool.reviews.services.reviewer import check_reviewer

_TEAM = joinedload(Family.team)


def get_reviewed_family(key: str) -> Family:
    """The family of this key, if the actor may review it.

    Raises:
        NotFound: there is none that the actor may open.
        NotAllowed: it is not theirs to review, the case is closed, or they led the latest assessment.
    """
    actor = current_actor()
    family = scope.get_family(db.session, actor, key, _TEAM)
    check_record_review(actor, family)
    check_reviewer(db.session, family=family, by=actor)
    return family


def read_matter(family: Family) -> ReviewMatter:
    """Everything the review rests on."""
    return gather_review(db.session, current_actor(), family, today=clock.today())


def held_in(draft: ReviewDraft | None, step: Step) -> Mapping[str, str]:
    """What a form of the draft holds."""
    return step_of(draft.answers, step) if draft else {}


def version_of(draft: ReviewDraft | None) -> int:
    """The version to write against."""
    return draft.version if draft else NEW


def corrected_by(draft: ReviewDraft | None) -> Review | None:
    """The review that this one will take the place of."""
    return find_corrected(db.session, draft) if draft else None


def find_draft(family: Family) -> ReviewDraft | None:
    """The review of a family that is being written."""
    return queries.find_draft(db.session, family.id)
