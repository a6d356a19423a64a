"""Importing plans, events, support or referrals: what a file would bring, and bringing it, whole or not at all."""

from dataclasses import dataclass, field

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.data_imports.around.checking import Addition, Change, Plan, check
from gcp_tool.data_imports.around.columns import COLUMNS_OF, AroundKind
from gcp_tool.data_imports.around.known import MODEL_OF, load_known
from gcp_tool.data_imports.around.rows import Given, read_rows
from gcp_tool.data_imports.problems import Problems
from gcp_tool.data_imports.reading import ScoreFile
from gcp_tool.data_imports.rows import Days
from gcp_tool.data_imports.services import Choices, NotImported
from gcp_tool.domain.errors import NotPossible
from gcp_tool.models import Upload
from gcp_tool.plans.details import columns_of
from gcp_tool.plans.queries.records import Record
from gcp_tool.plans.services.recording import change_words, person_column, person_id_of
from gcp_tool.standing.families import refresh_families

_AT_ONCE = 500
_MEANWHILE = "Somebody changed the same records at the same moment, so nothing was imported. Try again."


@dataclass(slots=True)
class PreparedAround:
    """A file that was read and checked: what it would bring, or what is wrong with it."""

    file: ScoreFile
    kind: AroundKind
    source: str
    choices: Choices
    rows: int
    given: list[Given]
    problems: Problems
    plan: Plan = field(default_factory=Plan)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, and what becomes of them."""
        return {
            "rows": self.rows,
            "added": len(self.plan.additions),
            "changed": len(self.plan.changes),
            "unchanged": self.plan.unchanged,
            "left": len(self.plan.left),
        }


def prepare_around(
    session: Session, *, file: ScoreFile, kind: AroundKind, source: str, choices: Choices
) -> PreparedAround:
    """What the file would bring, or all that is wrong with it. Nothing is written.

    Raises:
        CannotRead: the file is not what it claims to be.
    """
    problems = Problems(COLUMNS_OF[kind])
    days = Days(today=clock.today(), as_at=choices.as_at)
    rows, given = read_rows(file, kind, days, problems)
    prepared = PreparedAround(file, kind, source, choices, rows, given, problems)
    _check(session, prepared)
    return prepared


def import_around(session: Session, *, prepared: PreparedAround, by: Actor | None) -> Upload | None:
    """Write what a prepared file brings; the upload is returned, or None when the file brings nothing new.

    It is held once more against what is on record, which may have changed since it was prepared.

    Raises:
        NotImported: something is wrong with it; nothing was written.
        NotPossible: somebody wrote the same records at the same moment.
    """
    _check(session, prepared)
    if prepared.problems:
        raise NotImported(prepared.problems)
    plan = prepared.plan
    if not plan.additions and not plan.changes:
        return None
    try:
        upload = _add_upload(session, prepared, by)
        for start in range(0, len(plan.additions), _AT_ONCE):
            some = plan.additions[start : start + _AT_ONCE]
            session.add_all([_make(one, prepared, upload) for one in some])
            session.flush()
    except IntegrityError as error:
        raise NotPossible(_MEANWHILE) from error
    for change in plan.changes:
        _change(session, change, upload, by)
    details = {"kind": prepared.kind.value, **prepared.counts}
    record(session, Event.TIMELINE_IMPORTED, by=by, subject=("upload", upload.id), details=details)
    if prepared.kind is AroundKind.PLANS:
        touched = {one.family_id for one in plan.additions} | {one.record.family_id for one in plan.changes}
        refresh_families(session, touched)
    return upload


def _check(session: Session, prepared: PreparedAround) -> None:
    known = load_known(session, prepared.kind, prepared.source, prepared.given)
    prepared.plan = check(prepared.kind, prepared.given, known, prepared.problems)


def _add_upload(session: Session, prepared: PreparedAround, by: Actor | None) -> Upload:
    upload = Upload(
        kind=prepared.kind.value,
        sha256=prepared.file.sha256,
        as_at_on=prepared.choices.as_at,
        rows=prepared.rows,
        at=clock.now(),
        by_id=by.id if by else None,
    )
    session.add(upload)
    session.flush()
    return upload


def _make(one: Addition, prepared: PreparedAround, upload: Upload) -> Record:
    row = MODEL_OF[prepared.kind](
        family_id=one.family_id,
        source=prepared.source,
        source_key=one.given.source_key,
        upload_id=upload.id,
        changed_at=clock.now(),
        **columns_of(one.given.details),
    )
    setattr(row, person_column(row), one.person_id)
    return row


def _change(session: Session, change: Change, upload: Upload, by: Actor | None) -> None:
    """Change one record if it is as it was when it was looked at; the log keeps what it was."""
    row, model = change.record, type(change.record)
    words = change_words({name: getattr(row, name) for name in change.values}, change.values)
    changed = session.execute(
        update(model)
        .where(model.id == row.id, model.version == row.version)
        .values(**change.values, upload_id=upload.id, version=row.version + 1, changed_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    if not isinstance(changed, CursorResult) or changed.rowcount != 1:
        raise NotPossible(_MEANWHILE)
    session.refresh(row)
    record(
        session,
        Event.TIMELINE_CHANGED,
        by=by,
        family_id=row.family_id,
        person_id=person_id_of(row),
        subject=(row.__tablename__, row.id),
        words=words,
        details={"upload": upload.id},
    )
