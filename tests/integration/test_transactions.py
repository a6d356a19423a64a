"""Transactions, locks and moments: the same promises on both engines."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from gcp_tool.audit.chain import find_fault
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines, plain_rows
from gcp_tool.models import AuditEvent, AuditHead, AuditNote, EvidenceLink, Family, Search, Team
from tests.factories import make_assessment, make_evidence, make_family, make_team, make_user
from tests.factories.defaults import AT

THREADS = 4
TURNS = 100

only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def family_id(engines: Engines) -> int:
    with transaction(engines) as session:
        return make_family(session, label="Harrow").id


def count(engines: Engines, table: type[AuditEvent | AuditNote | Family]) -> int:
    with engines.reader() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


def test_no_reading_that_is_recorded_afterwards_fails(engines: Engines, family_id: int) -> None:
    start = Barrier(THREADS)

    def look(_: int) -> None:
        start.wait(10)
        for _turn in range(TURNS):
            with engines.reader() as session:
                assert session.get_one(Family, family_id).label == "Harrow"
            with transaction(engines) as session:
                record(session, Event.FAMILY_VIEWED, by=None, family_id=family_id)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(look, range(THREADS)))
    assert count(engines, AuditEvent) == THREADS * TURNS
    with engines.reader() as session:
        assert find_fault(session) is None


def test_no_change_that_reads_first_is_lost_or_refused(engines: Engines, family_id: int) -> None:
    start = Barrier(THREADS)

    def add_one(_: int) -> None:
        start.wait(10)
        for _turn in range(10):
            with transaction(engines) as session:
                family = session.get_one(Family, family_id, with_for_update=True)
                family.version += 1
                record(session, Event.FAMILY_CHANGED, by=None, family_id=family_id)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(add_one, range(THREADS)))
    with engines.reader() as session:
        assert session.get_one(Family, family_id).version == 1 + THREADS * 10
        assert find_fault(session) is None


def test_a_transaction_that_fails_leaves_no_row_no_event_and_no_words(
    engines: Engines, family_id: int
) -> None:
    def fail(session: Session) -> None:
        make_family(session)
        record(session, Event.FAMILY_REGISTERED, by=None, words="a reason")
        session.execute(update(Family).values(label="changed"))
        raise LookupError("something went wrong")

    with pytest.raises(LookupError), transaction(engines) as session:
        fail(session)
    assert (count(engines, Family), count(engines, AuditEvent), count(engines, AuditNote)) == (1, 0, 0)
    with engines.reader() as session:
        assert session.get_one(Family, family_id).label == "Harrow"
        assert session.scalars(select(AuditHead.seq)).one() == 0


def test_a_transaction_that_the_database_refuses_at_the_end_leaves_nothing(
    engines: Engines, family_id: int
) -> None:
    def clash(session: Session) -> None:
        known = session.get_one(Family, family_id)
        record(session, Event.FAMILY_REGISTERED, by=None)
        session.add(
            Family(ref=known.ref, label="Other", team_id=known.team_id, opened_on=AT.date(), changed_at=AT)
        )

    with pytest.raises(IntegrityError), transaction(engines) as session:
        clash(session)
    assert (count(engines, Family), count(engines, AuditEvent)) == (1, 0)


def test_what_was_loaded_stays_readable_after_an_undoing(engines: Engines, family_id: int) -> None:
    seen: list[Family] = []

    def load(session: Session) -> None:
        seen.append(session.get_one(Family, family_id))
        raise LookupError("something went wrong")

    with pytest.raises(LookupError), transaction(engines) as session:
        load(session)
    assert seen[0].label == "Harrow"
    assert inspect(seen[0]).detached


def test_reading_goes_on_while_somebody_writes_and_sees_only_what_was_committed(
    engines: Engines, family_id: int
) -> None:
    with engines.writer() as writing:
        writing.execute(update(Family).values(label="changed"))
        with engines.reader() as session:
            assert session.get_one(Family, family_id).label == "Harrow"
        writing.commit()
    with engines.reader() as session:
        assert session.get_one(Family, family_id).label == "changed"


def test_rows_must_point_at_rows_that_are_there(session: Session) -> None:
    team = make_team(session)
    with pytest.raises(IntegrityError):
        session.execute(update(Team).where(Team.id == team.id).values(agency_id=9999))


def test_an_id_is_never_used_twice(engines: Engines) -> None:
    ids = []
    for _ in range(2):
        with engines.writer() as session:
            made = make_assessment(session)
            (link,) = make_evidence(session, made, shows=("food.meals.enough",)).links
            ids.append(link.id)
            session.execute(delete(EvidenceLink))
            session.commit()
    assert ids == [1, 2]


@only_sqlite
def test_an_acknowledged_save_on_sqlite_is_on_the_disk(engines: Engines) -> None:
    with engines.writer() as session:
        settings = {name: session.scalar(text(f"PRAGMA {name}")) for name in ("synchronous", "journal_mode")}
        settings |= {
            name: session.scalar(text(f"PRAGMA {name}")) for name in ("foreign_keys", "trusted_schema")
        }
    assert settings == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "trusted_schema": 0}


@only_postgresql
def test_reading_on_postgresql_leaves_no_transaction_open(engines: Engines) -> None:
    open_now = text(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND usename = user"
    )
    with engines.reader() as session:
        session.execute(select(Family)).all()
        with engines.writer() as other:
            assert other.scalar(open_now) == 0
            assert other.scalar(text("SHOW transaction_isolation")) == "read committed"


MOMENTS = [
    datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    datetime(2026, 6, 30, 23, 59, 59, 999_999, tzinfo=ZoneInfo("Europe/London")),
    datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=0),
    datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=1),
    datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=timezone(timedelta(hours=13, minutes=45))),
    datetime(1900, 1, 1, tzinfo=UTC),
    datetime(2099, 12, 31, 23, 59, tzinfo=UTC),
]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_a_moment_comes_back_the_same_and_in_utc(session: Session, zone: str) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"SET LOCAL TIME ZONE '{zone}'"))
    user = make_user(session)
    in_utc = [moment.astimezone(UTC) for moment in MOMENTS]
    rows = [
        {"key": f"k{n}", "user_id": user.id, "terms": {}, "at": m, "expires_at": m}
        for n, m in enumerate(MOMENTS)
    ]
    session.execute(insert(Search), rows)
    kept = session.scalars(select(Search.at).order_by(Search.id)).all()
    assert kept == in_utc
    assert {moment.tzinfo for moment in kept} == {UTC}
    assert session.scalars(select(Search.at).order_by(Search.at)).all() == sorted(in_utc)
    later = session.scalars(select(Search.at).where(Search.at > MOMENTS[2]).order_by(Search.at)).all()
    assert later == [in_utc[3], in_utc[-1]]


def test_a_moment_without_a_zone_is_refused(session: Session) -> None:
    user = make_user(session)
    naive = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - the fault that is tested
    search = Search(user_id=user.id, terms={}, at=naive, expires_at=naive)
    session.add(search)
    with pytest.raises(StatementError, match="A moment needs its time zone"):
        session.flush()


def test_a_moment_that_never_was_stays_nothing(session: Session) -> None:
    user = make_user(session)
    session.expire(user)
    assert user.locked_until is None


def test_rows_without_objects_hold_what_the_same_write_has_added(engines: Engines, family_id: int) -> None:
    labels = select(Family.label).order_by(Family.id)
    with transaction(engines) as session:
        session.add(
            Family(
                ref="NEW-1",
                label="Added",
                team_id=session.get_one(Family, family_id).team_id,
                opened_on=AT.date(),
                changed_at=AT,
            )
        )
        assert plain_rows(session, labels, {}).scalars().all() == ["Harrow", "Added"]
    with engines.reader() as session:
        assert plain_rows(session, labels, {}).scalars().all() == ["Harrow", "Added"]
