"""What managers decide and what follows: reviews, actions, challenges, samples and audits, notices."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.domain.break_glass import LASTS, OpeningReason
from gcp_tool.domain.vocabulary import (
    AnswerKind,
    ChallengeAbout,
    NoticeKind,
    PlanKind,
    ReviewDecision,
    SetAside,
)
from gcp_tool.models import (
    Action,
    Audit,
    BreakGlass,
    Challenge,
    ColumnMapping,
    Family,
    LeftOver,
    Notice,
    Review,
    ReviewDraft,
    Sample,
    SampleAuditor,
    SampleFamily,
    StandingMonth,
    User,
)
from tests.factories.assessments import MadeAssessment
from tests.factories.defaults import AT

ON = date(2026, 6, 12)
NEXT = date(2026, 12, 12)


def _added(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def make_review(session: Session, family: Family, *, by: User, **changes: Any) -> Review:
    """A review that ended in going on with a changed plan."""
    values = {
        "family_id": family.id,
        "team_id": family.team_id,
        "on_date": ON,
        "plan_kind": PlanKind.CHILD_IN_NEED,
        "decision": ReviewDecision.CHANGED_PLAN,
        "reason": "Meals have not changed since January.",
        "form": "six-month-review",
        "answers": {"like_today": "Still hungry at school."},
        "next_on": NEXT,
        "summary": 2,
        "snapshot": {"children": 1},
        "snapshot_sha256": "0" * 64,
        "by_id": by.id,
        "at": AT,
    }
    row: Review = _added(session, Review(**(values | changes)))
    return row


def make_review_draft(session: Session, family: Family, *, by: User) -> ReviewDraft:
    """A review that somebody has begun."""
    values = {"family_id": family.id, "answers": {}, "by_id": by.id, "changed_at": AT}
    row: ReviewDraft = _added(session, ReviewDraft(**values))
    return row


def make_action(session: Session, review: Review, *, owner: User, **changes: Any) -> Action:
    """What the worker is to do because of a review."""
    values = {
        "family_id": review.family_id,
        "review_id": review.id,
        "what": "See the child at school, alone.",
        "owner_id": owner.id,
        "due_on": NEXT,
        "by_id": review.by_id,
        "at": AT,
        "changed_at": AT,
    }
    row: Action = _added(session, Action(**(values | changes)))
    return row


def make_challenge(session: Session, made: MadeAssessment, *, by: User, **changes: Any) -> Challenge:
    """A challenge to a grade of an assessment."""
    values = {
        "family_id": made.assessment.family_id,
        "assessment_id": made.assessment.id,
        "about": ChallengeAbout.GRADE,
        "words": "School sees him hungry every Monday.",
        "by_id": by.id,
        "agency_id": made.assessment.lead_agency_id,
        "at": AT,
        "changed_at": AT,
    }
    row: Challenge = _added(session, Challenge(**(values | changes)))
    return row


def make_sample(session: Session, family: Family, *, by: User, **changes: Any) -> Sample:
    """A sample of one family, audited by whoever drew it, who has begun."""
    values = {
        "agency_id": family.team.agency_id,
        "name": "Long plans, June",
        "form": "neglect-audit",
        "criteria": {},
        "seed": 7,
        "size": 1,
        "population": 1,
        "population_sha256": "0" * 64,
        "drawn_on": ON,
        "closes_on": NEXT,
        "by_id": by.id,
        "at": AT,
        "changed_at": AT,
    }
    row: Sample = _added(session, Sample(**(values | changes)))
    _added(session, SampleAuditor(sample_id=row.id, user_id=by.id))
    drawn = _added(session, SampleFamily(sample_id=row.id, family_id=family.id, place=1))
    _added(session, Audit(sample_family_id=drawn.id, by_id=by.id, answers={}, changed_at=AT))
    return row


def make_break_glass(session: Session, family: Family, *, by: User, **changes: Any) -> BreakGlass:
    """A family that somebody opened under break-glass."""
    values = {
        "family_id": family.id,
        "user_id": by.id,
        "reason": OpeningReason.RISK_NOW,
        "words": "A neighbour rang about shouting.",
        "at": AT,
        "until": AT + LASTS,
        "changed_at": AT,
    }
    row: BreakGlass = _added(session, BreakGlass(**(values | changes)))
    return row


def make_kept(session: Session, made: MadeAssessment, *, by: User, number: int) -> None:
    """A notice, words that found no place, a saved mapping of columns, and where the family stood at a month's end."""
    family_id = made.assessment.family_id
    _added(session, Notice(user_id=by.id, kind=NoticeKind.ALLOCATED, family_id=family_id, at=AT))
    left_over = LeftOver(
        write_id=f"left over {number}",
        user_id=by.id,
        assessment_id=made.assessment.id,
        profile_id=made.child_carer.id,
        kind=AnswerKind.ITEM,
        code="food.meals.enough",
        slot=0,
        raw={"choice": "4"},
        why=SetAside.NOT_OPEN,
        at=AT,
    )
    _added(session, left_over)
    _added(session, ColumnMapping(name=f"Borough {number}", columns={}, by_id=by.id, changed_at=AT))
    team_id = made.assessment.family.team_id
    stood = {"month": date(2026, 6, 1), "team_id": team_id, "summary": 2, "review_overdue": False}
    _added(session, StandingMonth(family_id=family_id, **stood))
