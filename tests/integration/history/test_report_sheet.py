"""The sheet for one carer: plain words, only what is theirs and may be given, and who has it is on record."""

from typing import Any

import pytest
from sqlalchemy import select, update

from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.core.working_days import working_days_before
from gcp_tool.domain.vocabulary import (
    AgeBand,
    EvidenceSource,
    MemberRole,
    RevisionState,
    SharedWhat,
)
from gcp_tool.extensions import db
from gcp_tool.models import AuditNote, Person, Sharing
from tests.client import Browser, errors, words
from tests.factories import make_member, make_person
from tests.factories.around import make_plan, make_target
from tests.integration.families.places import events
from tests.integration.history.report_stories import (
    ENOUGH,
    REGULAR,
    WARMTH,
    Note,
    Open,
    write_assessment,
)
from tests.integration.history.stories import months_ago, reading
from tests.integration.world import World, date_parts
from tests.unit.documents.reading_back import flat, pdf_text

SAFE = "Handed over at the office, alone"


def _write(world: World, *, unsafe: bool = False, **changes: Any) -> str:
    """Two assessments of the world's child with its carer; the key of the later."""
    mine = [f"carer:{world.carer.id}"]
    notes = (
        Note(WARMTH, "The bedroom was warm", shared=mine),
        Note(ENOUGH, "There was bread and soup for tea", shared=mine),
        Note(ENOUGH, "Isla said she was hungry", EvidenceSource.CHILD_SAID),
        Note(REGULAR, "School sees her late", EvidenceSource.PROFESSIONAL_SAID),
    )
    with reading(world) as made:
        write_assessment(made, months_ago(4), (3, 2, 2, 3))
        one = write_assessment(
            made,
            months_ago(1),
            (1, 2, 4, 3),
            notes=notes,
            child_words="I like the dog book",
            carer_words="The meter was empty",
            **changes,
        )
        make_target(made.session, one, code=ENOUGH, set_on=months_ago(1), by_on=months_ago(-5))
        if unsafe:
            safe = update(Person).where(Person.id == world.carer.id)
            made.session.execute(safe.values(safe_contact="No letters to the flat"))
        key: str = one.assessment.key
    return key


def _ask(browser: Open, world: World, key: str, **fields: str) -> tuple[Browser, str]:
    worker = browser(world.worker)
    answer = worker.submit(f"/assessments/{key}/sheet", {"carer": world.carer.key, **fields})
    return worker, str(answer.headers["Location"])


@pytest.mark.parametrize(
    ("who", "status"), [("worker", 200), ("manager", 200), ("colleague", 404), ("coordinator", 403)]
)
def test_a_sheet_is_for_those_who_work_with_the_family(
    browser: Open, world: World, who: str, status: int
) -> None:
    browser(getattr(world, who)).get(f"/assessments/{_write(world)}/sheet", status)


def test_what_goes_well_stands_first_with_labels_before_numbers(browser: Open, world: World) -> None:
    worker, address = _ask(browser, world, _write(world))
    page = worker.get(address)
    assert [one.get_text() for one in page.select("article h2")] == [
        "What is going well",
        "What needs to be better",
        "Since last time",
        "What you say",
        "What we agreed to work on",
        "What happens next",
    ]
    well = [" ".join(one.get_text(" ").split()) for one in page.select("article section")[0].select("li")]
    assert well == ["Strong (1) : Warmth", "Steady (2) : Sleep"]
    told = words(page)
    assert "Regular : Some gaps (3)" in told
    assert "Enough : Serious gaps (4) What would be good enough: Enough: steady" in told
    assert told.index("Regular :") < told.index("Enough : Serious")


def test_what_moved_is_said_without_blame(browser: Open, world: World) -> None:
    worker, address = _ask(browser, world, _write(world))
    told = words(worker.get(address))
    assert "Better than last time : Warmth" in told
    assert "Harder than last time : Enough" in told
    assert not [one for one in ("worst", "getting worse", "concern", "serious care") if one in told.lower()]


def test_only_evidence_marked_for_this_carer_is_in_it(browser: Open, world: World) -> None:
    worker, address = _ask(browser, world, _write(world))
    told = words(worker.get(address))
    for given in ("The bedroom was warm", "There was bread and soup", "The meter was empty"):
        assert given in told
    for withheld in ("hungry", "School sees her late", "dog book"):
        assert withheld not in told


def test_what_was_agreed_and_what_happens_next(browser: Open, world: World) -> None:
    key = _write(world)
    with reading(world) as made:
        one = made.read(months_ago(20), 2)
        make_plan(made.session, one, started_on=months_ago(6), next_meeting_on=months_ago(-1))
    worker, address = _ask(browser, world, key)
    told = words(worker.get(address))
    by = long_date(months_ago(-5))
    assert f"Meals / Enough , from Serious gaps (4) to Steady (2), by {by}." in told
    assert f"We look at care again by {long_date(working_days_before(months_ago(-1), 10))}." in told
    assert f"The next meeting about Isla Harrow is on {long_date(months_ago(-1))}." in told
    assert "You may see it differently." in told


def test_a_second_carer_and_their_care_are_nowhere_in_it(browser: Open, world: World) -> None:
    key = _write(world)
    with reading(world) as made:
        ruth = make_person(made.session, given_name="Ruth")
        make_member(made.session, family=world.family, person=ruth, role=MemberRole.SECOND_CARER)
        shared = [f"carer:{ruth.id}"]
        note = Note(WARMTH, "Ruth keeps the fire in", shared=shared)
        theirs = write_assessment(made, months_ago(1), (5, 5, 5, 5), notes=(note,), carer=ruth).assessment.key
        ruth_key = ruth.key
    worker, address = _ask(browser, world, key)
    told = words(worker.get(address))
    assert "Ruth" not in told
    assert "Needs not met (5)" in told  # the scale's own words, once
    assert told.count("Needs not met (5)") == 1
    answer = worker.submit(f"/assessments/{theirs}/sheet", {"carer": world.carer.key}, 422)
    assert errors(answer) == ["Choose from the list"]
    worker.submit(f"/assessments/{theirs}/sheet", {"carer": ruth_key})


def test_where_something_is_on_record_about_safe_contact_no_sheet_is_made_without_a_reason(
    browser: Open, world: World
) -> None:
    key = _write(world, unsafe=True)
    worker = browser(world.worker)
    page = worker.get(f"/assessments/{key}/sheet")
    assert "No letters to the flat" in words(page)
    answer = worker.submit(f"/assessments/{key}/sheet", {"carer": world.carer.key, "reason": "  "}, 422)
    assert errors(answer) == [
        "Enter why it is safe to give them a sheet: something is on record about safe contact"
    ]
    assert events("sheet.asked") == []
    _, address = _ask(browser, world, key, reason=SAFE)
    worker.get(address)
    with db.engines.reader() as session:
        assert set(session.scalars(select(AuditNote.words))) == {SAFE}


def test_that_it_was_made_is_on_record_each_time(browser: Open, world: World) -> None:
    worker, address = _ask(browser, world, _write(world))
    worker.get(address)
    answer = worker.client.get(f"{address}/pdf")
    name = f"sheet-for-a-carer-{clock.today().isoformat()}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    made = events("sheet.made")
    assert [(event.person_id, event.actor_id) for event in made] == [(world.carer.id, world.worker.id)] * 2
    worker.get(f"{address}/workbook", 404)


def test_large_print_holds_the_same_words(browser: Open, world: World) -> None:
    worker, address = _ask(browser, world, _write(world))
    small, large = (
        flat(pdf_text(worker.client.get(f"{address}/{code}").data)) for code in ("pdf", "large-print")
    )
    for told in ("Strong (1)", "The bedroom was warm", "Harder than last time", "Meals / Enough"):
        assert flat(told) in small
        assert flat(told) in large


@pytest.mark.parametrize(
    ("fields", "given", "reason"),
    [
        ({"given": "yes"}, True, SAFE),
        ({"given": "no", "reason": "He reads what is in the flat"}, False, "He reads what is in the flat"),
    ],
)
def test_who_has_it_or_why_not_is_kept_beside_the_assessment(
    browser: Open, world: World, fields: dict[str, str], given: bool, reason: str
) -> None:
    key = _write(world, unsafe=True)
    worker, address = _ask(browser, world, key, reason=SAFE)
    answer = worker.submit(address, {**fields, **date_parts("on_date", clock.today())})
    assert answer.headers["Location"] == f"/assessments/{key}"
    with db.engines.reader() as session:
        [row] = session.scalars(select(Sharing)).all()
    assert (row.person_id, row.what, row.given, row.reason) == (
        world.carer.id,
        SharedWhat.SHEET,
        given,
        reason,
    )


def test_it_is_not_kept_from_somebody_for_no_reason_and_what_was_typed_is_kept(
    browser: Open, world: World
) -> None:
    worker, address = _ask(browser, world, _write(world))
    answer = worker.submit(address, {"given": "no", **date_parts("on_date", clock.today())}, 422)
    assert errors(answer) == ["Enter why it was not given"]
    answer = worker.submit(address, {"given": None, **date_parts("on_date", months_ago(-1))}, 422)
    assert errors(answer) == ["Choose whether they have it"]
    with db.engines.reader() as session:
        assert session.scalars(select(Sharing)).all() == []


def test_a_form_sent_twice_makes_one_record(browser: Open, world: World) -> None:
    worker, address = _ask(browser, world, _write(world))
    action, data = worker.fields(address)
    data |= {"given": "yes", **date_parts("on_date", clock.today())}
    assert [worker.post(action, data).status_code for _ in range(2)] == [303, 303]
    with db.engines.reader() as session:
        assert len(session.scalars(select(Sharing)).all()) == 1


def test_while_it_awaits_sign_off_the_sheet_says_so(browser: Open, world: World) -> None:
    worker, address = _ask(browser, world, _write(world, state=RevisionState.SUBMITTED))
    assert "A manager has not signed this yet" in words(worker.get(address))


@pytest.mark.parametrize(
    ("state", "status"),
    [(RevisionState.DRAFT, 403), (RevisionState.RETURNED, 409), (RevisionState.STOPPED, 403)],
)
def test_what_is_not_handed_in_makes_no_sheet(
    browser: Open, world: World, state: RevisionState, status: int
) -> None:
    with reading(world) as made:
        key = write_assessment(made, months_ago(1), (2, 2, 2, 2), state=state).assessment.key
    browser(world.worker).get(f"/assessments/{key}/sheet", status)


def test_a_baby_is_said_to_be_due(browser: Open, world: World) -> None:
    due = months_ago(-2)
    with reading(world) as made:
        baby = make_person(made.session, given_name="Baby", expected_birth_on=due)
        make_member(made.session, family=world.family, person=baby)
        one = made.read(months_ago(1), 2, child=baby, band=AgeBand.UNBORN)
        key = one.assessment.key
    worker, address = _ask(browser, world, key)
    told = words(worker.get(address))
    assert f"about Baby Harrow, baby due {long_date(due)}" in told
    assert "unborn" not in told.lower()
