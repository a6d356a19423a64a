"""Where each family stands, kept so that lists are quick: written, refreshed, checked, and never shown out of date."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.working_days import working_days_before
from gcp_tool.domain.errors import ToolError
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.models import Family, FamilyMember, Standing
from gcp_tool.standing.loading import LoadedFamily, load_families
from gcp_tool.standing.making import BATCH, all_families, write_readings
from gcp_tool.standing.queries import FamilyFacts, list_families
from gcp_tool.standing.rows import row_of
from gcp_tool.standing.telling import Told, tell

_TABLE = Standing.__table__
# What a day does not change until `recompute_on`.
_AS_AT = "as_at_on"


class StandingDiffers(ToolError):
    """What is stored of how a family stands is not what its readings give; rebuild it."""


@dataclass(frozen=True, slots=True)
class FamilyStanding:
    """How a family stands, as stored or as just worked out. `because` holds a line for each child."""

    family_id: int
    team_id: int
    worker_id: int | None
    restricted: bool
    summary: int | None
    because: Sequence[Mapping[str, Any]]
    strip: Sequence[Mapping[str, Any]]
    worst_now: Mapping[str, Any] | None
    latest_on: date | None
    reading_due_on: date | None
    review_due_on: date | None
    decided_on: date | None
    check_due_on: date | None
    plan_kind: PlanKind | None
    plan_since_on: date | None
    as_at_on: date
    recompute_on: date | None


_COLUMNS = [_TABLE.c[field.name] for field in fields(FamilyStanding)]


def refresh_families(session: Session, family_ids: Collection[int]) -> None:
    """Make the readings and the standing of families again, a batch at a time."""
    session.flush()
    for some in _batches(family_ids):
        _lock(session, some)
        write_readings(session, some)
        _write(session, some)


def refresh_standing(session: Session, family_id: int) -> None:
    """Make the standing of a family again. For whatever changes who is in it, its plans, or who holds it."""
    session.flush()
    _lock(session, [family_id])
    _write(session, [family_id])


def refresh_standing_of_person(session: Session, person_id: int) -> None:
    """Make the standing of every family again that somebody is or was in. For whatever changes a person."""
    session.flush()
    memberships = select(FamilyMember.family_id).where(FamilyMember.person_id == person_id).distinct()
    for family_id in sorted(session.scalars(memberships)):
        refresh_standing(session, family_id)


def rebuild_standing(session: Session) -> int:
    """Make the standing of every family again; how many there are is returned."""
    count = 0
    for family_ids in all_families(session):
        _lock(session, family_ids)
        _write(session, family_ids)
        count += len(family_ids)
    return count


def refresh_due(session: Session, *, limit: int = BATCH) -> int:
    """Make the standing of families again that is out of date, or missing; how many there were is returned.

    No more than `limit` at once, so that the write lock is not held for long: ask again until none is left.
    """
    due = session.scalars(_due(clock.today()).limit(limit)).all()
    if due:
        _lock(session, due)
        _write(session, due)
    return len(due)


def count_due(session: Session) -> int:
    """How many families have a standing that is out of date or missing."""
    return len(session.scalars(_due(clock.today())).all())


def check_standing(session: Session) -> int:
    """Work the standing of every family out again and compare; how many were compared is returned.

    What is out of date by itself is passed over: it is never shown.

    Raises:
        StandingDiffers: naming the first family whose standing differs.
    """
    count = 0
    for family_ids in all_families(session):
        stored = _find_current(session, family_ids)
        for made in _work_out(session, stored):
            if _plain(stored[made.family_id]) != _plain(made):
                ref = session.scalar(select(Family.ref).where(Family.id == made.family_id))
                raise StandingDiffers(f"The standing of family {ref} differs: run gcp-tool standing rebuild.")
        count += len(stored)
    return count


def current_standing(session: Session, family_ids: Collection[int]) -> Mapping[int, FamilyStanding]:
    """How families stand today. What is stored is used while it holds; the rest is worked out now, and not stored."""
    stored = _find_current(session, family_ids)
    missing = [family_id for family_id in family_ids if family_id not in stored]
    return stored | {made.family_id: made for some in _batches(missing) for made in _work_out(session, some)}


def tell_family(session: Session, family: Family, *, today: date) -> tuple[LoadedFamily, Told]:
    """How one family stands on a day, with everything that it rests on, worked out now."""
    facts = FamilyFacts(family.id, family.team_id, family.restricted, family.closed_on, worker_id=None)
    [loaded] = load_families(session, [facts], today=today)
    return loaded, _tell(loaded, today)


def _tell(loaded: LoadedFamily, today: date) -> Told:
    return tell(loaded, today=today, working_days_before=working_days_before)


def _lock(session: Session, family_ids: Collection[int]) -> None:
    """Let nobody else work out the same families meanwhile: the second to write would find the first's rows there."""
    families = select(Family.id).where(Family.id.in_(family_ids)).order_by(Family.id)
    session.execute(families.with_for_update(key_share=True))


def _load(session: Session, family_ids: Iterable[int], today: date) -> Sequence[LoadedFamily]:
    return load_families(session, list_families(session, list(family_ids)), today=today)


def _write(session: Session, family_ids: Collection[int]) -> None:
    today = clock.today()
    rows = [row_of(loaded, _tell(loaded, today), today=today) for loaded in _load(session, family_ids, today)]
    session.execute(delete(Standing).where(Standing.family_id.in_(family_ids)))
    if rows:
        session.execute(insert(Standing), rows)


def _work_out(session: Session, family_ids: Iterable[int]) -> list[FamilyStanding]:
    today = clock.today()
    return [
        FamilyStanding(**row_of(loaded, _tell(loaded, today), today=today))
        for loaded in _load(session, family_ids, today)
    ]


def _find_current(session: Session, family_ids: Collection[int]) -> dict[int, FamilyStanding]:
    today = clock.today()
    statement = select(*_COLUMNS).where(
        Standing.family_id.in_(family_ids),
        or_(Standing.recompute_on.is_(None), Standing.recompute_on > today),
    )
    return {row["family_id"]: FamilyStanding(**row) for row in session.execute(statement).mappings()}


def _due(today: date) -> Any:
    return (
        select(Family.id)
        .outerjoin(Standing, Standing.family_id == Family.id)
        .where(or_(Standing.family_id.is_(None), Standing.recompute_on <= today))
        .order_by(Family.id)
    )


def _plain(standing: FamilyStanding) -> dict[str, Any]:
    return {
        field.name: getattr(standing, field.name) for field in fields(FamilyStanding) if field.name != _AS_AT
    }


def _batches(family_ids: Collection[int]) -> Iterable[Sequence[int]]:
    ids = sorted(set(family_ids))
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
