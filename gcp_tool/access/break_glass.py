"""The families that somebody on duty may read for a few hours because they opened them under break-glass."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from gcp_tool.access.permissions import Permission
from gcp_tool.core.database import plain_rows
from gcp_tool.models import BreakGlass, Family

_openings = BreakGlass.__table__.c
_LIVE = (
    select(_openings.family_id, _openings.id)
    .where(
        _openings.user_id == bindparam("user"),
        _openings.at <= bindparam("now"),
        _openings.until > bindparam("now"),
    )
    .order_by(_openings.id)
)


def breaks_glass(permissions: Collection[Permission]) -> bool:
    """Whether somebody with these permissions opens families under break-glass: not whoever may change families.

    They would otherwise be able to change what they may only read.
    """
    return Permission.FAMILY_BREAK_GLASS in permissions and Permission.FAMILY_EDIT not in permissions


def load_openings(session: Session, user_id: int, now: datetime) -> Mapping[int, int]:
    """The families that a user has open at this moment, each with its last opening."""
    rows = plain_rows(session, _LIVE, {"user": user_id, "now": now}).all()
    return {row[0]: row[1] for row in rows}


def is_opened(family_ids: Any) -> ColumnElement[bool]:
    """Whether a family is one of these, which somebody has open; a restricted one never counts."""
    return Family.id.in_(family_ids) & Family.restricted.is_(False)


def opened_ids(family_ids: Any) -> Select[int]:
    """The ids of the same families."""
    return select(Family.id).where(is_opened(family_ids))
