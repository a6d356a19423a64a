"""Saving what a form holds in words: each answer by itself, nobody's text overwritten unseen, nothing lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.queries.sheets import read_sheet
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.answers import replace_answer
from gcp_tool.assessments.sheets import AsFields, Place, Sheet
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Theirs
from gcp_tool.domain.vocabulary import AnswerState
from gcp_tool.models import Answer


@dataclass(frozen=True, slots=True)
class Saying:
    """What was typed for one place. `stands` is False where it is taken out; a level makes it a grade."""

    place: Place
    raw: Mapping[str, str]
    stands: bool
    level: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The columns of its answer."""
        graded = AnswerState.GRADED if self.level is not None else AnswerState.WORDS
        return {
            "raw": dict(self.raw),
            "state": graded if self.stands else AnswerState.REMOVED,
            "grade": self.level if self.stands else None,
        }


def saying(place: Place, **raw: str) -> Saying:
    """What was typed for a place; it stands when anything was."""
    return Saying(place, raw, stands=any(text.strip() for text in raw.values()))


def save_sayings(
    session: Session,
    *,
    record: Record,
    sayings: Sequence[Saying],
    base_version: int,
    as_fields: AsFields,
    once: str,
    by: Actor,
) -> None:
    """Save what changed. The revision is locked before; `as_fields` says what a form shows of what is held.

    Raises:
        EditConflict: something of it was changed since the page was opened; nothing was saved.
    """
    sheet = read_sheet(session, record.revision.id, [one.place for one in sayings])
    if not any(_changes(sheet, one) for one in sayings):
        return  # it is kept already, as it was typed
    check_sheet(sheet, base_version, as_fields)
    fresh: list[dict[str, Any]] = []
    for number, one in enumerate(sayings):
        held, write_id = sheet.answers.get(one.place), f"{once}.words.{number}"
        if held is not None:
            if _differs(held, one):
                replace_answer(session, held, one.values, write_id=write_id, by=by)
        elif one.stands:
            fresh.append(_new_row(record, one, write_id, by))
    if fresh:
        session.execute(insert(Answer), fresh)


def check_sheet(sheet: Sheet, base_version: int, as_fields: AsFields) -> None:
    """Raise EditConflict when something on the sheet was changed since the page was opened."""
    latest = sheet.latest
    if latest is None or sheet.version == base_version:
        return
    by = latest.by.name if latest.by else "Somebody"
    raise EditConflict(Theirs(by=by, at=latest.at, version=sheet.version, fields=as_fields(sheet)))


def _changes(sheet: Sheet, one: Saying) -> bool:
    held = sheet.answers.get(one.place)
    return one.stands if held is None else _differs(held, one)


def _differs(held: Answer, one: Saying) -> bool:
    values = one.values
    if held.state is AnswerState.REMOVED and values["state"] is AnswerState.REMOVED:
        return False
    return (held.raw, held.state, held.grade) != (values["raw"], values["state"], values["grade"])


def _new_row(record: Record, one: Saying, write_id: str, by: Actor) -> dict[str, Any]:
    return {
        "revision_id": record.revision.id,
        "participant_id": one.place.participant_id,
        "profile_id": one.place.profile_id,
        "kind": one.place.kind,
        "code": one.place.code,
        "slot": 0,
        "shared_with": [],
        "version": 1,
        "write_id": write_id,
        "agency_id": by.agency_id,
        "by_id": by.id,
        "at": clock.now(),
        **one.values,
    }
