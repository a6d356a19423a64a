"""Asking another professional: what they see and may do, from the invitation to the sign-off."""

import pytest
from flask import Flask
from sqlalchemy import select

from gcp_tool.domain.completions import CompletionPart
from gcp_tool.domain.vocabulary import AnswerKind
from gcp_tool.extensions import db
from gcp_tool.models import Assessment, AssessmentAgency, AuditEvent, LeftOver, Participant, ReadingRow, User
from tests.client import Browser, words
from tests.factories import add_part, make_team, make_user
from tests.integration.assessments import stories
from tests.integration.assessments.asking import ask, find_part, keep_nurse
from tests.integration.families.places import count_statements
from tests.integration.world import World

ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]
OWN_WORDS = "She told the school nurse that she had no breakfast."


@pytest.fixture
def nurse(world: World) -> User:
    return keep_nurse(world)


def grade(nurse: Browser, part_key: str, *choices: str) -> None:
    fields = {f"grade-{item}": value for item, value in zip((ENOUGH, REGULAR), choices, strict=True)}
    nurse.submit(
        f"/contributions/{part_key}/areas/{stories.MEALS}",
        fields | stories.evidence(ENOUGH, words=OWN_WORDS),
    )


def text_of(browser: Browser, path: str) -> str:
    return words(browser.get(path))


def test_a_contributor_adds_beside_the_lead_and_nobody_writes_over_anybody(
    app: Flask, world: World, nurse: User
) -> None:
    lead, theirs, manager = Browser(app, world.worker), Browser(app, nurse), Browser(app, world.manager)
    key = stories.start(lead, world)
    stories.grade(lead, key, stories.HOME, "2", "2")
    part = ask(lead, key, nurse)

    # they are told, and see the family's label and members, what is asked, and nothing else
    home = text_of(theirs, "/")
    assert "asks you to add to an assessment of a family" in home
    assert world.family.label in home
    own = text_of(theirs, f"/contributions/{part}")
    assert "Isla" in own
    assert "What have you seen of her meals?" in own
    theirs.get(f"/contributions/{part}/areas/{stories.HOME}", 404)
    for path in (
        f"/families/{world.family.key}",
        f"/assessments/{key}",
        f"/assessments/{key}/areas/{stories.MEALS}",
    ):
        theirs.get(path, 404)

    # what the lead graded is not on their page, nor theirs on the lead's before the lead has graded
    grade(theirs, part, "5", "3")
    assert "Nell Ives" not in text_of(lead, stories.area_path(key, stories.MEALS))
    assert "2 grades shown once the lead has graded the same" in text_of(lead, f"/assessments/{key}/check")
    stories.fill_in(lead, key)
    assert "Nell Ives" in text_of(lead, stories.area_path(key, stories.MEALS))
    page = theirs.get(f"/contributions/{part}/areas/{stories.MEALS}")
    chosen = [str(one["value"]) for one in page.select("input[type=radio][checked]")]
    assert chosen == ["5", "3"]
    assert "Two empty cupboards" not in words(page)
    assert "This cannot wait" in words(page)

    # done, still open to change, then closed by submitting; what comes too late is kept for its writer
    theirs.submit(f"/contributions/{part}", {})
    assert "answered your invitation" in text_of(lead, "/")
    late_path, late = theirs.fields(f"/contributions/{part}/areas/{stories.MEALS}")
    lead.submit(f"/assessments/{key}/check", {})
    late |= {f"grade-{REGULAR}": "4"} | stories.evidence(ENOUGH, words="Typed too late.")
    theirs.post(late_path, late, 303)
    closed = text_of(theirs, f"/contributions/{part}")
    assert "Typed too late." in closed
    assert "nothing more can be added" in closed

    # beside the lead's grades for whoever signs, and in no reading
    for path in (f"/assessments/{key}", f"/assessments/{key}/sign-off"):
        shown = text_of(manager, path)
        assert OWN_WORDS in shown
        assert "2 of 2 items graded differently" in shown
    with db.engines.reader() as session:
        assessment = session.scalars(select(Assessment).where(Assessment.key == key)).one()
        readings = session.scalars(select(ReadingRow.grade).where(ReadingRow.assessment_id == assessment.id))
        assert 5 not in set(readings)
        counted = select(AssessmentAgency.agency_id, AssessmentAgency.part)
        assert dict(
            session.execute(counted.where(AssessmentAgency.assessment_id == assessment.id)).all()
        ) == {
            assessment.completed_agency_id: CompletionPart.LEAD,
            find_part(nurse).agency_id: CompletionPart.CONTRIBUTED,
        }
        kept = session.scalars(select(LeftOver).where(LeftOver.user_id == nurse.id)).all()
        assert {(one.kind, one.code) for one in kept} == {
            (AnswerKind.ITEM, REGULAR),
            (AnswerKind.EVIDENCE, stories.MEALS),
        }
        events = set(session.scalars(select(AuditEvent.event).where(AuditEvent.actor_id == nurse.id)))
    assert {"contribution.started", "contribution.viewed", "contribution.finished"} <= events
    stories.sign_off(manager, key)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_says_no_or_is_taken_back_sees_nothing_of_the_family_and_loses_no_words(
    app: Flask, world: World, nurse: User
) -> None:
    lead, theirs = Browser(app, world.worker), Browser(app, nurse)
    key = stories.start(lead, world)

    # no to the first, with the reason for the lead
    part = ask(lead, key, nurse)
    theirs.submit(f"/contributions/{part}/decline", {"reason": "I have not met her yet."})
    assert world.family.label not in text_of(theirs, f"/contributions/{part}")
    assert "I have not met her yet." in text_of(lead, f"/assessments/{key}/others")

    # asked again, begun, and taken back while they type
    part = ask(lead, key, nurse)
    grade(theirs, part, "4", "4")
    theirs.get(f"/contributions/{part}/decline", 403)
    path, typed = theirs.fields(f"/contributions/{part}/areas/{stories.MEALS}")
    lead.submit(f"/assessments/{key}/others/{part}/withdraw", {"reason": "She moved to another school."})
    theirs.post(path, typed | stories.evidence(ENOUGH, words="I was still typing."), 303)
    ended = text_of(theirs, f"/contributions/{part}")
    assert "I was still typing." in ended
    assert "She moved to another school." in ended
    assert world.family.label not in ended + text_of(theirs, "/contributions")
    theirs.get(f"/contributions/{part}/areas/{stories.MEALS}", 403)

    # what they had added is not hidden from whoever reads it
    shown = text_of(lead, f"/assessments/{key}/check")
    assert OWN_WORDS in shown
    assert "Taken back" in shown


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_only_who_works_elsewhere_and_would_not_sign_can_be_asked_once(
    app: Flask, world: World, nurse: User
) -> None:
    lead = Browser(app, world.worker)
    key = stories.start(lead, world)
    ask(lead, key, nurse)
    offered = set()
    for link in lead.get(f"/assessments/{key}/others/ask").select("main li a"):
        page = lead.get(str(link["href"]))
        offered |= {str(one["value"]) for one in page.select("select[name=person] option[value]")}
    assert world.other_manager.key in offered
    assert not offered & {
        one.key for one in (nurse, world.worker, world.colleague, world.manager, world.coordinator)
    }


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_lists_take_as_many_statements_for_many_as_for_one(app: Flask, world: World, nurse: User) -> None:
    lead, theirs = Browser(app, world.worker), Browser(app, nurse)
    first = stories.start(lead, world)
    ask(lead, first, nurse)
    pages = {"/contributions": theirs, "/": theirs, f"/assessments/{first}/others": lead}
    before = {path: count_statements(browser, path) for path, browser in pages.items()}
    with db.engines.writer() as session:
        part = session.get_one(Participant, find_part(nurse).id)
        for number in range(3):
            more = make_user(session, team=make_team(session)) if number else session.get_one(User, nurse.id)
            add_part(
                session, part.assessment, more, key=f"{number}" * 22, domains=["food"], state="invited",
                agency_id=part.agency_id,
            )  # fmt: skip
        session.commit()
    assert {path: count_statements(browser, path) for path, browser in pages.items()} == before
