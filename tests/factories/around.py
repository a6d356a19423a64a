"""What happens around families and beside assessments: plans, help, events, targets, notes, what was settled."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import FeedbackFrom, PlanKind, ResponseKind, SharedWhat
from gcp_tool.models import (
    Delegation,
    Family,
    FamilyLink,
    Feedback,
    ItemComment,
    PlanEpisode,
    Policy,
    Referral,
    Response,
    Sharing,
    StatusChange,
    Support,
    Target,
    Team,
    TimelineEvent,
    User,
    WordingNote,
)
from tests.factories.assessments import MadeAssessment
from tests.factories.defaults import AT

STARTED = date(2026, 1, 12)
LATER = date(2026, 6, 12)


def _added(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def make_plan(session: Session, made: MadeAssessment, **changes: Any) -> PlanEpisode:
    """A child in need plan of the child of an assessment, still open."""
    values: dict[str, Any] = {"kind": PlanKind.CHILD_IN_NEED, "started_on": STARTED, "changed_at": AT}
    about = {"family_id": made.assessment.family_id, "child_id": made.child_carer.child_id}
    row: PlanEpisode = _added(session, PlanEpisode(**(about | values | changes)))
    return row


def make_referral(session: Session, made: MadeAssessment, **changes: Any) -> Referral:
    """A referral of the child of an assessment."""
    about = {"family_id": made.assessment.family_id, "child_id": made.child_carer.child_id}
    row: Referral = _added(session, Referral(**(about | {"on_date": STARTED, "changed_at": AT} | changes)))
    return row


def make_support(session: Session, family: Family, **changes: Any) -> Support:
    """Help that has started."""
    values = {"family_id": family.id, "what": "Parent group", "started_on": STARTED, "changed_at": AT}
    row: Support = _added(session, Support(**(values | changes)))
    return row


def make_event(session: Session, family: Family, **changes: Any) -> TimelineEvent:
    """A visit."""
    values = {"family_id": family.id, "kind": "visit", "on_date": STARTED, "changed_at": AT}
    row: TimelineEvent = _added(session, TimelineEvent(**(values | changes)))
    return row


def make_target(session: Session, made: MadeAssessment, **changes: Any) -> Target:
    """A target for regular meals, from level 4 to 2."""
    values = {
        "family_id": made.assessment.family_id,
        "assessment_id": made.assessment.id,
        "child_id": made.child_carer.child_id,
        "carer_id": made.child_carer.carer_id,
        "code": "food.meals.regular",
        "line": "small-care@1.0:food.meals.regular",
        "current": 4,
        "aim": 2,
        "set_on": STARTED,
        "by_on": LATER,
        "what": "A meal is ready after school each day",
        "who": "The carer, with help from the family worker",
        "changed_at": AT,
    }
    row: Target = _added(session, Target(**(values | changes)))
    return row


def make_beside(session: Session, made: MadeAssessment, *, by: User) -> None:
    """A response, feedback and a record of sharing, beside an assessment."""
    beside = {"assessment_id": made.assessment.id, "by_id": by.id, "at": AT, "on_date": STARTED}
    carer = made.child_carer.carer_id
    session.add(Response(person_id=carer, kind=ResponseKind.SEEN, words="I have read it", **beside))
    session.add(Feedback(given_by=FeedbackFrom.CARER, words="I was listened to", **beside))
    session.add(Sharing(person_id=carer, what=SharedWhat.SHEET, given=True, **beside))
    session.flush()


def make_item_comment(session: Session, step: StatusChange, made: MadeAssessment, words: str) -> ItemComment:
    """A comment on an item."""
    about = {"status_change_id": step.id, "profile_id": made.child_carer.id, "code": "food.meals.enough"}
    row: ItemComment = _added(session, ItemComment(**about, words=words))
    return row


def make_policy(session: Session, **changes: Any) -> Policy:
    """Something settled for the whole partnership."""
    values = {"name": "sign_off", "value": {"by": "lead_team"}, "effective_at": AT, "at": AT}
    row: Policy = _added(session, Policy(**(values | changes)))
    return row


def make_delegation(
    session: Session, *, manager: User, cover: User, team: Team, **changes: Any
) -> Delegation:
    """Somebody who stands in for a manager."""
    who = {"manager_id": manager.id, "cover_id": cover.id, "team_id": team.id}
    when = {"started_on": STARTED, "ended_on": LATER, "changed_at": AT}
    row: Delegation = _added(session, Delegation(**(who | when | changes)))
    return row


def make_family_link(session: Session, family: Family, other: Family, **changes: Any) -> FamilyLink:
    """Two families that belong together."""
    values = {"family_id": family.id, "other_id": other.id, "why": "The same carer", "at": AT}
    row: FamilyLink = _added(session, FamilyLink(**(values | changes)))
    return row


def make_wording_note(session: Session, made: MadeAssessment, *, by: User, **changes: Any) -> WordingNote:
    """What somebody found that does not fit."""
    values = {
        "instrument_version_id": made.assessment.instrument_version_id,
        "code": "food.meals.enough",
        "words": "Says nothing of a child who is fed by tube",
        "by_id": by.id,
        "agency_id": made.assessment.lead_agency_id,
        "at": AT,
        "changed_at": AT,
    }
    row: WordingNote = _added(session, WordingNote(**(values | changes)))
    return row
