"""Builders of believable rows: `make_x(session, **changes)` adds what is asked for, and what it must stand on.

They go the way the database allows: a revision begins as a draft, and nobody writes the history but the database.
"""

from tests.factories.answers import make_answer, make_evidence, replace_answer
from tests.factories.around import (
    make_beside,
    make_delegation,
    make_event,
    make_family_link,
    make_item_comment,
    make_plan,
    make_policy,
    make_referral,
    make_support,
    make_target,
    make_wording_note,
)
from tests.factories.assessments import MadeAssessment, add_part, make_assessment, make_upload, take_to
from tests.factories.families import make_allocation, make_family, make_member, make_person
from tests.factories.people import make_agency, make_team, make_user
from tests.factories.reviews import (
    make_action,
    make_break_glass,
    make_challenge,
    make_kept,
    make_review,
    make_review_draft,
    make_sample,
)
from tests.factories.tools import make_instrument_version, small_tool

__all__ = [
    "MadeAssessment",
    "add_part",
    "make_action",
    "make_agency",
    "make_allocation",
    "make_answer",
    "make_assessment",
    "make_beside",
    "make_break_glass",
    "make_challenge",
    "make_delegation",
    "make_event",
    "make_evidence",
    "make_family",
    "make_family_link",
    "make_instrument_version",
    "make_item_comment",
    "make_kept",
    "make_member",
    "make_person",
    "make_plan",
    "make_policy",
    "make_referral",
    "make_review",
    "make_review_draft",
    "make_sample",
    "make_support",
    "make_target",
    "make_team",
    "make_upload",
    "make_user",
    "make_wording_note",
    "replace_answer",
    "small_tool",
    "take_to",
]
