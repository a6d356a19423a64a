"""How families stood at the end of each month, kept so that a team can be seen over time.

A month is worked out when it is over, from what was read, planned and decided by its last day, and stays as it is.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, insert, or_, select
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.working_days import working_days_before
from gcp_tool.domain.dates import add_months
from gcp_tool.models import Family, StandingMonth
from gcp_tool.standing import queries
from gcp_tool.standing.as_at import members_on, not_after, plans_on
from gcp_tool.standing.loading import FamilyRows, LoadedFamily, assemble
from gcp_tool.standing.making import BATCH
from gcp_tool.standing.telling import tell

MONTHS_KEPT = 12


def finished_months(today: date, count: int = MONTHS_KEPT) -> Sequence[date]:
    """The first days of the last months that are over, the earliest first."""
    this = today.replace(day=1)
    return [add_months(this, -back) for back in range(count, 0, -1)]


def last_day_of(month: date) -> date:
    """The last day of the month that begins on this day."""
    return add_months(month, 1) - timedelta(days=1)


def keep_months(session: Session, *, limit: int = BATCH) -> int:
    """Keep how families stood at the ends of the last months where it is not kept yet; how many were kept is returned.

    No more than `limit` at once, so that the write lock is not held for long: ask again until none is left.
    """
    for month in finished_months(clock.today()):
        missing = _missing(session, month, limit)
        if missing:
            session.execute(insert(StandingMonth), _rows(session, missing, month))
            return len(missing)
    return 0


def _missing(session: Session, month: date, limit: int) -> Sequence[int]:
    """Families that were open on the last day of a month, and of which it is not kept how they stood."""
    last = last_day_of(month)
    kept = and_(StandingMonth.family_id == Family.id, StandingMonth.month == month)
    statement = (
        select(Family.id)
        .outerjoin(StandingMonth, kept)
        .where(
            Family.opened_on <= last,
            or_(Family.closed_on.is_(None), Family.closed_on > last),
            StandingMonth.family_id.is_(None),
        )
        .order_by(Family.id)
        .limit(limit)
    )
    return session.scalars(statement).all()


def _rows(session: Session, family_ids: Sequence[int], month: date) -> list[dict[str, Any]]:
    last = last_day_of(month)
    found = queries.list_families(session, family_ids)
    facts = [replace(one, closed_on=not_after(one.closed_on, last)) for one in found]
    rows = FamilyRows(
        [reading for reading in queries.list_readings(session, family_ids) if reading.on <= last],
        members_on(queries.list_members(session, family_ids), last),
        plans_on(queries.list_plans(session, family_ids), last),
        queries.list_last_decisions(session, family_ids, until=last),
    )
    return [_row(family, month, last) for family in assemble(session, facts, rows, today=last)]


def _row(family: LoadedFamily, month: date, last: date) -> dict[str, Any]:
    told = tell(family, today=last, working_days_before=working_days_before)
    return {
        "family_id": family.facts.id,
        "month": month,
        "team_id": family.facts.team_id,
        "summary": told.summary.number,
        "review_overdue": told.review_due_on is not None and told.review_due_on < last,
    }
