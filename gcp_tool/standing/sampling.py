"""A few families worked out again and held against what is stored: quick enough to look at whenever anybody asks."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.models import Family, Standing
from gcp_tool.standing.families import tell_family
from gcp_tool.standing.rows import row_of

SAMPLE = 25
_NOT_OF_THE_READINGS = {"as_at_on", "worker_id"}


def find_differing(session: Session, *, size: int = SAMPLE) -> tuple[int, str | None]:
    """Compare families chosen at random: how many were, and the reference of the first that differs."""
    today = clock.today()
    chosen = (
        select(Family, Standing)
        .join(Standing, Standing.family_id == Family.id)
        .where(Standing.recompute_on.is_(None) | (Standing.recompute_on > today))
        .order_by(func.random())
        .limit(size)
    )
    compared = 0
    for family, standing in session.execute(chosen):
        loaded, told = tell_family(session, family, today=today)
        made = row_of(loaded, told, today=today)
        compared += 1
        if any(
            getattr(standing, name) != value
            for name, value in made.items()
            if name not in _NOT_OF_THE_READINGS
        ):
            return compared, family.ref
    return compared, None
