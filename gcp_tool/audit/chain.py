"""The hash chain: every event seals the one before, so that a change, a gap or a new order shows."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, insert, select, update
from sqlalchemy.orm import Session

from gcp_tool.models import AuditEvent, AuditHead

CHAIN = "main"
GENESIS = "0" * 64
_PAGE = 2000


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
    known, known_hash = _head(session)
    last, seq = GENESIS, 0
    for row in _rows(session):
        fault = _fault_of(row, seq + 1, last)
        if fault is not None:
            return fault
        last, seq = row["hash"], row["seq"]
        if seq == known and last != known_hash:
            return Fault(seq, f"event {seq} is not the one that the head of the chain names")
    if seq < known:
        return Fault(seq + 1, f"the chain ends at {seq}, but its head says {known}: events are missing")
    now, _ = _head(session)
    if seq > now:
        return Fault(now + 1, f"the head of the chain says {now}, but there are events up to {seq}")
    return None


def _head(session: Session) -> tuple[int, str]:
    """How far the head says that the chain goes; a head that is gone says nothing was ever recorded."""
    statement = select(AuditHead.seq, AuditHead.hash).where(AuditHead.chain == CHAIN)
    head = session.execute(statement).one_or_none()
    return (head.seq, head.hash) if head else (0, GENESIS)


def _rows(session: Session) -> Iterator[RowMapping]:
    """The events in order, in pages: a reader on PostgreSQL has no transaction that a cursor could stay open in."""
    after = 0
    while True:
        page = session.execute(_page(after)).mappings().all()
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1]["seq"]


def _page(after: int) -> Select[Any]:
    later = (AuditEvent.chain == CHAIN) & (AuditEvent.seq > after)
    return select(AuditEvent.__table__).where(later).order_by(AuditEvent.seq).limit(_PAGE)


def _fault_of(row: RowMapping, expected: int, last: str) -> Fault | None:
    if row["seq"] != expected:
        return Fault(expected, f"event {expected} is missing; the next one held is {row['seq']}")
    if next_hash(last, row["canonical"]) != row["hash"]:
        return Fault(
            expected, f"event {expected} does not follow from the one before: it was altered or moved"
        )
    if _columns(row) != _columns_of_text(row["canonical"]):
        return Fault(expected, f"the columns of event {expected} do not say what its sealed text says")
    return None


def _columns(row: RowMapping) -> tuple[Any, ...]:
    subject = [row["subject_kind"], row["subject_id"]] if row["subject_kind"] else None
    at = row["at"].isoformat(timespec="microseconds")
    return (at, row["event"], row["actor_id"], row["family_id"], row["person_id"], subject, row["request_id"])


def _columns_of_text(text: str) -> tuple[Any, ...]:
    said = json.loads(text)
    return tuple(said[name] for name in ("at", "event", "actor", "family", "person", "subject", "request"))
