"""The families that a sample can be drawn from. Restricted ones never are."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import Session, aliased

from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.models import Family, PlanEpisode, Referral
from gcp_tool.samples.content import OnPlan, Which
from gcp_tool.samples.criteria import Criteria

_LOOKING_BACK_MONTHS = 12


def list_population(session: Session, criteria: Criteria, *, today: date) -> Sequence[int]:
    """The ids of the families that fit the criteria today, in order."""
    statement = (
        select(Family.id)
        .where(
            Family.team_id.in_(criteria.team_ids), Family.restricted.is_(False), _fits(criteria, today=today)
        )
        .order_by(Family.id)
    )
    return session.scalars(statement).all()


def _fits(criteria: Criteria, *, today: date) -> ColumnElement[bool]:
    since = add_months(today, -_LOOKING_BACK_MONTHS)
    if criteria.which is Which.CLOSED:
        return and_(Family.closed_on.is_not(None), Family.closed_on >= since)
    if criteria.which is Which.REFERRED_AGAIN:
        return _referred_again(since)
    return and_(Family.closed_on.is_(None), _on_plan(criteria, today=today))


def _on_plan(criteria: Criteria, *, today: date) -> ColumnElement[bool]:
    """A plan of the kind that is open today; the time on it counts from the first of those that are open."""
    if criteria.on_plan is OnPlan.ANY:
        return true()
    is_open = and_(
        PlanEpisode.family_id == Family.id,
        PlanEpisode.recorded_in_error_at.is_(None),
        PlanEpisode.started_on <= today,
        or_(PlanEpisode.ended_on.is_(None), PlanEpisode.ended_on > today),
    )
    if criteria.on_plan is OnPlan.NONE:
        return ~exists().where(is_open)
    latest = today if criteria.months is None else add_months(today, -criteria.months)
    kind = PlanKind(criteria.on_plan.value)
    return exists().where(is_open, PlanEpisode.kind == kind, PlanEpisode.started_on <= latest)


def _referred_again(since: date) -> ColumnElement[bool]:
    """Referred since then, after an earlier referral or after a plan that had ended."""
    earlier = aliased(Referral)
    before = exists().where(
        earlier.family_id == Referral.family_id,
        earlier.recorded_in_error_at.is_(None),
        earlier.on_date < Referral.on_date,
    )
    ended = exists().where(
        PlanEpisode.family_id == Referral.family_id,
        PlanEpisode.recorded_in_error_at.is_(None),
        PlanEpisode.ended_on <= Referral.on_date,
    )
    return exists().where(
        Referral.family_id == Family.id,
        Referral.recorded_in_error_at.is_(None),
        Referral.on_date >= since,
        or_(before.correlate(Referral), ended.correlate(Referral)),
    )
