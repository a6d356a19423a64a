"""A good file becomes locked history: every record as the file tells it, the same from CSV and from Excel."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select, update

from gcp_tool.audit.chain import find_fault
from gcp_tool.audit.digest import revision_digest
from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.services import Prepared, import_scores
from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerKind,
    AnswerState,
    MemberRole,
    NotGradedReason,
    Origin,
    ProfileKind,
)
from gcp_tool.models import Assessment, AuditEvent, FamilyMember, Person, Profile, Revision, Upload, User
from gcp_tool.standing.readings import check_readings
from tests.integration.data_imports.conftest import Prepare
from tests.integration.data_imports.records import records
from tests.unit.data_imports.sheets import SCORES, csv_bytes, row

_LEAD = "amina.okafor@thornmere.example"
_NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
_WARMTH = {"code": "home.rooms.warmth"}
ROWS = [
    row(evidence="Isla ate two helpings."),
    row(code="food.meals.lunch", grade="", state="not_known", reason="not_asked"),
    row(code="food", grade="40"),
    row(evidence="The heating was on.", **_WARMTH),
    row(child_ref="P-2", child_dob="01/09/2024", evidence="The heating was on.", **_WARMTH),
    row(
        child_ref="P-2",
        child_dob="01/09/2024",
        code="home.rooms.bed",
        grade="40",
        evidence="The cot was damp.",
    ),
]


def _import(engines: Engines, prepared: Prepared) -> None:
    assert prepared.problems.lines(20) == []
    with transaction(engines) as session:
        import_scores(session, prepared=prepared, by=None)


def _import_and_undo(engines: Engines, prepared: Prepared) -> Mapping[str, Any]:
    with engines.writer() as session:
        import_scores(session, prepared=prepared, by=None)
        found = records(session)
        session.rollback()
    return found


def test_csv_and_excel_give_the_same_records(engines: Engines, prepare_file: Prepare) -> None:
    from_csv = prepare_file((SCORES / "history.csv").read_bytes(), create_missing=True)
    from_excel = prepare_file((SCORES / "history.xlsx").read_bytes(), create_missing=True)
    assert from_csv.file.sha256 != from_excel.file.sha256
    first, second = (_import_and_undo(engines, prepared) for prepared in (from_csv, from_excel))
    assert first == second
    assert {name: len(rows) for name, rows in first.items()} == {
        "upload": 1,
        "agency": 2,
        "team": 2,
        "user": 2,
        "posting": 2,
        "family": 2,
        "person": 6,
        "member": 6,
        "assessment": 5,
        "revision": 5,
        "step": 5,
        "part": 5,
        "profile": 14,
        "answer": 32,
        "link": 7,
        "reading": 17,
    }


def test_an_assessment_is_as_the_file_tells_it(on_record: Engines, prepare_file: Prepare) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    with on_record.reader() as session:
        found = records(session)
    assert found["assessment"] == [
        (
            "A-1", "F-1", "past-care", "1.0", "baseline", [], date(2026, 2, 16), date(2026, 3, 2), _LEAD,
            "Thornmere Council", "North", _NOON, date(2026, 3, 5), 20254, "Thornmere Council", Origin.IMPORTED, None,
        )
    ]  # fmt: skip
    assert found["revision"] == [("A-1", "care", 1, "signed_off", _NOON, _NOON, None, 64)]
    assert found["step"] == [("A-1", "import", None, "signed_off", None)]
    assert found["part"] == [("A-1", "lead", _LEAD, "Thornmere Council", _NOON, _NOON)]
    assert found["profile"] == [
        ("A-1", ProfileKind.CHILD_CARER, "Home", "P-1", "P-9", MemberRole.MAIN_CARER, AgeBand.FIVE_TO_TEN),
        ("A-1", ProfileKind.CHILD_CARER, "Home", "P-2", "P-9", MemberRole.MAIN_CARER, AgeBand.UNDER_TWO),
        ("A-1", ProfileKind.HOUSEHOLD, "Home", None, None, None, AgeBand.UNDER_TWO),
    ]


def test_every_answer_is_where_it_belongs_and_a_household_has_one(
    on_record: Engines, prepare_file: Prepare
) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    with on_record.reader() as session:
        found = records(session)
    graded = [
        (*answer[1:10], answer[13]) for answer in found["answer"] if answer[4] is not AnswerKind.EVIDENCE
    ]
    item, good = AnswerKind.ITEM, AnswerState.GRADED
    assert graded == [
        ("Home", "P-1", "P-9", AnswerKind.DOMAIN, "food", 0, {"choice": "40", "reason": ""}, 4, good, None),
        ("Home", "P-1", "P-9", item, "food.meals.enough", 0, {"choice": "20", "reason": ""}, 2, good, None),
        (
            "Home", "P-1", "P-9", item, "food.meals.lunch", 0, {"choice": "not_known", "reason": "not_asked"}, None,
            AnswerState.NOT_KNOWN, NotGradedReason.NOT_ASKED,
        ),
        ("Home", "P-2", "P-9", item, "home.rooms.bed", 0, {"choice": "40", "reason": ""}, 4, good, None),
        ("Home", None, None, item, "home.rooms.warmth", 0, {"choice": "20", "reason": ""}, 2, good, None),
    ]  # fmt: skip
    assert all(answer[12] == "Thornmere Council" for answer in found["answer"])
    assert all(answer[14:] == ([], 1, _LEAD, _NOON) for answer in found["answer"])


def test_evidence_is_linked_to_what_it_was_written_beside(on_record: Engines, prepare_file: Prepare) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    with on_record.reader() as session:
        found = records(session)
    pieces = [answer[1:4] + answer[5:12] for answer in found["answer"] if answer[4] is AnswerKind.EVIDENCE]
    when = date(2026, 3, 2)
    words = AnswerState.WORDS

    def raw(said: str, code: str) -> dict[str, Any]:
        return {"words": said, "shows": [code]}

    assert pieces == [
        (
            "Home",
            "P-1",
            "P-9",
            "food.meals",
            1,
            raw("Isla ate two helpings.", "food.meals.enough"),
            None,
            words,
            when,
            "record",
        ),
        (
            "Home",
            "P-2",
            "P-9",
            "home.rooms",
            2,
            raw("The cot was damp.", "home.rooms.bed"),
            None,
            words,
            when,
            "record",
        ),
        (
            "Home",
            None,
            None,
            "home.rooms",
            1,
            raw("The heating was on.", "home.rooms.warmth"),
            None,
            words,
            when,
            "record",
        ),
    ]
    assert found["link"] == [
        ("A-1", "Home", "P-1", "P-9", "food.meals.enough", "food.meals", 1),
        ("A-1", "Home", "P-2", "P-9", "home.rooms.bed", "home.rooms", 2),
        ("A-1", "Home", None, None, "home.rooms.warmth", "home.rooms", 1),
    ]


def test_readings_are_those_that_the_answers_give(on_record: Engines, prepare_file: Prepare) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    with on_record.reader() as session:
        assert check_readings(session) == 1
        found = [reading[1:4] + reading[5:10] + reading[11:14] for reading in records(session)["reading"]]
    when = date(2026, 3, 2)
    assert found == [
        ("P-1", "P-9", "food", when, 2, None, 1, 2, True, _LEAD, 4),
        ("P-1", "P-9", "home", when, 2, None, 1, 4, True, _LEAD, None),
        ("P-2", "P-9", "home", when, 4, "home.rooms.bed", 2, 3, True, _LEAD, None),
    ]


def test_areas_and_domains_make_the_reading_where_no_item_was_graded(
    on_record: Engines, prepare_file: Prepare
) -> None:
    rows = [row(code="home", grade="30"), row(code="food", grade="10"), row(code="food.meals", grade="20")]
    _import(on_record, prepare_file(csv_bytes(rows)))
    with on_record.reader() as session:
        found = {reading[3]: reading[6:10] + reading[13:14] for reading in records(session)["reading"]}
    assert found == {"home": (3, None, 1, 1, None), "food": (2, None, 1, 1, 1)}


def test_the_seal_is_of_what_was_imported(on_record: Engines, prepare_file: Prepare) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    with on_record.reader() as session:
        revision = session.scalars(select(Revision)).one()
        assert revision.content_sha256 == revision_digest(session, revision.id)


def test_the_log_has_one_event_with_the_upload_and_counts(on_record: Engines, prepare_file: Prepare) -> None:
    _import(on_record, prepare_file(csv_bytes(ROWS)))
    with on_record.reader() as session:
        upload = session.scalars(select(Upload)).one()
        event = session.scalars(select(AuditEvent)).one()
        assert find_fault(session) is None
    assert (event.event, event.subject_kind, event.subject_id, event.actor_id) == (
        "scores.imported",
        "upload",
        upload.id,
        None,
    )
    assert '"assessments":1' in event.canonical
    assert '"rows":6' in event.canonical
    assert "Isla" not in event.canonical
    assert (upload.rows, upload.as_at_on, upload.kind) == (6, date(2026, 5, 20), "scores")


def test_who_is_created_cannot_sign_in_and_is_known_from_then_on(
    engines: Engines, prepare_file: Prepare
) -> None:
    _import(engines, prepare_file(csv_bytes(ROWS), create_missing=True))
    later = row(
        assessment_ref="A-2", window_from="01/04/2026", window_to="10/04/2026", completed_on="11/04/2026"
    )
    _import(engines, prepare_file(csv_bytes([later])))
    with engines.reader() as session:
        user = session.scalars(select(User)).one()
        assert (user.email, user.name, user.password) == (_LEAD, "Amina Okafor", None)
        assert session.scalar(select(func.count()).select_from(Assessment)) == 2
        assert check_readings(session) == 2


def test_a_baby_due_is_created_as_one(engines: Engines, prepare_file: Prepare) -> None:
    baby = row(child_ref="P-3", child_dob="01/08/2026", code="food.meals.pregnancy")
    _import(engines, prepare_file(csv_bytes([baby]), create_missing=True))
    with engines.reader() as session:
        person = session.scalars(select(Person).where(Person.ref == "P-3")).one()
        bands = session.scalars(select(Profile.age_band)).all()
    assert (person.name, person.birth_on, person.expected_birth_on) == ("Baby", None, date(2026, 8, 1))
    assert bands == [AgeBand.UNBORN, AgeBand.UNBORN]


def test_children_of_two_homes_have_two_households(on_record: Engines, prepare_file: Prepare) -> None:
    with transaction(on_record) as session:
        child = session.scalars(select(Person.id).where(Person.ref == "P-2")).one()
        members = update(FamilyMember).where(FamilyMember.person_id == child)
        session.execute(members.values(household="Gran’s"))
    rows = [row(**_WARMTH), row(child_ref="P-2", child_dob="", grade="40", **_WARMTH)]
    _import(on_record, prepare_file(csv_bytes(rows)))
    with on_record.reader() as session:
        found = records(session)
    assert [(answer[1], answer[8]) for answer in found["answer"]] == [("Gran’s", 4), ("Home", 2)]
    assert [(reading[1], reading[6]) for reading in found["reading"]] == [("P-1", 2), ("P-2", 4)]
