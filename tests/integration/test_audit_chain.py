"""The log: whole however many write at once, and any tampering is named by its first place."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from gcp_tool.audit import chain
from gcp_tool.audit.anchors import anchor_now, find_unanchored
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.models import AuditEvent, AuditHead, AuditNote

EVENTS = 6


@pytest.fixture
def log(engines: Engines) -> Engines:
    """A log of six events, sealed by three transactions."""
    for number in range(0, EVENTS, 2):
        with transaction(engines) as session:
            record(session, Event.FAMILY_VIEWED, by=7, family_id=number, subject=("family", number))
            record(session, Event.PERSON_VIEWED, by=None, person_id=number, details={"count": number})
    return engines


def fault_in(engines: Engines) -> chain.Fault | None:
    with engines.reader() as session:
        return chain.find_fault(session)


def fault_after(
    owner: Engines,
    change: Callable[[Connection], None],
    look: Callable[[Session], chain.Fault | None] = chain.find_fault,
) -> chain.Fault | None:
    """What is found after somebody who owns the database, and so can take triggers away, changed it. It is undone."""
    with owner.write.connect() as connection:
        for table in ("audit_event", "audit_head"):
            if owner.is_sqlite:
                names = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
                for name in connection.scalars(names, {"table": table}).all():
                    connection.execute(text(f"DROP TRIGGER {name}"))
            else:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        change(connection)
        return look(Session(connection))


def run(*statements: str) -> Callable[[Connection], None]:
    def change(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return change


def swap(first: int, second: int) -> Callable[[Connection], None]:
    return run(
        f"UPDATE audit_event SET seq = 99 WHERE seq = {first}",
        f"UPDATE audit_event SET seq = {first} WHERE seq = {second}",
        f"UPDATE audit_event SET seq = {second} WHERE seq = 99",
    )


def alter(column: str, value: str, seq: int) -> Callable[[Connection], None]:
    return run(f"UPDATE audit_event SET {column} = {value} WHERE seq = {seq}")


def reseal(seq: int) -> Callable[[Connection], None]:
    """Alter an event and give it the hash that its new text would have."""

    def change(connection: Connection) -> None:
        before = text("SELECT hash FROM audit_event WHERE seq = :seq - 1")
        previous = connection.scalar(before, {"seq": seq})
        said = connection.scalar(text("SELECT canonical FROM audit_event WHERE seq = :seq"), {"seq": seq})
        words = json.dumps(json.loads(said) | {"actor": 8}, sort_keys=True, separators=(",", ":"))
        values = {"seq": seq, "words": words, "hash": chain.next_hash(previous, words)}
        connection.execute(
            text("UPDATE audit_event SET canonical = :words, hash = :hash, actor_id = 8 WHERE seq = :seq"),
            values,
        )

    return change


TAMPERING = {
    "a text is altered": (alter("canonical", "replace(canonical, '7', '8')", 3), 3, "altered or moved"),
    "the first text is altered": (alter("canonical", "'{}'", 1), 1, "altered or moved"),
    "who did it is altered": (alter("actor_id", "8", 3), 3, "columns of event 3"),
    "what happened is altered": (alter("event", "'family.listed'", 2), 2, "columns of event 2"),
    "when is altered": (alter("at", "'2026-01-01 00:00:00.000000'", 4), 4, "columns of event 4"),
    "whose family it was is altered": (alter("family_id", "NULL", 5), 5, "columns of event 5"),
    "what it was about is altered": (alter("subject_id", "99", 5), 5, "columns of event 5"),
    "a hash is altered": (alter("hash", "'0'", 4), 4, "altered or moved"),
    "the last hash is altered": (alter("hash", "'0'", EVENTS), EVENTS, "altered or moved"),
    "a text is altered and sealed anew": (reseal(3), 4, "altered or moved"),
    "the last text is altered and sealed anew": (reseal(EVENTS), EVENTS, "not the one that the head"),
    "an event is deleted": (run("DELETE FROM audit_event WHERE seq = 3"), 3, "event 3 is missing"),
    "the first event is deleted": (run("DELETE FROM audit_event WHERE seq = 1"), 1, "event 1 is missing"),
    "two events are swapped": (swap(2, 4), 2, "altered or moved"),
    "the end is cut off": (run("DELETE FROM audit_event WHERE seq > 4"), 5, "ends at 4, but its head says 6"),
    "everything is deleted": (run("DELETE FROM audit_event"), 1, "ends at 0"),
    "the head is moved back": (run("UPDATE audit_head SET seq = 5"), 5, "not the one that the head"),
    "the head is moved on": (run("UPDATE audit_head SET seq = 7"), 7, "ends at 6, but its head says 7"),
    "the hash of the head is altered": (
        run("UPDATE audit_head SET hash = '0'"),
        6,
        "not the one that the head",
    ),
    "the head is deleted": (run("DELETE FROM audit_head"), 1, "head of the chain says 0"),
}


def cut_off(connection: Connection) -> None:
    """Take the last two events away, and move the head back to where the chain is whole."""
    run(
        "DELETE FROM audit_event WHERE seq > 4",
        "UPDATE audit_head SET seq = 4, hash = (SELECT hash FROM audit_event WHERE seq = 4)",
    )(connection)


def write_anew(connection: Connection) -> None:
    """Take everything away and record as much else, sealed as it should be."""
    run("DELETE FROM audit_event", f"UPDATE audit_head SET seq = 0, hash = '{chain.GENESIS}'")(connection)
    other = [chain.Entry(at=datetime(2026, 1, 1, tzinfo=UTC), event="family.viewed") for _ in range(EVENTS)]
    chain.append(Session(connection), other)


def add_nothing(_connection: Connection) -> None:
    """Leave the log as it is."""


@pytest.mark.parametrize(
    ("change", "seq", "words"),
    [
        (add_nothing, None, ""),
        (cut_off, EVENTS, "its end was cut off"),
        (write_anew, 2, "written anew from there or before"),
    ],
)
def test_an_anchor_shows_what_the_chain_by_itself_cannot(
    engines: Engines, owner: Engines, change: Callable[[Connection], None], seq: int | None, words: str
) -> None:
    anchors = []
    for day in range(3):
        with transaction(engines) as session:
            record(session, Event.FAMILY_VIEWED, by=7, family_id=day)
            record(session, Event.SIGNED_OUT, by=7)
        with engines.reader() as session:
            anchors.append(anchor_now(session, on=date(2026, 11, 20 + day)))
    assert fault_after(owner, change) is None  # the chain is whole in itself
    fault = fault_after(owner, change, lambda session: find_unanchored(session, reversed(anchors)))
    assert (fault.seq if fault else None, words in (fault.words if fault else "")) == (seq, True)
    if fault:
        assert ("22 November 2026" if change is cut_off else "20 November 2026") in fault.words


def test_before_anything_was_recorded_there_is_nothing_to_anchor(engines: Engines) -> None:
    with engines.reader() as session:
        assert anchor_now(session, on=date(2026, 11, 20)) is None


@pytest.mark.usefixtures("log")
def test_tampering_is_named_by_its_first_place(owner: Engines) -> None:
    for how, (change, seq, words) in TAMPERING.items():
        fault = fault_after(owner, change)
        assert fault is not None, how
        assert (fault.seq, words in fault.words) == (seq, True), f"{how}: {fault}"
    assert fault_in(owner) is None


def test_a_log_that_nobody_touched_is_whole(log: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fault_in(log) is None
    for page in (1, 2, 3, EVENTS, EVENTS + 1):
        monkeypatch.setattr(chain, "_PAGE", page)
        assert fault_in(log) is None


def test_an_empty_log_is_whole(engines: Engines) -> None:
    assert fault_in(engines) is None


def test_four_who_write_at_once_leave_no_gap_and_the_log_is_whole_all_the_while(engines: Engines) -> None:
    start = Barrier(4)

    def write(writer: int) -> None:
        start.wait(10)
        for turn in range(25):
            with transaction(engines) as session:
                for part in range(2):
                    record(session, Event.FAMILY_VIEWED, by=writer, subject=("turn", turn * 2 + part))

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write, writer) for writer in range(4)]
        while not all(one.done() for one in writing):
            assert fault_in(engines) is None
        for one in writing:
            one.result()
    with engines.reader() as session:
        rows = session.execute(
            select(AuditEvent.seq, AuditEvent.actor_id, AuditEvent.subject_id).order_by(AuditEvent.seq)
        ).all()
        assert [row.seq for row in rows] == list(range(1, 201))
        for writer in range(4):
            assert [row.subject_id for row in rows if row.actor_id == writer] == list(range(50))
    assert fault_in(engines) is None


def test_an_event_is_sealed_by_the_commit_and_not_before(engines: Engines) -> None:
    def fail(session: Session) -> None:
        record(session, Event.FAMILY_VIEWED, by=1)
        raise LookupError("something went wrong")

    with pytest.raises(LookupError), transaction(engines) as session:
        fail(session)
    with transaction(engines) as session:
        record(session, Event.PERSON_VIEWED, by=1)
        assert session.scalars(select(AuditEvent)).all() == []
    with engines.reader() as session:
        assert session.execute(select(AuditEvent.seq, AuditEvent.event)).all() == [(1, "person.viewed")]
        assert session.scalars(select(AuditHead.seq)).one() == 1


def test_a_transaction_without_events_leaves_the_head_alone(log: Engines) -> None:
    with transaction(log):
        pass
    with log.reader() as session:
        assert session.scalars(select(AuditHead.seq)).one() == EVENTS


def test_words_are_kept_apart_and_only_their_digest_is_sealed(engines: Engines) -> None:
    words = "Asked for by her grandmother, Mrs Ó Briain"
    with transaction(engines) as session:
        record(session, Event.FAMILY_SEARCHED, by=3, words=words)
    digest = hashlib.sha256(words.encode()).hexdigest()
    with engines.reader() as session:
        sealed = session.scalars(select(AuditEvent.canonical)).one()
        assert json.loads(sealed)["details"] == {"note": digest}
        assert session.execute(select(AuditNote.digest, AuditNote.words)).all() == [(digest, words)]


def test_a_moment_of_another_zone_is_sealed_as_it_is_kept(engines: Engines) -> None:
    summer = datetime(2026, 7, 1, 0, 15, 30, 5, tzinfo=ZoneInfo("Europe/London"))
    entries = [chain.Entry(at=summer + timedelta(days=30 * n), event="family.viewed") for n in range(6)]
    with engines.writer() as session:
        chain.append(session, entries)
        session.commit()
    assert fault_in(engines) is None


def test_events_of_every_shape_are_found_whole(engines: Engines) -> None:
    odd = 'a "quoted" \\ mark, Łódź \u2028 and 🙂'
    entries = [
        chain.Entry(at=datetime(2026, 1, 1, tzinfo=UTC), event=odd),
        chain.Entry(at=datetime(2026, 1, 1, tzinfo=UTC), event="a", actor_id=1, person_id=2, request_id=odd),
        chain.Entry(
            at=datetime(2026, 1, 1, tzinfo=UTC), event="a", subject=(odd, 3), details={odd: [odd, None]}
        ),
    ]
    with engines.writer() as session:
        chain.append(session, entries)
        session.commit()
    assert fault_in(engines) is None


def test_sealing_nothing_takes_no_lock_on_the_head(engines: Engines) -> None:
    with engines.writer() as session:
        chain.append(session, [])
        assert not session.in_transaction()
