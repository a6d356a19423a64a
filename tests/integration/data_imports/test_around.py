"""Plans, events, support and referrals from a file: all of it or nothing, by the keys of another system."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gcp_tool.audit.transactions import transaction
from gcp_tool.cli.imports_around import around_commands
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.around.columns import COLUMNS_OF, AroundKind
from gcp_tool.data_imports.around.services import import_around, prepare_around
from gcp_tool.data_imports.columns import columns_table
from gcp_tool.data_imports.reading import read_file
from gcp_tool.data_imports.services import Choices, NotImported
from gcp_tool.domain.errors import NotPossible
from gcp_tool.domain.vocabulary import AbuseCategory, MemberRole, PlanKind, SupportOutcome
from gcp_tool.models import (
    AuditEvent,
    AuditNote,
    Family,
    Person,
    PlanEpisode,
    Referral,
    Support,
    TimelineEvent,
    Upload,
)
from gcp_tool.settings import ROOT
from tests.factories import make_family, make_member, make_person
from tests.integration.data_imports.records import count_rows
from tests.integration.data_imports.test_command import runner
from tests.unit.data_imports.sheets import TODAY

Run = Callable[..., Result]
Row = Mapping[str, str]
Write = Callable[..., Path]

PLAN = {
    "source_key": "CP-1",
    "family_ref": "F-1",
    "child_ref": "P-1",
    "kind": "child_protection",
    "category": "neglect",
    "started_on": "12/01/2026",
    "next_meeting_on": "14/07/2026",
}
EVENT = {
    "source_key": "E-1",
    "family_ref": "F-1",
    "person_ref": "P-1",
    "kind": "was_not_brought",
    "on_date": "2026-03-03",
    "words": "=cmd|' /C calc'!A0",
}
SUPPORT = {
    "source_key": "S-1",
    "family_ref": "F-1",
    "what": "Parent group",
    "offered_on": "12/01/2026",
    "started_on": "02/02/2026",
    "ended_on": "30/04/2026",
    "outcome": "completed",
}
REFERRAL = {
    "source_key": "R-1",
    "family_ref": "F-1",
    "child_ref": "P-2",
    "on_date": "05/01/2026",
    "referred_by": "School",
    "no_further_action": "yes",
}
ROWS: dict[str, dict[str, str]] = {
    "plans": PLAN,
    "events": EVENT,
    "support": SUPPORT,
    "referrals": REFERRAL,
}
MODELS: dict[str, Any] = {
    "plans": PlanEpisode,
    "events": TimelineEvent,
    "support": Support,
    "referrals": Referral,
}


@pytest.fixture
def on_record(engines: Engines) -> Engines:
    """A family of two children and a carer."""
    with transaction(engines) as session:
        family = make_family(session, ref="F-1")
        make_family(session, ref="F-2")
        for ref, role in (
            ("P-1", MemberRole.CHILD),
            ("P-2", MemberRole.CHILD),
            ("P-9", MemberRole.MAIN_CARER),
        ):
            born = date(1990, 1, 1) if ref == "P-9" else date(2019, 5, 14)
            make_member(
                session, family=family, person=make_person(session, ref=ref, birth_on=born), role=role
            )
    return engines


@pytest.fixture
def run(on_record: Engines, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Import a file of a kind from a system called Liquid."""
    command = runner(monkeypatch, on_record.url.render_as_string(hide_password=False))
    return lambda kind, path, *more: command("import", kind, path, "--source", "Liquid", *more)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows of a kind as a CSV file, or as a workbook."""

    def write_rows(kind: str, rows: Sequence[Row], *, workbook: bool = False) -> Path:
        headings = [column.name for column in COLUMNS_OF[AroundKind(kind)]]
        cells = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
        path = tmp_path / ("around.xlsx" if workbook else "around.csv")
        path.write_bytes(_workbook(cells) if workbook else _csv(cells))
        return path

    return write_rows


def _csv(cells: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(cells)
    return text.getvalue().encode()


def _workbook(cells: Sequence[Sequence[str]]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in cells:
        book.active.append(["'" + cell if cell.startswith("=") else cell for cell in row])
    book.save(stream)
    return stream.getvalue()


def rows_of(engines: Engines, model: Any) -> Sequence[Any]:
    with engines.reader() as session:
        in_order = list(model.__table__.primary_key.columns)
        rows = session.scalars(select(model).order_by(*in_order)).all()
        session.expunge_all()
    return rows


def change(engines: Engines, make: Callable[[Session], Any]) -> None:
    with transaction(engines) as session:
        make(session)


def counts(engines: Engines) -> Mapping[str, int]:
    with engines.reader() as session:
        return count_rows(session)


@pytest.mark.parametrize("kind", list(ROWS))
@pytest.mark.parametrize("workbook", [False, True])
def test_a_file_is_imported_with_its_upload_and_one_event(
    on_record: Engines, run: Run, write: Write, kind: str, *, workbook: bool
) -> None:
    result = run(kind, write(kind, [ROWS[kind]], workbook=workbook))
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[0].startswith("Added 1 ")
    (row,) = rows_of(on_record, MODELS[kind])
    (upload,) = rows_of(on_record, Upload)
    assert (row.source, row.source_key, row.upload_id) == ("Liquid", ROWS[kind]["source_key"], upload.id)
    assert (upload.kind, upload.rows) == (kind, 1)
    (event,) = rows_of(on_record, AuditEvent)
    assert (event.event, event.subject_kind, event.subject_id) == ("timeline.imported", "upload", upload.id)


def test_what_a_row_says_is_what_is_kept(on_record: Engines, run: Run, write: Write) -> None:
    for kind, row in ROWS.items():
        assert run(kind, write(kind, [row])).exit_code == 0
    (plan,), (event,), (support,), (referral,) = (rows_of(on_record, model) for model in MODELS.values())
    people = {person.ref: person.id for person in rows_of(on_record, Person)}
    assert (plan.child_id, plan.kind, plan.category, plan.neglect) == (
        people["P-1"],
        PlanKind.CHILD_PROTECTION,
        AbuseCategory.NEGLECT,
        True,
    )
    assert (plan.started_on, plan.ended_on, plan.next_meeting_on) == (
        date(2026, 1, 12),
        None,
        date(2026, 7, 14),
    )
    assert (event.person_id, event.on_date, event.words) == (
        people["P-1"],
        date(2026, 3, 3),
        EVENT["words"],
    )
    assert (support.person_id, support.outcome, support.ended_on) == (
        None,
        SupportOutcome.COMPLETED,
        date(2026, 4, 30),
    )
    assert (referral.child_id, referral.referred_by, referral.no_further_action) == (
        people["P-2"],
        "School",
        True,
    )


@pytest.mark.parametrize("kind", list(ROWS))
def test_the_same_file_again_changes_nothing(on_record: Engines, run: Run, write: Write, kind: str) -> None:
    path = write(kind, [ROWS[kind]])
    run(kind, path)
    before = counts(on_record)
    result = run(kind, path)
    assert (result.exit_code, counts(on_record)) == (0, before)
    assert "left 1 as they were" in result.output


def test_a_dry_run_changes_nothing(on_record: Engines, run: Run, write: Write) -> None:
    before = counts(on_record)
    result = run("plans", write("plans", [PLAN]), "--dry-run")
    assert result.output.splitlines() == [
        "Dry run, nothing was changed. Would add 1 plan, change 0 and leave 0 as they are.",
        "Read 1 row of around.csv, as at 20 May 2026.",
    ]
    assert counts(on_record) == before


def test_a_row_that_changed_changes_its_record_and_the_log_keeps_what_it_was(
    on_record: Engines, run: Run, write: Write
) -> None:
    run("plans", write("plans", [PLAN]))
    ended = PLAN | {"ended_on": "04/05/2026", "next_meeting_on": "", "end_words": "Stepped down"}
    result = run("plans", write("plans", [ended]))
    assert result.output.splitlines()[0] == "Added 0 plans, changed 1 and left 0 as they were."
    (plan,) = rows_of(on_record, PlanEpisode)
    assert (plan.ended_on, plan.next_meeting_on, plan.end_words, plan.version) == (
        date(2026, 5, 4),
        None,
        "Stepped down",
        2,
    )
    (note,) = rows_of(on_record, AuditNote)
    assert note.words == (
        "ended_on:  → 2026-05-04\nend_words:  → Stepped down\nnext_meeting_on: 2026-07-14 → "
    )
    assert [event.event for event in rows_of(on_record, AuditEvent)] == [
        "timeline.imported",
        "timeline.changed",
        "timeline.imported",
    ]


def test_a_column_that_the_file_leaves_out_keeps_what_is_on_record(
    on_record: Engines, run: Run, write: Write, tmp_path: Path
) -> None:
    run("events", write("events", [EVENT]))
    short = [[name for name in EVENT if name != "words"], [v for n, v in EVENT.items() if n != "words"]]
    path = tmp_path / "short.csv"
    path.write_bytes(_csv(short))
    assert "left 1 as they were" in run("events", path).output
    (event,) = rows_of(on_record, TimelineEvent)
    assert event.words == EVENT["words"]


@pytest.mark.parametrize(
    "changed", [{"changed_by_id": 7}, {"recorded_in_error_at": "now", "recorded_in_error_reason": "Twice"}]
)
def test_what_a_person_did_here_is_not_overwritten(
    on_record: Engines, run: Run, write: Write, changed: dict[str, Any]
) -> None:
    run("plans", write("plans", [PLAN]))
    (plan,) = rows_of(on_record, PlanEpisode)
    values = changed | (
        {"recorded_in_error_at": plan.changed_at} if "recorded_in_error_at" in changed else {}
    )
    change(on_record, lambda session: session.execute(update(PlanEpisode).values(**values)))
    result = run("plans", write("plans", [PLAN | {"next_meeting_on": "20/07/2026"}]))
    assert result.exit_code == 0
    assert "Not touched, because somebody changed the record here or recorded it in error: row 2." in (
        result.output
    )
    assert rows_of(on_record, PlanEpisode)[0].next_meeting_on == date(2026, 7, 14)


FAULTS: list[tuple[str, dict[str, str], str]] = [
    ("plans", {"source_key": ""}, "Row 2, source_key is empty: Enter what tells this row from every other"),
    ("plans", {"family_ref": "F-9"}, "Row 2, family_ref “F-9”: No family on record has this reference."),
    (
        "plans",
        {"child_ref": "P-7"},
        "Row 2, child_ref “P-7”: Nobody of this reference is or was in this family.",
    ),
    (
        "plans",
        {"family_ref": "F-2"},
        "Row 2, child_ref “P-1”: Nobody of this reference is or was in this family.",
    ),
    (
        "plans",
        {"child_ref": "P-9"},
        "Row 2, child_ref “P-9”: This person is not a child of this family. Choose a child.",
    ),
    (
        "plans",
        {"kind": "cp"},
        "Row 2, kind “cp”: Use early_help, child_in_need, child_protection or looked_after.",
    ),
    (
        "plans",
        {"category": ""},
        "Row 2, category is empty: Choose the category of the child protection plan.",
    ),
    (
        "plans",
        {"neglect": "no"},
        "Row 2, neglect “no”: The category is neglect, so neglect is a reason for the plan.",
    ),
    ("plans", {"neglect": "maybe"}, "Row 2, neglect “maybe”: Use yes or no."),
    ("plans", {"started_on": "1/13/26"}, "Row 2, started_on “1/13/26”: Write the year with four digits"),
    (
        "plans",
        {"started_on": "21/05/2026"},
        "Row 2, started_on “21/05/2026”: The date must be today or in the past.",
    ),
    (
        "plans",
        {"ended_on": "11/01/2026", "next_meeting_on": ""},
        "Row 2, ended_on “11/01/2026”: The end must not be before the start.",
    ),
    ("events", {"kind": "nothing"}, "Row 2, kind “nothing”: Use was_not_brought, visit_not_in, visit,"),
    ("events", {"person_ref": ""}, "Row 2, person_ref is empty: Choose which child this is about."),
    ("events", {"kind": "other", "words": ""}, "Row 2, the words: Say what happened."),
    (
        "events",
        {"on_date": "03/03/1999"},
        "Row 2, person_ref “P-1”: 3 March 1999 is long before the child was born. Check the year.",
    ),
    (
        "support",
        {"offered_on": "", "started_on": "", "ended_on": "", "outcome": ""},
        "Row 2, offered_on is empty: Enter the date it was offered or the date it started.",
    ),
    ("support", {"outcome": ""}, "Row 2, outcome is empty: Choose whether it was completed or stopped"),
    ("support", {"what": " "}, "Row 2, what is empty: Enter what the support is."),
    ("referrals", {"no_further_action": "?"}, "Row 2, no_further_action “?”: Use yes or no."),
    ("referrals", {"on_date": ""}, "Row 2, on_date is empty: Enter a date, for example 27/03/2026."),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_row_that_is_wrong_is_named_and_nothing_is_imported(
    on_record: Engines, run: Run, write: Write, fault: tuple[str, dict[str, str], str]
) -> None:
    kind, changes, line = fault
    before = counts(on_record)
    good = ROWS[kind] | {"source_key": "GOOD", "child_ref": "P-2", "person_ref": "P-2"}
    result = run(kind, write(kind, [ROWS[kind] | changes, good]))
    assert result.exit_code == 1
    assert line in result.output
    assert counts(on_record) == before


def test_every_wrong_row_is_named_at_once(run: Run, write: Write) -> None:
    rows = [PLAN | {"source_key": f"K-{n}", "kind": "cp", "started_on": "soon"} for n in range(3)]
    lines = run("plans", write("plans", rows)).output.splitlines()
    assert lines[0] == "Nothing was imported: 3 rows of around.csv must be corrected first."
    assert [line.partition(":")[0] for line in lines[2:]] == [
        "Row 2 to row 4, kind “cp”",
        "Row 2 to row 4, started_on “soon”",
    ]


def test_a_key_stands_for_one_row(run: Run, write: Write) -> None:
    result = run("plans", write("plans", [PLAN, PLAN | {"child_ref": "P-2"}]))
    assert "Row 3, source_key “CP-1”: Row 2 has this key too. Each row needs a key of its own." in (
        result.output
    )


def test_a_key_stays_with_its_child(run: Run, write: Write) -> None:
    run("plans", write("plans", [PLAN]))
    result = run("plans", write("plans", [PLAN | {"child_ref": "P-2"}]))
    assert "source_key “CP-1”: This key is on record for another child of the family." in result.output


def test_the_same_key_of_another_system_is_another_record(on_record: Engines, run: Run, write: Write) -> None:
    run("events", write("events", [EVENT]))
    run("events", write("events", [EVENT]), "--source", "Mosaic")
    assert [row.source for row in rows_of(on_record, TimelineEvent)] == ["Liquid", "Mosaic"]


def test_plans_of_one_kind_do_not_overlap_within_a_file_or_with_what_is_on_record(
    on_record: Engines, run: Run, write: Write
) -> None:
    second = PLAN | {"source_key": "CP-2", "started_on": "01/03/2026"}
    result = run("plans", write("plans", [PLAN, second]))
    line = (
        "Row 3, started_on “01/03/2026”: The child has a child protection plan from 12 January 2026, which has not"
        " ended. End that one first, or change the dates."
    )
    assert line in result.output
    run("plans", write("plans", [PLAN]))
    assert line.replace("Row 3", "Row 2") in run("plans", write("plans", [second])).output
    first = PLAN | {"ended_on": "01/03/2026", "next_meeting_on": ""}
    assert run("plans", write("plans", [first, second])).exit_code == 0
    assert len(rows_of(on_record, PlanEpisode)) == 2


def test_of_a_closed_family_only_what_was_over_is_imported(
    on_record: Engines, run: Run, write: Write
) -> None:
    change(
        on_record,
        lambda session: session.execute(
            update(Family).where(Family.ref == "F-1").values(closed_on=date(2026, 4, 1))
        ),
    )
    result = run("plans", write("plans", [PLAN]))
    assert "The family was closed on 1 April 2026, and this is later or has not ended." in result.output
    over = PLAN | {"ended_on": "01/04/2026", "next_meeting_on": ""}
    assert run("plans", write("plans", [over])).exit_code == 0
    assert len(rows_of(on_record, PlanEpisode)) == 1


def test_a_file_does_not_tell_of_days_after_its_own(run: Run, write: Write) -> None:
    result = run("events", write("events", [EVENT]), "--as-at", "01/03/2026")
    assert "on_date “2026-03-03”: The file tells up to 1 March 2026." in result.output


def test_headings_that_are_wrong_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("source_key,family_ref,colour\n1,F-1,red\n")
    output = run("events", path).output
    assert "Row 1, heading “colour”: There is no such column." in output
    assert "Row 1, heading “person_ref”: This column is missing." in output


def test_a_file_without_rows_and_a_source_without_a_name_are_refused(run: Run, write: Write) -> None:
    assert "has headings but no rows" in str(run("plans", write("plans", [])).exception)
    result = run("plans", write("plans", [PLAN]), "--source", " ")
    assert (result.exit_code, "Give the name of the system" in result.output) == (2, True)


def test_what_changed_since_it_was_checked_stops_the_import(on_record: Engines, write: Write) -> None:
    path = write("plans", [PLAN])
    with on_record.reader() as session:
        prepared = prepare_around(
            session, file=read_file(path), kind=AroundKind.PLANS, source="Liquid", choices=Choices(TODAY)
        )
    child = next(person for person in rows_of(on_record, Person) if person.ref == "P-1")
    family = next(family for family in rows_of(on_record, Family) if family.ref == "F-1")
    change(
        on_record,
        lambda session: session.add(
            PlanEpisode(
                family_id=family.id,
                child_id=child.id,
                kind=PlanKind.CHILD_PROTECTION,
                started_on=date(2026, 2, 1),
                changed_at=family.changed_at,
            )
        ),
    )
    with pytest.raises(NotImported, match="does not fit"), transaction(on_record) as session:
        import_around(session, prepared=prepared, by=None)
    assert len(rows_of(on_record, PlanEpisode)) == 1


def test_a_record_that_somebody_changes_at_the_same_moment_stops_the_import(
    on_record: Engines, run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("plans", write("plans", [PLAN]))
    path = write("plans", [PLAN | {"next_meeting_on": "20/07/2026"}])
    with on_record.reader() as session:
        prepared = prepare_around(
            session, file=read_file(path), kind=AroundKind.PLANS, source="Liquid", choices=Choices(TODAY)
        )
    original = Session.execute

    def changed_first(session: Session, statement: Any, *args: Any, **kwargs: Any) -> Any:
        if getattr(statement, "is_update", False):
            original(session, update(PlanEpisode).values(version=PlanEpisode.version + 1))
        return original(session, statement, *args, **kwargs)

    monkeypatch.setattr(Session, "execute", changed_first)
    with pytest.raises(NotPossible, match="at the same moment"), transaction(on_record) as session:
        import_around(session, prepared=prepared, by=None)
    monkeypatch.undo()
    assert rows_of(on_record, PlanEpisode)[0].next_meeting_on == date(2026, 7, 14)


def test_a_thousand_rows_take_few_statements_and_leave_one_event(
    on_record: Engines, run: Run, write: Write
) -> None:
    rows = [EVENT | {"source_key": f"E-{number}"} for number in range(1000)]
    assert run("events", write("events", rows)).output.startswith("Added 1,000 events")
    assert len(rows_of(on_record, TimelineEvent)) == 1000
    assert len(rows_of(on_record, AuditEvent)) == 1


def test_the_examples_of_the_guide_can_be_imported(on_record: Engines, run: Run, tmp_path: Path) -> None:
    def known(session: Session) -> None:
        family = make_family(session, ref="F-0031")
        make_member(session, family=family, person=make_person(session, ref="P-0102"))

    change(on_record, known)
    guide = (ROOT / "docs" / "how-to" / "import-plans.md").read_text(encoding="utf-8")
    examples = [part.partition("```")[0] for part in guide.split("```csv\n")[1:]]
    for kind, example in zip(("plans", "events", "support", "referrals"), examples, strict=True):
        path = tmp_path / f"{kind}.csv"
        path.write_text(example, encoding="utf-8")
        result = run(kind, path)
        assert (result.exit_code, result.output.startswith("Added ")) == (0, True), result.output


def test_the_guide_lists_the_columns_as_they_are() -> None:
    guide = (ROOT / "docs" / "how-to" / "import-plans.md").read_text(encoding="utf-8")
    assert [kind for kind in AroundKind if columns_table(COLUMNS_OF[kind]) not in guide] == []
    assert {command.name for command in around_commands} == {kind.value for kind in AroundKind}
