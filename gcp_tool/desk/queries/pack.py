"""What a supervision pack and a handover list say beside the caseload: open work, targets, actions, what happened."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.desk.queries.work import BEGUN_AT
from gcp_tool.domain.vocabulary import PlanKind, ReviewDecision, RevisionState
from gcp_tool.models import (
    Action,
    Allocation,
    Assessment,
    Family,
    Person,
    PlanEpisode,
    Review,
    Revision,
    StatusChange,
    Target,
    User,
)

# The filters of `scope` name Family themselves, so the family of a row is joined under another name.
_Family = aliased(Family)
_OPEN = (RevisionState.DRAFT, RevisionState.RETURNED, RevisionState.SUBMITTED)
_STEPS = (RevisionState.SUBMITTED, RevisionState.RETURNED, RevisionState.SIGNED_OFF)


@dataclass(frozen=True, slots=True)
class OpenWork:
    """An assessment that is not finished. `since` is when it came into the state it is in."""

    id: int
    key: str
    family_id: int
    family: str
    lead_id: int
    lead: str
    state: RevisionState
    begun_at: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class OpenTarget:
    """A target that no reading has settled."""

    family_id: int
    child: str
    what: str
    who: str
    by_on: date


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action that is not done."""

    family_id: int
    what: str
    owner: str
    due_on: date


def list_open_work(
    session: Session, actor: Actor, *, user_id: int, family_ids: Collection[int]
) -> Sequence[OpenWork]:
    """What a worker leads that is not finished, and what others lead about these families; the oldest first."""
    theirs = or_(Assessment.lead_user_id == user_id, Assessment.family_id.in_(family_ids))
    statement = (
        select(
            Assessment.id, Assessment.key, Assessment.family_id, _Family.label, User.id, User.name, Revision.state,
            BEGUN_AT, Revision.changed_at,
        )
        .join(Revision, Revision.id == Assessment.current_revision_id)
        .join(_Family, _Family.id == Assessment.family_id)
        .join(User, User.id == Assessment.lead_user_id)
        .where(
            theirs,
            Revision.state.in_(_OPEN),
            Assessment.recorded_in_error_at.is_(None),
            scope.assessments(actor),
        )
        .order_by(BEGUN_AT, Assessment.id)
    )  # fmt: skip
    return [OpenWork(*row) for row in session.execute(statement)]


def list_open_targets(session: Session, family_ids: Collection[int]) -> Sequence[OpenTarget]:
    """The open targets of these families, set by assessments that were handed in; the earliest due first."""
    statement = (
        select(Target.family_id, Person.given_name, Target.what, Target.who, Target.by_on)
        .join(Person, Person.id == Target.child_id)
        .join(Assessment, Assessment.id == Target.assessment_id)
        .where(
            Target.family_id.in_(family_ids),
            Target.outcome.is_(None),
            Assessment.completed_on.is_not(None),
            Assessment.recorded_in_error_at.is_(None),
        )
        .order_by(Target.by_on, Target.id)
    )
    return [OpenTarget(*row) for row in session.execute(statement)]


def list_open_actions(session: Session, family_ids: Collection[int]) -> Sequence[OpenAction]:
    """The open actions about these families, the earliest due first."""
    statement = (
        select(Action.family_id, Action.what, User.name, Action.owner_words, Action.due_on)
        .outerjoin(User, User.id == Action.owner_id)
        .where(Action.family_id.in_(family_ids), Action.done_on.is_(None))
        .order_by(Action.due_on, Action.id)
    )
    return [
        OpenAction(family_id, what, name or words, due_on)
        for family_id, what, name, words, due_on in session.execute(statement)
    ]


def list_steps(
    session: Session, actor: Actor, family_ids: Collection[int], *, since: datetime
) -> Sequence[tuple[int, datetime, RevisionState]]:
    """Assessments of these families that were handed in, returned or signed off since then, in that order."""
    statement = (
        select(Assessment.family_id, StatusChange.at, StatusChange.to_state)
        .join(Revision, Revision.id == StatusChange.revision_id)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .where(
            Assessment.family_id.in_(family_ids),
            StatusChange.at >= since,
            StatusChange.to_state.in_(_STEPS),
            StatusChange.to_state != StatusChange.from_state,
            Assessment.recorded_in_error_at.is_(None),
            scope.assessments(actor),
        )
        .order_by(StatusChange.at, StatusChange.id)
    )
    return [(family_id, at, state) for family_id, at, state in session.execute(statement)]


def list_decisions(
    session: Session, family_ids: Collection[int], *, since: date
) -> Sequence[tuple[int, date, ReviewDecision]]:
    """The reviews of these families since a day that no later one replaced."""
    later = aliased(Review)
    statement = (
        select(Review.family_id, Review.on_date, Review.decision)
        .where(
            Review.family_id.in_(family_ids),
            Review.on_date >= since,
            ~exists().where(later.supersedes_id == Review.id),
        )
        .order_by(Review.on_date, Review.id)
    )
    return [(family_id, on, decision) for family_id, on, decision in session.execute(statement)]


def list_plan_changes(
    session: Session, family_ids: Collection[int], *, since: date, today: date
) -> Sequence[tuple[int, PlanKind, str, date, date | None]]:
    """The plans of these families' children that began or ended since a day: kind, child, from and to."""
    ended = and_(PlanEpisode.ended_on.is_not(None), PlanEpisode.ended_on.between(since, today))
    changed = or_(PlanEpisode.started_on.between(since, today), ended)
    statement = (
        select(
            PlanEpisode.family_id, PlanEpisode.kind, Person.given_name, PlanEpisode.started_on,
            PlanEpisode.ended_on,
        )
        .join(Person, Person.id == PlanEpisode.child_id)
        .where(PlanEpisode.family_id.in_(family_ids), PlanEpisode.recorded_in_error_at.is_(None), changed)
        .order_by(PlanEpisode.started_on, PlanEpisode.id)
    )  # fmt: skip
    return [(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(statement)]


def list_allocated(
    session: Session, user_id: int, family_ids: Collection[int], *, since: date
) -> Sequence[tuple[int, date]]:
    """The families that a worker was given since a day."""
    statement = (
        select(Allocation.family_id, Allocation.started_on)
        .where(
            Allocation.user_id == user_id,
            Allocation.family_id.in_(family_ids),
            Allocation.lead,
            Allocation.ended_on.is_(None),
            Allocation.started_on >= since,
        )
        .order_by(Allocation.started_on, Allocation.id)
    )
    return [(family_id, on) for family_id, on in session.execute(statement)]
