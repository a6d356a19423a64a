"""What a team over time is counted from: how families stood at the ends of months, readings, reviews, sign-offs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access.actor import Actor
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import RevisionKind
from gcp_tool.models import Assessment, Family, Review, Revision, StandingMonth, Team


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many families of a team had a summary at the end of a month, and how many were past their review."""

    month: date
    summary: int | None
    families: int
    overdue: int


def get_team(session: Session, actor: Actor, key: str) -> Team:
    """The team of this key, if the actor manages it or covers for its manager.

    Raises:
        NotFound: as if it did not exist.
    """
    statement = select(Team).where(Team.key == key, Team.id.in_(actor.managed_team_ids))
    team = session.scalars(statement).one_or_none()
    if team is None:
        raise NotFound("There is no such team, or it is not one of yours.")
    return team


def list_teams(session: Session, actor: Actor) -> Sequence[Team]:
    """The teams that the actor manages or covers, by name."""
    statement = (
        select(Team).where(Team.id.in_(actor.managed_team_ids)).order_by(func.lower(Team.name), Team.id)
    )
    return session.scalars(statement).all()


def count_standings(session: Session, team_id: int, *, since: date) -> Sequence[MonthCount]:
    """How the families of a team stood at the ends of the months since then; a restricted one counts too."""
    overdue = func.count().filter(StandingMonth.review_overdue)
    statement = (
        select(StandingMonth.month, StandingMonth.summary, func.count(), overdue)
        .where(StandingMonth.team_id == team_id, StandingMonth.month >= since)
        .group_by(StandingMonth.month, StandingMonth.summary)
        .order_by(StandingMonth.month)
    )
    return [MonthCount(*row) for row in session.execute(statement)]


def list_reading_days(session: Session, team_id: int, *, since: date) -> Mapping[int, Sequence[date]]:
    """The days on which families that the team holds were read since then, by family, each day once."""
    statement = (
        select(Assessment.family_id, Assessment.window_to)
        .join(Family, Family.id == Assessment.family_id)
        .where(
            Family.team_id == team_id,
            Assessment.window_to >= since,
            Assessment.completed_on.is_not(None),
            Assessment.recorded_in_error_at.is_(None),
        )
        .distinct()
        .order_by(Assessment.family_id, Assessment.window_to)
    )
    days: dict[int, list[date]] = {}
    for family_id, day in session.execute(statement):
        days.setdefault(family_id, []).append(day)
    return days


def list_sign_offs(session: Session, team_id: int, *, since: date) -> Sequence[tuple[date, int]]:
    """The days on which what the team led was first signed off since then, each with the days it had waited."""
    statement = (
        select(Revision.submitted_at, Revision.signed_off_at)
        .join(Assessment, Assessment.id == Revision.assessment_id)
        .where(
            Assessment.lead_team_id == team_id,
            Assessment.upload_id.is_(None),
            Revision.kind == RevisionKind.CARE,
            Revision.number == 1,
            Revision.signed_off_at >= datetime.combine(since, time.min, tzinfo=clock.LOCAL),
        )
        .order_by(Revision.signed_off_at, Revision.id)
    )
    return [
        (_day(signed), (_day(signed) - _day(submitted)).days)
        for submitted, signed in session.execute(statement)
        if submitted is not None and signed is not None
    ]


def _day(moment: datetime) -> date:
    return clock.local(moment).date()


def list_decision_days(session: Session, team_id: int, *, since: date) -> Sequence[date]:
    """The days on which the team's reviews were decided since then; what was corrected counts once."""
    later = aliased(Review)
    statement = (
        select(Review.on_date)
        .outerjoin(later, later.supersedes_id == Review.id)
        .where(Review.team_id == team_id, Review.on_date >= since, later.id.is_(None))
        .order_by(Review.on_date, Review.id)
    )
    return session.scalars(statement).all()
