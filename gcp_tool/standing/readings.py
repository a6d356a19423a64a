"""Readings: the grade of each domain for each child with each carer, stored when an assessment counts.

Re-made by family, with how the family stands; `rebuild` makes them all again, and a test holds the two to be equal.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gcp_tool.domain.errors import ToolError
from gcp_tool.models import Assessment, ReadingRow
from gcp_tool.standing.families import refresh_families
from gcp_tool.standing.making import Values, all_families, readings_of, write_readings

Place = tuple[int, int, str]


class ReadingsDiffer(ToolError):
    """The stored readings are not what the assessments give; rebuild them."""


def refresh_readings(session: Session, assessment: Assessment) -> None:
    """Make the readings and the standing of an assessment's family again. For whatever changes an assessment."""
    refresh_families(session, [assessment.family_id])


def rebuild_readings(session: Session) -> int:
    """Make the readings of every assessment again; how many there are is returned."""
    count = 0
    for family_ids in all_families(session):
        write_readings(session, family_ids)
        count += _count_assessments(session, family_ids)
    return count


def check_readings(session: Session) -> int:
    """Work every reading out again and compare; how many assessments were compared is returned.

    Raises:
        ReadingsDiffer: naming the first assessment whose stored readings differ.
    """
    count = 0
    for family_ids in all_families(session):
        columns = ReadingRow.__table__
        stored = session.execute(select(columns).where(ReadingRow.family_id.in_(family_ids))).mappings()
        _check_same(session, _by_place(stored), _by_place(readings_of(session, family_ids)))
        count += _count_assessments(session, family_ids)
    return count


def _by_place(rows: Iterable[Mapping[Any, Any]]) -> dict[Place, Values]:
    plain = [{str(name): value for name, value in row.items()} for row in rows]
    return {(row["assessment_id"], row["profile_id"], row["domain"]): row for row in plain}


def _check_same(
    session: Session,
    stored: Mapping[Place, Values],
    made: Mapping[Place, Values],
) -> None:
    differing = [place for place in stored.keys() | made.keys() if stored.get(place) != made.get(place)]
    if differing:
        ref = session.scalar(select(Assessment.ref).where(Assessment.id == min(differing)[0]))
        raise ReadingsDiffer(f"The readings of assessment {ref} differ: run gcp-tool standing rebuild.")


def _count_assessments(session: Session, family_ids: Collection[int]) -> int:
    counted = select(func.count()).select_from(Assessment).where(Assessment.family_id.in_(family_ids))
    return session.scalar(counted) or 0
