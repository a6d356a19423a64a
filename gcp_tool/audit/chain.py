"""The hash chain: every event seals the one before, so that a change, a gap or a new order shows."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, bindparam, insert, select, type_coerce, update
from sqlalchemy.orm import Session

from gcp_tool.models import AuditEvent, AuditHead

CHAIN = "main"
GENESIS = "0" * 64
_PAGE = 2000
_NONE = "null"
_ENCODE = json.JSONEncoder().encode


# Almost every page runs these, so they are made once, and of tables: as objects they would cost more than they bring.
_events: Any = AuditEvent.__table__
_heads: Any = AuditHead.__table__
_LOCKED_HEAD = select(_heads.c.seq, _heads.c.hash).where(_heads.c.chain == CHAIN).with_for_update()
_ADD = insert(_events)
_MOVE_HEAD = (
    update(_heads).where(_heads.c.chain == CHAIN).values(seq=bindparam("to_seq"), hash=bindparam("to_hash"))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event that waits for its place in the chain. Holds ids and codes; words only as a digest."""

    at: datetime
    event: str
    actor_id: int | None = None
    family_id: int | None = None
    person_id: int | None = None
    subject: tuple[str, int] | None = None
    request_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


class _Kept(NamedTuple):
    """An event as its row says it."""

    seq: int
    at: str | datetime
    actor_id: int | None
    event: str
    family_id: int | None
    person_id: int | None
    subject_kind: str | None
    subject_id: int | None
    request_id: str | None
    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the log is not what was written, and how that shows."""

    seq: int
    words: str


def canonical(chain: str, seq: int, entry: Entry) -> str:
    """The text that is hashed and kept: the same event always gives the same text."""
    fields = {
        "chain": chain,
        "seq": seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": entry.event,
        "actor": entry.actor_id,
        "family": entry.family_id,
        "person": entry.person_id,
        "subject": list(entry.subject) if entry.subject else None,
        "request": entry.request_id,
        "details": dict(entry.details),
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def next_hash(previous: str, text: str) -> str:
    """The hash of an event's text upon the hash before it."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def append(session: Session, entries: Sequence[Entry]) -> None:
    """Give the entries their places at the end of the chain. To be the last statements before the commit."""
    if not entries:
        return
    seq, last = session.execute(_LOCKED_HEAD).one()
    rows = []
    for entry in entries:
        seq += 1
        text = canonical(CHAIN, seq, entry)
        last = next_hash(last, text)
        rows.append(_row(seq, entry, text, last))
    session.execute(_ADD, rows)
    session.execute(_MOVE_HEAD, {"to_seq": seq, "to_hash": last})


def _row(seq: int, entry: Entry, text: str, digest: str) -> dict[str, Any]:
    kind, subject_id = entry.subject or (None, None)
    return {
        "chain": CHAIN,
        "seq": seq,
        "at": entry.at,
        "actor_id": entry.actor_id,
        "event": entry.event,
        "family_id": entry.family_id,
        "person_id": entry.person_id,
        "subject_kind": kind,
        "subject_id": subject_id,
        "request_id": entry.request_id,
        "canonical": text,
        "hash": digest,
    }


def find_fault(session: Session) -> Fault | None:
    """The first altered, missing or reordered event, or None when the chain is whole.

    Others may add to the log meanwhile: what its head named at the start must be there, and all that is there must
    follow from it.
    """
    known, known_hash = head_of(session)
    last, seq = GENESIS, 0
    for row in _rows(session):
        fault = _fault_of(row, seq + 1, last)
        if fault is not None:
            return fault
        last, seq = row.hash, row.seq
        if seq == known and last != known_hash:
            return Fault(seq, f"event {seq} is not the one that the head of the chain names")
    if seq < known:
        return Fault(seq + 1, f"the chain ends at {seq}, but its head says {known}: events are missing")
    now, _ = head_of(session)
    if seq > now:
        return Fault(now + 1, f"the head of the chain says {now}, but there are events up to {seq}")
    return None


def head_of(session: Session) -> tuple[int, str]:
    """How far the head says that the chain goes; a head that is gone says nothing was ever recorded."""
    statement = select(AuditHead.seq, AuditHead.hash).where(AuditHead.chain == CHAIN)
    head = session.execute(statement).one_or_none()
    return (head.seq, head.hash) if head else (0, GENESIS)


def _rows(session: Session) -> Iterator[_Kept]:
    """The events in order, in pages: a reader on PostgreSQL has no transaction that a cursor could stay open in."""
    after = 0
    while True:
        page = session.connection().execute(_page(after)).all()
        yield from map(_Kept._make, page)
        if len(page) < _PAGE:
            return
        after = page[-1].seq


def _page(after: int) -> Select[Any]:
    later = (_events.c.chain == CHAIN) & (_events.c.seq > after)
    names = (*_Kept._fields[2:-2], "canonical", "hash")
    columns = (_events.c.seq, type_coerce(_events.c.at, String), *(_events.c[name] for name in names))
    return select(*columns).where(later).order_by(_events.c.seq).limit(_PAGE)


def _fault_of(row: _Kept, expected: int, last: str) -> Fault | None:
    if row.seq != expected:
        return Fault(expected, f"event {expected} is missing; the next one held is {row.seq}")
    if next_hash(last, row.text) != row.hash:
        return Fault(
            expected, f"event {expected} does not follow from the one before: it was altered or moved"
        )
    begins, ends = _around_details(row)
    if not (row.text.startswith(begins) and row.text.endswith(ends)):
        return Fault(expected, f"the columns of event {expected} do not say what its sealed text says")
    return None


def _around_details(row: _Kept) -> tuple[str, str]:
    """How the sealed text of a row begins and ends: all but the details, which stand in no column.

    A million of these are compared, and to take each text apart would be half the work.
    """
    at = _at(row.at)
    actor = _NONE if row.actor_id is None else row.actor_id
    family = _NONE if row.family_id is None else row.family_id
    person = _NONE if row.person_id is None else row.person_id
    request = _NONE if row.request_id is None else _ENCODE(row.request_id)
    subject = _NONE if row.subject_id is None else row.subject_id
    if row.subject_kind is not None:
        subject = f"[{_word(row.subject_kind)},{subject}]"
    begins = f'{{"actor":{actor},"at":"{at}","chain":"{CHAIN}","details":{{'
    ends = (
        f'}},"event":{_word(row.event)},"family":{family},"person":{person},"request":{request},"seq":{row.seq},'
        f'"subject":{subject}}}'
    )
    return begins, ends


def _at(at: str | datetime) -> str:
    """The moment as it is sealed.

    SQLite keeps it as text in UTC: to make a moment of it and a text again would take as long as all the rest.
    """
    if isinstance(at, str):
        return f"{at[:10]}T{at[11:]}+00:00"
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=512)
def _word(word: str) -> str:
    return _ENCODE(word)
