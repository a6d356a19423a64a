"""One answer saved as it is typed: once, in its order, never over anybody's; and set aside where it has no place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.queries.autosaving import (
    Written,
    find_held,
    find_left_over,
    find_written,
)
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import OPEN_STATES, replace_answer
from gcp_tool.assessments.services.autosave_spots import NoLongerApplies, Spot, find_spot
from gcp_tool.assessments.services.profiles import ensure_profile
from gcp_tool.assessments.services.voices import carer_part
from gcp_tool.core import clock
from gcp_tool.core.text import read_typed
from gcp_tool.domain.errors import EditConflict, Invalid, Theirs, ToolError
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, ProfileKind, SetAside
from gcp_tool.models import Answer, LeftOver

_answers: Any = Answer.__table__
_USED = "This mark was used for another answer. Reload the page."


@dataclass(frozen=True, slots=True)
class Write:
    """One write: its mark, the place it names, the version of the assessment and of the answer it was typed over."""

    write_id: str
    profile: str
    kind: AnswerKind
    code: str
    slot: int
    revision: int
    base_version: int
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, read: the columns of the answer, and what must be put right before it counts."""

    values: Mapping[str, Any]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer as it now is. `is_first` says that there was none before."""

    version: int
    at: datetime
    problems: tuple[str, ...] = ()
    spot: Spot | None = None
    is_first: bool = False


class CannotTake(ToolError):
    """The assessment does not take this answer; what was typed is to be kept beside it, and why."""

    def __init__(self, assessment_id: int, why: SetAside, message: str) -> None:
        super().__init__(message)
        self.assessment_id = assessment_id
        self.why = why


Reading = Callable[[Record, Spot, Mapping[str, Any]], Typed]


def save_typed(session: Session, *, record: Record, write: Write, reading: Reading, by: Actor) -> Saved:
    """Save one answer as it was typed; `reading` says what it is. A write that came before gets the same answer.

    The record is without answers, and its revision is locked.

    Raises:
        CannotTake: it is not open, not the actor's to write, or does not ask for this any more.
        EditConflict: the answer was changed since; what is there now comes with it.
        Invalid: the mark of this write was used for another answer.
    """
    try:
        return _save(session, record, write, reading, by)
    except CannotTake:
        before = find_written(session, write.write_id)
        if before is None:
            raise
        return _as_before(record, write, before, by)


def answer_as_before(session: Session, *, record: Record, write: Write, by: Actor) -> Saved:
    """What a write was answered whose mark is taken.

    Raises:
        Invalid: it was used for another answer.
    """
    before = find_written(session, write.write_id)
    if before is None:
        raise Invalid({"write_id": _USED})
    return _as_before(record, write, before, by)


def _save(session: Session, record: Record, write: Write, reading: Reading, by: Actor) -> Saved:
    _check_open(record, by)
    held = _held_item(session, record, write)
    spot = _spot(record, write)
    participant_id = _participant(session, record, spot, write)
    if spot.profile is not None and write.kind is not AnswerKind.ITEM:
        held = _held(session, record, spot, participant_id)
    typed = reading(record, spot, write.raw)
    if held is None:
        return _first(session, record, write, spot=spot, participant_id=participant_id, typed=typed, by=by)
    if held.write_id == write.write_id:
        return Saved(held.version, held.at, typed.problems, spot)
    is_stale = (held.version, record.revision.number) != (write.base_version, write.revision)
    if is_stale and (before := find_written(session, write.write_id)) is not None:
        return _as_before(record, write, before, by)
    if _is_same(held, typed):
        return Saved(held.version, held.at, typed.problems, spot)
    if is_stale:
        raise EditConflict(_theirs(held))
    at = replace_answer(session, held, typed.values, write_id=write.write_id, by=by)
    return Saved(held.version + 1, at, typed.problems, spot, is_first=held.state is AnswerState.REMOVED)


def _check_open(record: Record, by: Actor) -> None:
    if not record.can_write(by):
        raise CannotTake(
            record.assessment.id, SetAside.NOT_OPEN, "This assessment is not yours to change now."
        )
    if record.revision.state not in OPEN_STATES:
        raise CannotTake(
            record.assessment.id, SetAside.NOT_OPEN, "This assessment was handed in or stopped meanwhile."
        )


def _spot(record: Record, write: Write) -> Spot:
    try:
        return find_spot(record, profile=write.profile, kind=write.kind, code=write.code, slot=write.slot)
    except NoLongerApplies as error:
        raise CannotTake(record.assessment.id, SetAside.NO_LONGER_APPLIES, str(error)) from None


def _held_item(session: Session, record: Record, write: Write) -> Answer | None:
    """What is on record for an item, put on the record too: a child's own place is there only once it was used."""
    profile = next((one for one in record.assessment.profiles if str(one.id) == write.profile), None)
    if write.kind is not AnswerKind.ITEM or profile is None:
        return None
    place = {"participant": record.participant_id, "profile": profile.id, "kind": write.kind}
    held = find_held(session, record.revision.id, **place, code=write.code, slot=0)
    if held is not None and isinstance(record.answers, dict):
        record.answers[profile.id, write.code] = held
    return held


def _participant(session: Session, record: Record, spot: Spot, write: Write) -> int:
    """Whose answer it is: the lead's, or the carer's, whose part is made with the first grade they give."""
    if not spot.of_carer or spot.care is None:
        return record.participant_id
    return (
        carer_part(session, record, spot.care, needed=bool(write.raw.get("choice"))) or record.participant_id
    )


def _held(session: Session, record: Record, spot: Spot, participant_id: int) -> Answer | None:
    profile = spot.profile.id if spot.profile else 0
    place = {"participant": participant_id, "profile": profile, "kind": spot.kind}
    return find_held(session, record.revision.id, **place, code=spot.code, slot=spot.slot)


def _first(
    session: Session,
    record: Record,
    write: Write,
    *,
    spot: Spot,
    participant_id: int,
    typed: Typed,
    by: Actor,
) -> Saved:
    """The first answer at a place; nothing typed makes none."""
    now = clock.now()
    if typed.values["state"] is AnswerState.REMOVED and not any(typed.values["raw"].values()):
        return Saved(0, now, typed.problems, spot)
    profile = spot.profile or ensure_profile(
        session, record=record, kind=spot.profile_kind, child_id=_child_id(spot)
    )
    row = {
        "revision_id": record.revision.id,
        "participant_id": participant_id,
        "profile_id": profile.id,
        "kind": spot.kind,
        "code": spot.code,
        "slot": spot.slot,
        "shared_with": [],
        "version": 1,
        "write_id": write.write_id,
        "agency_id": by.agency_id,
        "by_id": by.id,
        "at": now,
    }
    session.execute(insert(_answers), [row | dict(typed.values)])
    return Saved(1, now, typed.problems, spot, is_first=True)


def _child_id(spot: Spot) -> int | None:
    return spot.care.profile.child_id if spot.care and spot.profile_kind is ProfileKind.CHILD else None


def _is_same(held: Answer, typed: Typed) -> bool:
    """Whether it is kept already just as it was typed: then nobody can be overwritten."""
    return (held.raw, held.state) == (typed.values["raw"], typed.values["state"])


def _theirs(held: Answer) -> Theirs:
    by = held.by.name if held.by else "Somebody"
    stands = {"ticked": "" if held.state is AnswerState.REMOVED else "yes"}
    return Theirs(by=by, at=held.at, version=held.version, fields={**held.raw, **stands})


def _as_before(record: Record, write: Write, before: Written, by: Actor) -> Saved:
    """What a write that came before was answered. Its mark is worth nothing to anybody else, or elsewhere."""
    place = (write.kind, write.code, write.slot)
    if (before.assessment_id, before.by_id, before.place) != (record.assessment.id, by.id, place):
        raise Invalid({"write_id": _USED})
    return Saved(before.version, before.at)


def set_aside(session: Session, *, write: Write, refused: CannotTake, by: Actor) -> None:
    """Keep what could not be taken for whoever typed it, once, with why."""
    if find_left_over(session, write.write_id) is not None:
        return
    row = LeftOver(
        write_id=write.write_id,
        user_id=by.id,
        assessment_id=refused.assessment_id,
        kind=write.kind,
        code=write.code,
        slot=write.slot,
        raw={name: _safe(value) for name, value in write.raw.items()},
        why=refused.why,
        at=clock.now(),
    )
    session.add(row)
    session.flush()


def _safe(value: object) -> object:
    """A text that any page may hold."""
    return (
        [_safe(one) for one in value] if isinstance(value, list) else read_typed(str(value), trim=False).text
    )


def throw_away(session: Session, *, left_over: LeftOver) -> None:
    """Delete what was set aside, as whoever typed it wished."""
    session.execute(delete(LeftOver).where(LeftOver.id == left_over.id))
