"""Undoing an import: every assessment of it is recorded in error, unless something was built on them since.

Nothing is deleted. Families and people that came in with it stay, and are named when nothing else is on their record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_import_scores, check_undo_import
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.data_imports.gathering import Tell, no_telling
from gcp_tool.data_imports.known import SCORES
from gcp_tool.data_imports.queries import list_empty_families, list_family_ids, list_in_the_way, list_team_ids
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.models import Assessment, Upload
from gcp_tool.standing.completions import refresh_completions_of
from gcp_tool.standing.families import refresh_families

_FAMILIES_AT_ONCE = 200
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of undoing: how many assessments were recorded in error, and which families have nothing else."""

    assessments: int
    empty_families: Sequence[str]


class BuiltOn(NotPossible):
    """Something was built on what was imported. `in_the_way` says what, each in a few words with its reference."""

    def __init__(self, in_the_way: Sequence[str]) -> None:
        named, more = in_the_way[:_MOST_NAMED], len(in_the_way) - _MOST_NAMED
        rest = f"; and {more} more" if more > 0 else ""
        super().__init__(
            f"This import cannot be undone, because of what came after it: {'; '.join(named)}{rest}."
        )
        self.in_the_way = in_the_way


def undo_import(
    session: Session, *, upload: Upload, reason: str, by: Actor | None, tell: Tell = no_telling
) -> Undone:
    """Take a whole import back; `by` is nobody when it is done by command.

    Raises:
        NotAllowed: it was somebody else's import, or a team holds a family of it that is not the actor's own.
        NotPossible: it was undone before, or is not one of scores.
        BuiltOn: something rests on it.
        Invalid: no reason was given.
    """
    if by is not None:
        check_undo_import(by, upload)
        for team_id in list_team_ids(session, upload):
            check_import_scores(by, team_id)
    session.scalars(select(Upload.id).where(Upload.id == upload.id).with_for_update()).one()
    session.refresh(upload)
    _check_can_be_undone(upload)
    if not reason.strip():
        raise Invalid({"reason": "Enter why this import is undone"})
    in_the_way = list_in_the_way(session, upload)
    if in_the_way:
        raise BuiltOn(in_the_way)
    now, by_id = clock.now(), by.id if by else None
    count = _record_in_error(session, upload, reason=reason, by_id=by_id, now=now)
    upload.undone_at, upload.undone_by_id, upload.undone_reason = now, by_id, reason
    _refresh(session, upload, tell)
    refresh_completions_of(session, upload.id)
    details = {"assessments": count}
    record(session, Event.IMPORT_UNDONE, by=by, subject=("upload", upload.id), words=reason, details=details)
    return Undone(count, list_empty_families(session, upload))


def _record_in_error(
    session: Session, upload: Upload, *, reason: str, by_id: int | None, now: datetime
) -> int:
    """Record in error what the import made and still stands; how many assessments is returned."""
    stands = (Assessment.upload_id == upload.id, Assessment.recorded_in_error_at.is_(None))
    count = len(session.scalars(select(Assessment.id).where(*stands).with_for_update()).all())
    session.execute(
        update(Assessment)
        .where(*stands)
        .values(
            recorded_in_error_at=now,
            recorded_in_error_by_id=by_id,
            recorded_in_error_reason=reason,
            version=Assessment.version + 1,
            changed_at=now,
            changed_by_id=by_id,
        )
        .execution_options(synchronize_session=False)
    )
    return count


def _check_can_be_undone(upload: Upload) -> None:
    if upload.kind != SCORES:
        raise NotPossible("Only an import of scores can be undone.")
    if upload.undone_at is not None:
        raise NotPossible("This import was undone before.")


def _refresh(session: Session, upload: Upload, tell: Tell) -> None:
    families = list_family_ids(session, upload)
    for start in range(0, len(families), _FAMILIES_AT_ONCE):
        some = families[start : start + _FAMILIES_AT_ONCE]
        refresh_families(session, some)
        if len(families) > _FAMILIES_AT_ONCE:
            tell(f"Worked out how {start + len(some):,} of {len(families):,} families stand.")
