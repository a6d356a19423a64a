"""What the doctor reads from a database itself, on both engines."""

from gcp_tool.cli.checks.database import check_clock, check_triggers
from gcp_tool.core.database import Engines
from gcp_tool.core.findings import Verdict
from tests.integration.conftest import Database


def test_a_database_of_this_release_is_guarded_and_keeps_time(database: Database) -> None:
    engines = Engines(database.url)
    with engines.reader() as session:
        assert check_triggers(session).verdict is Verdict.WELL
        found = check_clock(session)
    engines.dispose()
    assert found.verdict is Verdict.WELL
    assert found.words.endswith("London" if database.is_sqlite else "database")
