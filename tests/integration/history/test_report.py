"""The report for a conference or a court: asked for with a reason, the same in every format, true and inert."""

import io
import json
from datetime import timedelta

import openpyxl
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select, update

from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.instrument import content_of
from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerKind,
    EvidenceSource,
    MemberRole,
    Origin,
    PlanKind,
    RevisionState,
    SupportOutcome,
)
from gcp_tool.extensions import db
from gcp_tool.models import (
    Agency,
    AuditNote,
    Family,
    FamilyMember,
    InstrumentVersion,
    Person,
    Revision,
    Search,
)
from gcp_tool.standing.readings import refresh_readings
from tests.client import errors, words
from tests.factories import (
    make_answer,
    make_assessment,
    make_instrument_version,
    make_member,
    make_person,
    take_to,
)
from tests.factories.around import (
    make_beside,
    make_event,
    make_plan,
    make_referral,
    make_support,
    make_target,
)
from tests.factories.tools import small_tool
from tests.integration.families.places import count_statements, events
from tests.integration.history.report_stories import (
    ENOUGH,
    REASON,
    RECIPIENT,
    WARMTH,
    Note,
    Open,
    ask,
    write_assessment,
)
from tests.integration.history.stories import Reader, months_ago, reading
from tests.integration.world import World, date_parts
from tests.unit.documents.reading_back import as_shown, cells_of_page, flat, pdf_text, sheets


def _path(world: World) -> str:
    return f"/families/{world.family.key}/report"


def _tables(page: BeautifulSoup) -> dict[str, list[list[str]]]:
    """The rows of each table of a report by its caption."""
    return {
        table.caption.get_text(): [
            [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
            for row in table.tbody.find_all("tr")
        ]
        for table in page.select("article table")
        if table.caption
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [("worker", 200), ("manager", 200), ("colleague", 404), ("other_manager", 404), ("coordinator", 403)],
)
def test_a_report_is_for_those_who_work_with_the_family(
    browser: Open, world: World, who: str, status: int
) -> None:
    browser(getattr(world, who)).get(_path(world), status)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"recipient": ""}, "Enter who the report is for"),
        ({"reason": ""}, "Enter why the report is made"),
        ({"readers": None}, "Choose who will read it"),
        ({"children": None}, "Choose at least one child"),
        ({"period": "since"}, "Enter the day since when it is to look"),
        ({"period": "plan"}, "Choose from the list"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(
    browser: Open, world: World, changes: dict[str, str | None], message: str
) -> None:
    fields = {"recipient": RECIPIENT, "reason": REASON, "readers": "professionals", **changes}
    answer = browser(world.worker).submit(_path(world), fields, 422)
    assert errors(answer) == [message]
    kept = [text for text in (fields["recipient"], fields["reason"]) if text]
    assert all(text in answer.text for text in kept)
    assert events("report.asked") == []


@pytest.mark.parametrize(
    ("days", "changes", "message"),
    [
        (0, {}, "The day as things stood must be in the past. Leave it empty for today"),
        (
            9,
            {"awaiting": "yes"},
            "For a day in the past only what was signed off by then counts: untick this",
        ),
        (9, {"period": "since"}, "The day it looks from must be before the day as things stood"),
    ],
)
def test_a_day_as_things_stood_lies_in_the_past_and_after_the_start(
    browser: Open, world: World, days: int, changes: dict[str, str], message: str
) -> None:
    day = clock.today() - timedelta(days=days)
    fields = {"recipient": RECIPIENT, "reason": REASON, "readers": "family", **changes}
    dates = date_parts("until_on", day) | date_parts("since_on", day)
    answer = browser(world.worker).submit(_path(world), fields | dates, 422)
    assert errors(answer) == [message]
    assert REASON in answer.text


def test_it_cannot_look_back_to_a_day_to_come(browser: Open, world: World) -> None:
    day = clock.today() + timedelta(days=1)
    fields = {"recipient": RECIPIENT, "reason": REASON, "readers": "family", "period": "since"}
    answer = browser(world.worker).submit(_path(world), fields | date_parts("since_on", day), 422)
    assert errors(answer) == ["The day must be in the past"]


def test_who_made_it_for_whom_and_why_is_on_record_before_it_is_shown(browser: Open, world: World) -> None:
    with reading(world) as made:
        write_assessment(made, months_ago(1), (2, 2, 4, 4))
    worker, address = ask(browser, world)
    worker.get(address)
    worker.client.get(f"{address}/workbook")
    [asked], made_events = events("report.asked"), events("report.made")
    assert (asked.actor_id, asked.family_id) == (world.worker.id, world.family.id)
    assert [event.family_id for event in made_events] == [world.family.id] * 2
    assert all(text not in event.canonical for text in (REASON, RECIPIENT) for event in [asked, *made_events])
    with db.engines.reader() as session:
        notes = set(session.scalars(select(AuditNote.words)))
    assert notes == {f"For {RECIPIENT}: {REASON}"}


def test_nothing_is_sent_when_that_it_was_made_cannot_be_put_on_record(
    browser: Open, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, address = ask(browser, world)

    def fail(*_args: object, **_given: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("gcp_tool.audit.viewing.keep_viewings", fail)
    assert worker.client.get(f"{address}/workbook").status_code == 500


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("pdf", "application/pdf"),
        ("workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_named_for_nobody_and_kept_by_no_cache(
    browser: Open, world: World, code: str, kind: str
) -> None:
    with reading(world) as made:
        write_assessment(made, months_ago(1), (2, 2, 4, 4))
    worker, address = ask(browser, world)
    answer = worker.client.get(f"{address}/{code}")
    ending = "pdf" if code == "pdf" else "xlsx"
    name = f"care-report-{clock.today().isoformat()}.{ending}"
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_kept_half_an_hour_for_who_asked_alone(browser: Open, world: World) -> None:
    worker, address = ask(browser, world)
    worker.get(address)
    browser(world.manager).get(address, 404)
    worker.get(f"{address}/exe", 404)
    worker.get(address.replace("/reports/", "/search/"), 404)
    with db.engines.writer() as session:
        session.execute(update(Search).values(expires_at=clock.now()))
        session.commit()
    worker.get(address, 404)


def test_who_may_no_longer_open_the_family_gets_no_report(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 3, lead=world.colleague)
    colleague, address = ask(browser, world, world.colleague)
    colleague.get(address)
    with db.engines.writer() as session:
        session.execute(update(Family).values(restricted=True))
        session.commit()
    colleague.get(address, 404)


def _rich(world: World) -> None:
    """Three assessments with evidence and voices, a plan, support, an event and a target."""
    with reading(world) as made:
        write_assessment(made, months_ago(10), (4, 4, 4, 3))
        write_assessment(made, months_ago(5), (4, 3, 4, 3))
        last = write_assessment(
            made,
            months_ago(1),
            (2, 3, 5, 3),
            notes=(
                Note(WARMTH, "Isla showed the warm room", shared=[f"carer:{world.carer.id}"]),
                Note(ENOUGH, "The school found no lunch in her bag", EvidenceSource.PROFESSIONAL_SAID),
            ),
            child_words="I like the dog book",
            carer_words="The meter was empty",
        )
        make_plan(made.session, last, kind=PlanKind.CHILD_PROTECTION, started_on=months_ago(9))
        make_support(
            made.session,
            world.family,
            what="Parent group",
            provider="Home-Start",
            person_id=world.carer.id,
            started_on=months_ago(5),
            ended_on=months_ago(2),
            outcome=SupportOutcome.STOPPED,
        )
        make_event(made.session, world.family, kind="visit", on_date=months_ago(2), words="Nobody in")
        make_referral(
            made.session,
            last,
            on_date=months_ago(3),
            referred_by="a neighbour",
            words="The flat smelt of gas",
        )
        make_target(made.session, last, code=ENOUGH, set_on=months_ago(1), by_on=clock.today())


def test_it_tells_the_headline_with_its_reasons_and_what_moved_with_its_evidence(
    browser: Open, world: World
) -> None:
    _rich(world)
    worker, address = ask(browser, world, period="first")
    page = worker.get(address)
    told, tables = words(page), _tables(page)
    assert "Isla Harrow: getting worse." in told
    assert f"Food and drink : worse, now 5 (4 on {long_date(months_ago(10))}" in told
    assert "This looks at the last six months" in told
    assert "A prompt to ask, not a finding." in told
    last = f"{months_ago(1).day} {months_ago(1):%b} {months_ago(1).year}"
    school = f"{last}, another professional said it: The school found no lunch in her bag"
    assert tables["Items graded differently at the start and now"] == [
        ["Enough (Food and drink)", "4", "5", "worse", school],
        ["Warmth (Physical care)", "4", "2", "better", f"{last}, seen at a visit: Isla showed the warm room"],
        ["Sleep (Physical care)", "4", "3", "better", "None written down at the latest reading"],
    ]
    assert [row[:3] for row in tables["Items that moved or are serious now"]] == [
        ["Enough (Food and drink)", "4", "5"],
        ["Warmth (Physical care)", "4", "2"],
    ]
    assert "Isla Harrow: 1 item worse, 2 better and 1 the same; 1 serious now." in told
    assert [row[:2] for row in tables["Items at a serious grade now"]] == [["Enough (Food and drink)", "5"]]


def test_it_tells_what_was_aimed_at_given_planned_and_said(browser: Open, world: World) -> None:
    _rich(world)
    worker, address = ask(browser, world, period="first")
    page = worker.get(address)
    told, tables = words(page), _tables(page)
    [target] = tables["Targets, and what became of them"]
    assert target[:2] == ["Meals / Enough", "Serious gaps (4) to Steady (2)"]
    [support] = tables["Support given in this time"]
    assert (support[0], support[1]) == ("Parent group, given by Home-Start", "Leanne Harrow")
    assert support[4] == "Stopped before it was completed"
    happened = [row[2] for row in tables["Plans, referrals and events in this time"]]
    assert "Isla Harrow: Child protection" in happened
    assert "Visit: Nobody in" in happened
    assert "Isla Harrow: Referral by a neighbour: The flat smelt of gas" in happened
    assert "I like the dog book" in told
    assert "The meter was empty" in told
    assert "do not carry over to this one" in told
    [caption] = [caption for caption in tables if caption.startswith("Assessments in this report")]
    assert [row[2] for row in tables[caption]] == [f"{world.worker.name}, {_agency(world)} (baseline)"] * 3


def _agency(world: World) -> str:
    with db.engines.reader() as session:
        return session.get_one(Agency, world.team.agency_id).name


def test_the_page_the_pdf_and_the_workbook_hold_the_same_numbers(browser: Open, world: World) -> None:
    _rich(world)
    worker, address = ask(browser, world, period="first", awaiting="yes")
    article = str(worker.get(address).find("article"))
    on_page = cells_of_page(article)
    book = sheets(worker.client.get(f"{address}/workbook").data)
    in_book = [[[as_shown(cell) for cell in row] for row in rows[1:]] for rows in list(book.values())[1:]]
    filled = [rows for rows in in_book if rows]
    assert filled == on_page
    assert sum(len(rows) for rows in filled) > 15
    text = flat(pdf_text(worker.client.get(f"{address}/pdf").data))
    for rows in on_page:
        for row in rows:
            assert all(flat(cell) in text for cell in row)


def test_large_print_holds_every_reading_too(browser: Open, world: World) -> None:
    _rich(world)
    worker, address = ask(browser, world, period="first")
    text = flat(pdf_text(worker.client.get(f"{address}/large-print").data))
    readings = _tables(worker.get(address))["Isla Harrow with Leanne Harrow: every reading"]
    assert len(readings) == 3
    assert all(flat(row[0]) in text for row in readings)


def test_only_what_is_signed_off_counts_unless_asked(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(6), 2)
        made.read(months_ago(1), 4, state=RevisionState.SUBMITTED)
    worker, address = ask(browser, world)
    page = worker.get(address)
    caption = "Isla Harrow with Leanne Harrow: every reading"
    assert [row[1:3] for row in _tables(page)[caption]] == [["2", "2"]]
    assert "1 more awaits sign-off and is not in this report" in words(page)
    worker, address = ask(browser, world, awaiting="yes")
    rows = _tables(worker.get(address))[caption]
    assert [row[1:3] for row in rows] == [["2", "2"], ["4", "4"]]
    assert rows[-1][-1] == f"{world.worker.name}; awaiting sign-off"


@pytest.mark.parametrize("months", [None, 1, 30])
def test_a_family_with_one_reading_or_none_has_a_report(
    browser: Open, world: World, months: int | None
) -> None:
    if months is not None:
        with reading(world) as made:
            made.read(months_ago(months), 2)
    worker, address = ask(browser, world)
    told = words(worker.get(address))
    expected = {
        None: "There is no reading that counts yet",
        1: "Every domain : better than 3 (on ",
        30: "not enough recent evidence",
    }
    assert expected[months] in told
    assert worker.client.get(f"{address}/workbook").status_code == 200


def test_with_nothing_but_what_awaits_sign_off_it_says_so(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 4, state=RevisionState.SUBMITTED)
    worker, address = ask(browser, world)
    told = words(worker.get(address))
    assert "There is no reading that counts yet" in told
    assert "1 more awaits sign-off" in told


def test_what_was_recorded_in_error_is_in_no_report(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(9), 2)
        error = {"recorded_in_error_at": clock.now(), "recorded_in_error_reason": "The wrong child"}
        made.read(months_ago(5), 5, **error)
        made.read(months_ago(1), 2)
    worker, address = ask(browser, world, period="first")
    rows = _tables(worker.get(address))["Isla Harrow with Leanne Harrow: every reading"]
    assert [row[1] for row in rows] == ["2", "2"]


def test_a_child_who_is_left_out_is_nowhere_in_it(browser: Open, world: World) -> None:
    with reading(world) as made:
        kofi = make_person(made.session, given_name="Kofi", birth_on=months_ago(30))
        make_member(made.session, family=world.family, person=kofi)
        made.read(months_ago(1), 2)
        one = made.read(months_ago(1), 5, child=kofi)
        make_plan(made.session, one, started_on=months_ago(3))
        make_event(made.session, world.family, person_id=kofi.id, on_date=months_ago(1))
    worker, address = ask(browser, world, children=[world.child.key])
    told = words(worker.get(address))
    assert "Isla Harrow" in told
    assert "Kofi" not in told
    worker, address = ask(browser, world)
    assert "1 of 2 children" in words(worker.get(address))


def test_care_that_ended_a_second_carer_and_a_baby_due_are_told_apart(browser: Open, world: World) -> None:
    with reading(world) as made:
        aunt = make_person(made.session, given_name="Ruth", birth_on=months_ago(400))
        make_member(made.session, family=world.family, person=aunt, role=MemberRole.SECOND_CARER)
        baby = make_person(made.session, given_name="Baby", expected_birth_on=months_ago(-2))
        make_member(made.session, family=world.family, person=baby)
        made.read(months_ago(9), 4)
        made.read(months_ago(2), 3, carer=aunt)
        made.read(months_ago(1), 2, child=baby, carer=aunt, band=AgeBand.UNBORN)
        left = update(FamilyMember).where(FamilyMember.person_id == world.carer.id)
        made.session.execute(left.values(ended_on=months_ago(3)))
    worker, address = ask(browser, world)
    page = worker.get(address)
    told = words(page)
    titles = [one.get_text() for one in page.select("article h3")]
    assert titles[:3] == [
        "Isla Harrow, cared for by Ruth Harrow",
        "Baby Harrow, cared for by Ruth Harrow",
        "Isla Harrow, cared for by Leanne Harrow",
    ]
    assert f"Leanne Harrow left the family on {long_date(months_ago(3))}." in told
    assert f"baby due {long_date(months_ago(-2))}" in told
    assert "unborn" not in told.lower()


def test_names_stand_by_their_initials_in_every_format(browser: Open, world: World) -> None:
    _rich(world)
    worker, address = ask(browser, world, names="initials", period="first")
    page = str(worker.get(address).find("article"))
    book = openpyxl.load_workbook(io.BytesIO(worker.client.get(f"{address}/workbook").data))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    text = pdf_text(worker.client.get(f"{address}/pdf").data)
    for told in (page, cells, text):
        assert "I.H." in told
        assert not [name for name in ("Isla", "Leanne", "Harrow") if name in told]


def test_the_family_is_given_only_what_is_marked_for_every_carer(browser: Open, world: World) -> None:
    _rich(world)
    worker, address = ask(browser, world, readers="family", period="first")
    told = words(worker.get(address))
    assert "Isla showed the warm room" in told
    assert "The meter was empty" in told
    assert "Visit" in told
    for withheld in ("The school found no lunch", "I like the dog book", "Nobody in", "a neighbour", "smelt"):
        assert withheld not in told
    assert "There is evidence that is not marked to be given to the family" in told


def test_what_is_typed_runs_nowhere_and_fetches_nothing(browser: Open, world: World) -> None:
    hostile = "=cmd|' /C calc'!A0 <script>alert(1)</script> <img src=file:///etc/passwd>"
    with reading(world) as made:
        write_assessment(made, months_ago(4), (2, 2, 2, 2))
        write_assessment(
            made, months_ago(1), (4, 2, 2, 2), notes=(Note(WARMTH, hostile),), carer_words=hostile
        )
        make_event(made.session, world.family, on_date=months_ago(1), words=hostile)
        made.session.execute(
            update(Person).where(Person.id == world.child.id).values(given_name="=1+1 <b>Isla</b>")
        )
    worker, address = ask(browser, world, recipient=hostile)
    page = worker.get(address)
    assert page.select("article script, article img, article b") == []
    assert hostile in page.find("article").get_text()
    book = openpyxl.load_workbook(io.BytesIO(worker.client.get(f"{address}/workbook").data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert flat("=cmd|' /C calc'!A0") in flat(pdf_text(worker.client.get(f"{address}/pdf").data))


def test_twelve_assessments_take_no_more_statements_than_two(browser: Open, world: World) -> None:
    def count() -> int:
        worker, address = ask(browser, world, period="first")
        worker.get(address)
        return count_statements(worker, address)

    with reading(world) as made:
        for months in (33, 36):
            made.read(months_ago(months), 4)
    few = count()
    with reading(world) as made:
        for months in range(0, 30, 3):
            made.read(months_ago(months), 3)
    assert count() == few


def _tool_in_tens(made: Reader) -> InstrumentVersion:
    """The small tool with 10 to 50 where others write 1 to 5."""
    content = content_of(small_tool(version="2.0"))
    for level in content["scale"]["levels"]:
        level["value"] = level["number"] * 10
    return make_instrument_version(made.session, version="2.0", content=json.dumps(content))


def test_people_read_the_values_of_the_scale_and_not_its_levels(browser: Open, world: World) -> None:
    with reading(world) as made:
        tool = _tool_in_tens(made)
        made.read(months_ago(5), 2, version=tool)
        made.read(months_ago(1), 4, version=tool)
    worker, address = ask(browser, world)
    page = worker.get(address)
    readings = _tables(page)["Isla Harrow with Leanne Harrow: every reading"]
    assert [row[1:3] for row in readings] == [["20", "20"], ["40", "40"]]
    told = words(page)
    assert "Worst now: 40 · Physical care and 1 more." in told
    assert "30 or worse is a concern, 40 or worse is serious" in told
    assert [row[1:3] for row in _tables(page)["Items graded differently at the start and now"]] == [
        ["20", "40"]
    ] * 4


def test_while_it_is_amended_what_was_signed_off_is_told(browser: Open, world: World) -> None:
    with reading(world) as made:
        note = Note(WARMTH, "Isla showed the warm room")
        one = write_assessment(made, months_ago(1), (4, 2, 2, 2), notes=(note,))
        draft = Revision(
            assessment_id=one.assessment.id,
            number=2,
            state=RevisionState.DRAFT,
            changed_at=clock.now(),
            changed_by_id=world.worker.id,
        )
        made.session.add(draft)
        made.session.flush()
        one.assessment.current_revision_id = draft.id
    worker, address = ask(browser, world)
    page = worker.get(address)
    [serious] = _tables(page)["Items at a serious grade now"]
    assert serious[-1].endswith("Isla showed the warm room")


def test_a_grade_that_was_judged_stands_beside_what_the_items_make(browser: Open, world: World) -> None:
    with reading(world) as made:
        one = write_assessment(made, months_ago(1), (4, 2, 2, 2), state=RevisionState.DRAFT)
        why = {"choice": "3", "why": "The boiler is being mended"}
        make_answer(made.session, one, kind=AnswerKind.DOMAIN, code="physical", raw=why, grade=3)
        take_to(made.session, one, RevisionState.SIGNED_OFF)
        refresh_readings(made.session, one.assessment)
    worker, address = ask(browser, world)
    page = worker.get(address)
    [latest] = _tables(page)["Isla Harrow with Leanne Harrow: every reading"]
    assert latest[1] == "4"
    assert "Physical care: Some gaps (3). The boiler is being mended" in words(page)


def test_what_was_graded_as_a_whole_is_not_said_to_have_stood_still(browser: Open, world: World) -> None:
    with reading(world) as made:
        old = make_assessment(
            made.session,
            family=world.family,
            child=world.child,
            carer=world.carer,
            lead=world.worker,
            version=world.tool,
            origin=Origin.IMPORTED,
            window_from=months_ago(9),
            window_to=months_ago(8),
        )
        make_answer(made.session, old, kind=AnswerKind.DOMAIN, code="food", grade=4)
        take_to(made.session, old, RevisionState.SIGNED_OFF)
        write_assessment(made, months_ago(1), (2, 2, 2, 2))
    worker, address = ask(browser, world, period="first")
    told = words(worker.get(address))
    assert "No item was graded both times, so what moved cannot be told item by item: Food and drink." in told
    assert "No item was graded differently" not in told


def test_a_single_reading_is_told_in_tables_and_several_are_drawn(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(5), 3)
    worker, address = ask(browser, world)
    page = worker.get(address)
    assert page.select("article figure") == []
    assert len(_tables(page)["Isla Harrow with Leanne Harrow: every reading"]) == 1
    with reading(world) as made:
        made.read(months_ago(1), 3)
    [figure] = worker.get(address).select("article figure")
    title = figure.select_one(".app-document__figure-title").get_text()
    assert title == "Isla Harrow, cared for by Leanne Harrow: still a concern"
    assert figure.svg.title.get_text() == title


def test_a_child_read_with_two_carers_is_heard_once(browser: Open, world: World) -> None:
    with reading(world) as made:
        aunt = make_person(made.session, given_name="Ruth", birth_on=months_ago(400))
        make_member(made.session, family=world.family, person=aunt, role=MemberRole.SECOND_CARER)
        write_assessment(made, months_ago(3), (2, 2, 2, 2), carer=aunt, child_words="I like Ruth’s dog")
        write_assessment(made, months_ago(1), (2, 2, 2, 2), child_words="It is warm now")
    worker, address = ask(browser, world, extent="short")
    quotes = [one.get_text() for one in worker.get(address).select("article blockquote")]
    assert quotes == ["It is warm now"]


def test_what_is_a_little_worse_without_evidence_is_counted_and_is_in_the_annex(
    browser: Open, world: World
) -> None:
    with reading(world) as made:
        write_assessment(made, months_ago(5), (1, 2, 2, 2))
        write_assessment(made, months_ago(1), (2, 3, 2, 2))
    worker, address = ask(browser, world)
    page = worker.get(address)
    tables = _tables(page)
    assert [row[0] for row in tables["Items that moved or are serious now"]] == ["Sleep (Physical care)"]
    assert [row[0] for row in tables["Items graded differently at the start and now"]] == [
        "Warmth (Physical care)",
        "Sleep (Physical care)",
    ]
    assert "Isla Harrow: 2 items worse, 0 better and 2 the same; 0 serious now." in words(page)


def test_what_a_carer_answered_is_for_no_other_carer_to_read(browser: Open, world: World) -> None:
    with reading(world) as made:
        one = write_assessment(made, months_ago(1), (2, 2, 2, 2), carer_words="The meter was empty")
        make_beside(made.session, one, by=world.worker)
    for readers in ("professionals", "family"):
        worker, address = ask(browser, world, readers=readers)
        assert "I have read it" in words(worker.get(address))
    with reading(world) as made:
        aunt = make_person(made.session, given_name="Ruth", birth_on=months_ago(400))
        make_member(made.session, family=world.family, person=aunt, role=MemberRole.SECOND_CARER)
        write_assessment(made, months_ago(1), (2, 2, 2, 2), carer=aunt)
    worker, address = ask(browser, world, readers="family")
    told = words(worker.get(address))
    assert "I have read it" not in told
    assert "The meter was empty" not in told
    assert "What each carer said is not in a report that another carer will read." in told
