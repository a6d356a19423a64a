"""Changing a record that others may change too: the version stands in the UPDATE, so nobody is overwritten unseen."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Theirs
from gcp_tool.models import (
    Action,
    Assessment,
    Audit,
    BreakGlass,
    Challenge,
    Family,
    Person,
    PlanEpisode,
    Referral,
    ReviewDraft,
    Revision,
    Sample,
    Support,
    Target,
    TimelineEvent,
    User,
    WordingNote,
)

VersionedRow = (
    Family
    | Person
    | Assessment
    | Revision
    | WordingNote
    | PlanEpisode
    | Referral
    | Support
    | TimelineEvent
    | Target
    | ReviewDraft
    | Action
    | Challenge
    | Sample
    | Audit
    | BreakGlass
)
_SOMEBODY = "Somebody else"


def update_versioned(
    session: Session,
    row: VersionedRow,
    *,
    expected: int,
    values: Mapping[str, object],
    by: Actor,
    fields: Mapping[str, str] | None = None,
) -> None:
    """Set `values` on the row if it still has the version `expected`; the row is read again either way.

    `fields` says under which name a form shows a column, where it is not the column's own: what the other person
    left is told by those names.

    Raises:
        EditConflict: somebody else changed the row meanwhile; nothing was set.
    """
    model = type(row)
    changed = session.execute(
        update(model)
        .where(model.id == row.id, model.version == expected)
        .values(**values, version=expected + 1, changed_at=clock.now(), changed_by_id=by.id)
        .execution_options(synchronize_session=False)
    )
    session.refresh(row)
    if not isinstance(changed, CursorResult) or changed.rowcount != 1:
        raise EditConflict(_theirs(session, row, dict.fromkeys(values) | dict(fields or {})))


def _theirs(session: Session, row: VersionedRow, names: Mapping[str, str | None]) -> Theirs:
    by = session.scalar(select(User.name).where(User.id == row.changed_by_id)) if row.changed_by_id else None
    saved = {name or column: as_field(getattr(row, column)) for column, name in names.items()}
    return Theirs(by=by or _SOMEBODY, at=row.changed_at, version=row.version, fields=saved)


def as_field(value: object) -> str:
    """A stored value as a form field holds it: a date in ISO form, a choice as its code, nothing as the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value) if isinstance(value, Enum) else str(value)
