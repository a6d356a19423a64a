"""One answer saved while it is typed, for the script of our pages."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, abort, jsonify, make_response, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor, current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.autosaving import read_answer
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.presenters.autosaving import as_sent, previous_words
from gcp_tool.assessments.queries.autosaving import lock_lean_part, lock_lean_record
from gcp_tool.assessments.queries.previous import load_previous
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.services.autosave import (
    CannotTake,
    Saved,
    Write,
    answer_as_before,
    save_typed,
    set_aside,
)
from gcp_tool.assessments.services.contributing import save_typed_part
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record as record_event
from gcp_tool.audit.transactions import transaction
from gcp_tool.domain.errors import EditConflict
from gcp_tool.domain.vocabulary import AnswerKind, SetAside
from gcp_tool.extensions import db
from gcp_tool.web.forms.fields import is_mark
from gcp_tool.web.pages import CONFLICT

_GONE, _LOCKED = 410, 423
_STATUS = {SetAside.NO_LONGER_APPLIES: _GONE, SetAside.NOT_OPEN: _LOCKED}
_LONGEST_CODE = 200
_MOST_PARTS = 100
_TOO_LARGE = 2**31


@blueprint.put("/assessments/<key>/answers")
@requires(Permission.ASSESSMENT_WRITE)
def save_answer(key: str) -> Response:
    """Save one answer as it is typed. What was typed is kept whatever it is, also where it has no place any more."""
    return _save(lambda session, actor: lock_lean_record(session, actor, key))


@blueprint.put("/contributions/<key>/answers")
@requires(Permission.ASSESSMENT_WRITE)
def save_part_answer(key: str) -> Response:
    """Save one answer of somebody who was asked to add to an assessment, into their own part alone."""
    return _save(lambda session, actor: lock_lean_part(session, actor, key))


def _save(opening: Callable[[Session, Actor], Record]) -> Response:
    write, actor = _sent(), current_actor()
    db.end_read()
    try:
        with transaction(db.engines) as session:
            record = opening(session, actor)
            if isinstance(record, OwnPart):
                return _answer(
                    save_typed_part(session, part=record, write=write, reading=read_answer, by=actor), ""
                )
            saved = save_typed(session, record=record, write=write, reading=read_answer, by=actor)
            return _answer(saved, _previous(session, record, saved))
    except CannotTake as refused:
        return _set_aside(write, refused)
    except EditConflict as conflict:
        theirs = conflict.theirs
        fields = as_sent(write.kind, theirs.fields)
        return make_response(
            jsonify(theirs=fields, by=theirs.by, at=theirs.at.isoformat(), version=theirs.version), CONFLICT
        )
    except IntegrityError:  # its mark is taken: it came before, at the same moment or for another version
        with transaction(db.engines) as session:
            record = opening(session, actor)
            return _answer(answer_as_before(session, record=record, write=write, by=actor), "")


def _answer(saved: Saved, previous: str) -> Response:
    said: dict[str, Any] = {
        "version": saved.version,
        "saved_at": saved.at.isoformat(),
        "problems": saved.problems,
    }
    return jsonify(said | ({"previous": previous} if previous else {}))


def _previous(session: Session, record: Record, saved: Saved) -> str:
    """The grade before, told with the first answer to an item and never earlier."""
    place = saved.spot.item if saved.spot else None
    if place is None or not saved.is_first:
        return ""
    return previous_words(record, place, [load_previous(session, record, care) for care in place.cares])


def _set_aside(write: Write, refused: CannotTake) -> Response:
    status, actor = _STATUS[refused.why], current_actor()
    with transaction(db.engines) as session:
        set_aside(session, write=write, refused=refused, by=actor)
        details = {"endpoint": request.endpoint, "method": request.method, "status": status}
        record_event(session, Event.REFUSED, by=actor, details=details)
    return make_response(jsonify(message=str(refused)), status)


def _sent() -> Write:
    """What was sent, in shape. Aborts with 400 when a page of ours would not send it."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict) or not is_mark(_text(sent, "write_id")):
        abort(400)
    kind = _text(sent, "kind")
    return Write(
        write_id=_text(sent, "write_id"),
        profile=_text(sent, "profile"),
        kind=AnswerKind(kind) if kind in set(AnswerKind) else abort(400),
        code=_text(sent, "code"),
        slot=_number(sent, "slot"),
        revision=_number(sent, "revision"),
        base_version=_number(sent, "base_version"),
        raw=_raw(sent.get("raw")),
    )


def _text(sent: Mapping[str, Any], name: str) -> str:
    text = sent.get(name)
    return (
        text
        if isinstance(text, str) and 0 < len(text) <= _LONGEST_CODE and text.isprintable()
        else abort(400)
    )


def _number(sent: Mapping[str, Any], name: str) -> int:
    number = sent.get(name)
    return number if type(number) is int and abs(number) < _TOO_LARGE else abort(400)


def _raw(raw: Any) -> Mapping[str, Any]:
    """The parts of an answer: texts, and lists of texts."""
    if not isinstance(raw, dict) or not 0 < len(raw) <= _MOST_PARTS:
        abort(400)
    for name, value in raw.items():
        parts = value if isinstance(value, list) else [value]
        if (
            len(name) > _LONGEST_CODE
            or not name.isprintable()
            or not all(isinstance(one, str) for one in parts)
        ):
            abort(400)
    return raw
