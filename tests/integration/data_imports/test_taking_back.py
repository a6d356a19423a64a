"""What is good comes in and the rest can be corrected; a whole import can be taken back until something rests on it."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.columns import COLUMNS
from gcp_tool.data_imports.queries import get_import, list_in_the_way
from gcp_tool.data_imports.undoing import BuiltOn, undo_import
from gcp_tool.domain.errors import Invalid, NotPossible
from gcp_tool.domain.vocabulary import FeedbackFrom, ResponseKind, SharedWhat
from gcp_tool.models import (
    Assessment,
    AuditEvent,
    Feedback,
    Person,
    ReadingRow,
    Response,
    Sharing,
    Target,
    Upload,
    User,
)
from gcp_tool.standing.families import check_standing
from tests.factories.reviews import make_review
from tests.integration.data_imports.conftest import Run, Write
from tests.unit.data_imports.sheets import Row, csv_bytes, row

ALL = [column.name for column in COLUMNS]
GOOD, BAD = row(evidence="=1"), row(assessment_ref="A-2", evidence="- the kitchen")
ROWS = [GOOD, BAD, {**BAD, "code": "food.meals.lunch", "grade": "7"}, {**BAD, "child_ref": ""}]


def _import(run: Run, path: Path, *more: str) -> str:
    result = run("import", "scores", path, "--create-missing", *more)
    assert result.exit_code == 0, result.output
    return str(result.output)


def _stand(engines: Engines) -> list[str]:
    with engines.reader() as session:
        statement = select(Assessment.ref).where(Assessment.recorded_in_error_at.is_(None))
        return sorted(session.scalars(statement))


def test_good_assessments_come_in_and_the_refused_rows_can_be_corrected(
    engines: Engines,
    run: Run,
    write: Write,
) -> None:
    path = write(csv_bytes(ROWS, [*ALL, "Problem"]))
    refused = path.with_name("scores-refused.csv")
    dry = _import(run, path, "--skip-bad", "--dry-run")
    assert "3 rows would be left out" in dry
    assert not refused.exists()
    assert "3 rows were left out. They are in scores-refused.csv" in _import(run, path, "--skip-bad")
    assert _stand(engines) == ["A-1"]
    headings, *lines = csv.reader(io.StringIO(refused.read_text(encoding="utf-8")))
    assert headings == [*ALL, "problem"]
    assert [line[-1] for line in lines] == [
        "Row 4 of the same assessment is wrong, so all of it was left out.",
        "grade “7”: This is not on the scale of past-care/1.0: use 10, 20, 30 or 40.",
        "child_ref is empty: Enter the reference of the child.",
    ]
    lines[1][ALL.index("grade")] = "20"
    with refused.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, *lines[:2]])
    _import(run, refused)
    assert _stand(engines) == ["A-1", "A-2"]


def test_a_file_in_which_everything_is_wrong_brings_nothing(engines: Engines, run: Run, write: Write) -> None:
    result = run("import", "scores", write(csv_bytes([ROWS[2]])), "--create-missing", "--skip-bad")
    assert "Something is wrong with every assessment." in str(result.exception)
    assert _stand(engines) == []


def test_a_mapping_is_saved_used_and_removed_by_name(engines: Engines, run: Run, write: Write) -> None:
    theirs = ["Case number" if name == "family_ref" else name for name in ALL]
    path = write(csv_bytes([{**GOOD, "Case number": "F-1"}], [*theirs, "Notes"]))
    saved = run("import", "mappings", "save", "Old form", "family_ref=Case number", "--leave-out", "Notes")
    assert saved.exit_code == 0, saved.output
    assert "There is a mapping called" in run("import", "mappings", "save", "old FORM", "team=Team").output
    assert "There is no column nothing" in run("import", "mappings", "save", "Other", "nothing=X").output
    assert (
        run("import", "mappings", "list").output
        == "Old form\n  family_ref = Case number\n  left out: Notes\n"
    )
    _import(run, path, "--mapping", "OLD form")
    assert _stand(engines) == ["A-1"]
    assert run("import", "mappings", "remove", "Old form").exit_code == 0
    assert run("import", "mappings", "list").output == ""
    assert "There is no mapping called" in str(run("import", "mappings", "remove", "Old form").exception)


def test_an_undone_import_counts_for_nothing_and_can_be_made_again(
    engines: Engines, run: Run, write: Write
) -> None:
    path = write(csv_bytes([GOOD, row(assessment_ref="A-3")]))
    _import(run, path)
    key = run("import", "list").output.split()[0]
    assert "Missing option '--reason'" in run("import", "undo", key).output
    undone = run("import", "undo", key, "--reason", "The wrong file")
    assert undone.output == (
        "Undone: 2 assessments recorded in error. The same file can be imported again.\n"
        "Nothing else is on the record of 1 family: F-1.\n"
    )
    assert run("import", "list").output.endswith(", undone\n")
    assert "was undone before" in str(run("import", "undo", key, "--reason", "Again").exception)
    with engines.reader() as session:
        assert session.scalars(select(ReadingRow)).all() == []
        assert (
            session.scalars(select(AuditEvent.event).order_by(AuditEvent.seq.desc())).first()
            == "import.undone"
        )
        check_standing(session)
    for number in (2, 3):
        _import(run, path)
        assert _stand(engines) == [f"A-1 ({number})", f"A-3 ({number})"]
        key = run("import", "list").output.split()[0]
        assert run("import", "undo", key, "--reason", "Again").exit_code == 0


def _beside(session: Session, upload: Upload) -> dict[str, Any]:
    assessment = session.scalars(select(Assessment).where(Assessment.upload_id == upload.id)).one()
    return {
        "assessment_id": assessment.id,
        "by_id": session.scalars(select(User.id)).first(),
        "at": clock.now(),
    }


def _response(session: Session, upload: Upload) -> None:
    person = session.scalars(select(Person.id)).first()
    beside = _beside(session, upload)
    session.add(Response(person_id=person, kind=ResponseKind.SEEN, on_date=date(2026, 4, 1), **beside))


def _feedback(session: Session, upload: Upload) -> None:
    given = FeedbackFrom(next(iter(FeedbackFrom)))
    session.add(Feedback(given_by=given, on_date=date(2026, 4, 1), words="Fair.", **_beside(session, upload)))


def _sharing(session: Session, upload: Upload) -> None:
    what = SharedWhat(next(iter(SharedWhat)))
    shared = {"what": what, "given": True, "recipient": "School", "on_date": date(2026, 4, 1)}
    session.add(Sharing(**shared, **_beside(session, upload)))


def _target(session: Session, upload: Upload) -> None:
    beside = _beside(session, upload)
    assessment = session.get_one(Assessment, beside["assessment_id"])
    people = {person.ref: person.id for person in session.scalars(select(Person))}
    session.add(
        Target(
            family_id=assessment.family_id, assessment_id=assessment.id, child_id=people["P-1"],
            carer_id=people["P-9"], code="food.meals.enough", line="food.meals.enough", current=2, aim=1,
            set_on=date(2026, 4, 1), by_on=date(2026, 7, 1), what="Breakfast", who="Jo", changed_at=clock.now(),
        )
    )  # fmt: skip


def _review(session: Session, upload: Upload) -> None:
    assessment = session.scalars(select(Assessment).where(Assessment.upload_id == upload.id)).one()
    by = session.scalars(select(User)).first()
    today = clock.today()
    make_review(
        session,
        family=assessment.family,
        by=by,
        at=clock.now(),
        on_date=today,
        next_on=today + timedelta(days=90),
    )


@pytest.mark.parametrize(
    ("build_on", "words"),
    [
        (_response, "a response of 1 April 2026 (family F-1, assessment A-1)"),
        (_feedback, "feedback of 1 April 2026 (family F-1, assessment A-1)"),
        (_sharing, "a record of sharing of 1 April 2026 (family F-1, assessment A-1)"),
        (_target, "a target set of 1 April 2026 (family F-1, assessment A-1)"),
        (_review, "a review of 20 May 2026 (family F-1)"),
    ],
)
def test_what_was_built_on_an_import_stands_in_its_way(
    engines: Engines,
    run: Run,
    write: Write,
    build_on: Callable[[Session, Upload], None],
    words: str,
) -> None:
    _import(run, write(csv_bytes([GOOD])))
    with engines.writer() as session:
        upload = session.scalars(select(Upload)).one()
        build_on(session, upload)
        session.flush()
        assert list_in_the_way(session, upload)[0].startswith(words)
        with pytest.raises(BuiltOn, match="This import cannot be undone, because of what came after it"):
            undo_import(session, upload=upload, reason="Wrong", by=None)
        session.rollback()
    assert _stand(engines) == ["A-1"]


def test_a_later_import_of_the_family_stands_in_the_way_until_it_is_undone(
    engines: Engines,
    run: Run,
    write: Write,
) -> None:
    _import(run, write(csv_bytes([GOOD])))
    later: Row = row(assessment_ref="A-9", purpose="review")
    _import(run, write(csv_bytes([later])))
    second, first = [line.split()[0] for line in run("import", "list").output.splitlines()]
    assert "a later assessment of 2 March 2026 (family F-1, assessment A-9)" in str(
        run("import", "undo", first, "--reason", "Wrong").exception
    )
    for key in (second, first):
        assert run("import", "undo", key, "--reason", "Wrong").exit_code == 0
    assert _stand(engines) == []


def test_undoing_needs_a_reason_and_an_import_of_scores(engines: Engines) -> None:
    with transaction(engines) as session:
        other = Upload(
            kind="plans", sha256="0" * 64, as_at_on=clock.today(), rows=1, at=clock.now() - timedelta(1)
        )
        scores = Upload(kind="scores", sha256="1" * 64, as_at_on=clock.today(), rows=1, at=clock.now())
        session.add_all([other, scores])
        session.flush()
        assert get_import(session, scores.key).assessments == 0
        with pytest.raises(NotPossible, match="Only an import of scores"):
            undo_import(session, upload=other, reason="Wrong", by=None)
        with pytest.raises(Invalid):
            undo_import(session, upload=scores, reason=" ", by=None)
