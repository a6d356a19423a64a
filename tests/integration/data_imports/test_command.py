"""The commands as an operator types them: what they say, what they change, and how they end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.services import Prepared, prepare
from tests.factories import make_assessment
from tests.integration.conftest import Database
from tests.integration.data_imports.conftest import Run, runner
from tests.integration.data_imports.records import count_rows
from tests.unit.data_imports.sheets import ALL, SCORES, csv_bytes, row, xlsx_bytes

_TABLE = """\
Family  Assessments  Answers  Evidence
F-0031            3       19         5
F-0044            2        6         2"""


def test_a_dry_run_says_all_and_changes_nothing(engines: Engines, run: Run) -> None:
    with engines.reader() as session:
        before = count_rows(session)
    result = run(
        "import", "scores", SCORES / "history.csv", "--dry-run", "--create-missing", "--as-at", "01/12/2025"
    )
    assert result.output == (
        "Dry run, nothing was changed. Would import 5 assessments of 2 families, with 25 answers and 7 pieces of"
        " evidence.\n"
        "Read 33 rows of history.csv, as at 1 December 2025.\n"
        f"\n{_TABLE}\n\n"
        "Would add: 2 agencies (Thornmere Council, Thornmere Health), 2 teams (Assessment North, Imported families),"
        " 2 leads who cannot sign in (amina.okafor@thornmere.example, bethan.price@health.thornmere.example), 2"
        " families, 6 people and 6 memberships.\n"
    )
    assert result.exit_code == 0
    with engines.reader() as session:
        assert count_rows(session) == before


def test_an_import_says_what_it_brought(engines: Engines, run: Run) -> None:
    result = run("import", "scores", SCORES / "history.xlsx", "--create-missing")
    lines = result.output.splitlines()
    assert lines[0] == "Imported 5 assessments of 2 families, with 25 answers and 7 pieces of evidence."
    assert lines[1] == "Read 33 rows of history.xlsx, as at 20 May 2026."
    assert _TABLE in result.output
    assert lines[-2].startswith("Added: 2 agencies (Thornmere Council, Thornmere Health), 2 teams")
    assert lines[-1] == "They are signed off and locked, and say on screen that they were imported."
    assert result.exit_code == 0
    with engines.reader() as session:
        counts = count_rows(session)
    assert (counts["assessment"], counts["reading"], counts["audit_event"]) == (5, 17, 1)


def test_every_bad_row_is_named_and_nothing_is_imported(
    on_record: Engines, run: Run, write: Callable[[bytes], Path]
) -> None:
    with on_record.reader() as session:
        before = count_rows(session)
    rows = [
        row(),
        row(code="food.meals.lunch", grade="50", evidence="He is afraid of his uncle."),
        row(code="home.rooms.bed", window_to="2/3/26", child_name="Isla Harrow"),
        row(assessment_ref="A-2", child_ref="P-7"),
        row(),
    ]
    result = run("import", "scores", write(xlsx_bytes(rows[:2], ALL)))
    assert result.exit_code == 1
    result = run("import", "scores", write(csv_bytes(rows, ALL)))
    assert result.output == (
        "Nothing was imported: 4 rows of scores.csv must be corrected first.\n\n"
        "Row 3, grade “50”: This is not on the scale of past-care/1.0: use 10, 20, 30 or 40.\n"
        "Row 4, window_to “2/3/26”: Write the year with four digits, for example 27/03/2026.\n"
        "Row 5, child_ref “P-7”: There is nobody with this reference here. Add them to the family first, or import with"
        " --create-missing.\n"
        "Row 6, code “food.meals.enough”: Row 2 has this code for the same child and carer already. Delete"
        " one of them.\n"
    )
    assert result.exit_code == 1
    with on_record.reader() as session:
        assert count_rows(session) == before


def test_all_that_an_empty_database_does_not_know_is_named(run: Run, write: Callable[[bytes], Path]) -> None:
    result = run("import", "scores", write(csv_bytes([row(), row(code="food")])))
    said = [line.split(":")[0] for line in result.output.splitlines()[2:]]
    assert said == [
        "Row 2 to row 3, family_ref “F-1”",
        "Row 2 to row 3, child_ref “P-1”",
        "Row 2 to row 3, carer_ref “P-9”",
        "Row 2 to row 3, lead_email “amina.okafor@thornmere.example”",
        "Row 2 to row 3, agency “Thornmere Council”",
    ]


def test_what_was_refused_and_put_right_is_imported(
    on_record: Engines, run: Run, write: Callable[[bytes], Path]
) -> None:
    assert run("import", "scores", write(csv_bytes([row(grade="5")]))).exit_code == 1
    assert run("import", "scores", write(csv_bytes([row()]))).exit_code == 0
    again = run("import", "scores", write(csv_bytes([row()])))
    assert (
        str(again.exception)
        == "scores.csv was already imported, on 20 May 2026 at 10:30. Nothing was imported."
    )


def test_what_somebody_else_wrote_meanwhile_is_named(
    on_record: Engines, run: Run, write: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare_and_be_overtaken(*given: Any, **choices: Any) -> Prepared:
        prepared = prepare(*given, **choices)
        with transaction(on_record) as session:
            make_assessment(session, ref="A-1")
        return prepared

    monkeypatch.setattr("gcp_tool.cli.imports.prepare", prepare_and_be_overtaken)
    result = run("import", "scores", write(csv_bytes([row()])))
    assert result.exit_code == 1
    assert result.output == (
        "Nothing was imported: 1 row of scores.csv must be corrected first.\n\n"
        "Row 2, assessment_ref “A-1”: An assessment with this reference is recorded here already. Delete its rows, or"
        " correct the reference.\n"
    )


def test_a_file_in_windows_1252_is_imported_and_said(
    engines: Engines, run: Run, write: Callable[[bytes], Path]
) -> None:
    data = csv_bytes([row(child_name="Zoë Ó Briain")], ALL, encoding="cp1252")
    result = run("import", "scores", write(data), "--create-missing")
    assert (
        "The file is not UTF-8 but Windows-1252. Check that names and evidence with accents are right."
        in result.output
    )
    with engines.reader() as session:
        names = session.execute(text("SELECT given_name, family_name FROM person WHERE ref = 'P-1'")).one()
    assert tuple(names) == ("Zoë Ó", "Briain")


@pytest.mark.parametrize(
    ("as_at", "words"),
    [
        ("31/02/2026", "31/02/2026 cannot be right: February 2026 has days 1 to 28."),
        ("21/05/2026", "The day up to which the file tells cannot be still to come."),
        ("yesterday", "Write the date as day/month/year, for example 27/03/2026."),
    ],
)
def test_the_day_that_a_file_tells_up_to_is_a_day_that_was(run: Run, as_at: str, words: str) -> None:
    result = run("import", "scores", SCORES / "history.csv", "--as-at", as_at)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_a_database_that_was_not_upgraded_is_said(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = runner(monkeypatch, empty_database.url)("import", "scores", SCORES / "history.csv")
    assert str(result.exception) == "The database is not at this version yet. Run: gcp-tool upgrade"


def test_a_database_that_cannot_be_reached_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = runner(monkeypatch, f"sqlite:///{tmp_path}/none/gcp.db")(
        "import", "scores", SCORES / "history.csv"
    )
    assert result.output == ("Error: The database is busy or cannot be reached. Nothing was changed.\n")
    assert result.exit_code == 1


def test_readings_are_checked_and_rebuilt(engines: Engines, run: Run) -> None:
    assert run("import", "scores", SCORES / "history.csv", "--create-missing").exit_code == 0
    good = run("standing", "check")
    told = "The readings of 5 assessments are what the answers give, and 2 families stand as stored.\n"
    assert (good.output, good.exit_code) == (told, 0)
    with transaction(engines) as session:
        session.execute(text("DELETE FROM reading WHERE domain = 'food'"))
    bad = run("standing", "check")
    assert bad.exit_code == 1
    assert (
        bad.output == "Error: The readings of assessment A-2024-007 differ: run gcp-tool standing rebuild.\n"
    )
    assert run("standing", "rebuild").output.startswith("Worked out the readings of 5 assessments and")
    assert run("standing", "check").exit_code == 0
