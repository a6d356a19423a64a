"""Whose record somebody was refused: a refusal belongs in the record of the family that it was about."""

from collections.abc import Collection

from sqlalchemy import BindParameter, bindparam, select, union_all
from sqlalchemy.orm import Session

from gcp_tool.core.database import plain_rows
from gcp_tool.models import Assessment, Base, Family, Participant

_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
# Every kind of row that has a key and belongs to a family: a new one is among them from its first day.
_OF_FAMILIES = [
    table.c for table in Base.metadata.sorted_tables if {"key", "family_id"} <= set(table.c.keys())
]
_FAMILY = union_all(
    select(Family.id).where(Family.key.in_(_KEYS)),
    *(select(columns["family_id"]).where(columns["key"].in_(_KEYS)) for columns in _OF_FAMILIES),
    select(Assessment.family_id)
    .join(Participant, Participant.assessment_id == Assessment.id)
    .where(Participant.key.in_(_KEYS)),
)


def find_family_id(session: Session, keys: Collection[str]) -> int | None:
    """The family that these keys of an address lead to, whoever asked; None when they lead to none."""
    if not keys:
        return None
    found = plain_rows(session, _FAMILY, {"keys": sorted(keys)}).scalars()
    return next((family_id for family_id in found if family_id is not None), None)
