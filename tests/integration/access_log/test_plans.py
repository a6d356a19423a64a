"""However long the log is, no page of it is found by reading it through. SQLite tells how it would look."""

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from gcp_tool.access_log.queries import Wanted, select_events
from gcp_tool.access_log.sentences import Kind, events_of
from gcp_tool.audit import chain
from gcp_tool.core.database import Engines

FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
CHOSEN = {
    "family_id": 1,
    "person_id": 2,
    "actor_id": 3,
    "events": sorted(events_of(Kind.SEARCHED)),
    "since": FROM,
    "until": TO,
    "before": 2,
}
FILTERS = [
    dict(some)
    for count in range(1, len(CHOSEN) + 1)
    for some in itertools.combinations(CHOSEN.items(), count)
]


@pytest.fixture(scope="module")
def session(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A log of three events: what is tried is how they would be found, not how fast."""
    path = tmp_path_factory.mktemp("plans") / "gcp.db"
    shutil.copyfile(sqlite_template, path)
    engines = Engines(f"sqlite:///{path}")
    with engines.writer() as session:
        chain.append(session, [chain.Entry(at=FROM, event="family.viewed") for _ in range(3)])
        yield session
    engines.dispose()


def plan_of(session: Session, wanted: Wanted) -> list[str]:
    """How SQLite would find these events."""
    statement = select_events(session, wanted, limit=51)
    compiled = statement.compile(session.connection(), compile_kwargs={"literal_binds": True})
    rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
    return [row[3] for row in rows]


def test_no_choice_reads_the_whole_log(session: Session) -> None:
    through = {}
    for some in FILTERS:
        plan = plan_of(session, Wanted(**some))
        if any(step.startswith("SCAN audit_event") for step in plan) or not any(
            step.startswith("SEARCH audit_event USING INDEX") for step in plan
        ):
            through[tuple(some)] = plan
    assert through == {}


def test_a_family_a_person_or_a_user_is_found_by_its_own_index(session: Session) -> None:
    for name in ("family_id", "person_id", "actor_id"):
        wanted = Wanted(**{name: 1}, events=CHOSEN["events"])
        for one in (wanted, replace(wanted, since=FROM, until=TO)):
            assert any(f"ix_audit_event_{name}_at ({name}=?" in step for step in plan_of(session, one)), one


def test_the_newest_of_all_are_read_from_the_end_of_an_index(session: Session) -> None:
    plan = plan_of(session, Wanted())
    assert plan[0] == "SCAN audit_event USING INDEX ix_audit_event_at"
    assert not any("TEMP B-TREE FOR ORDER BY" in step for step in plan)
