"""What a contributor types is saved as it is typed: into their own part, over nobody's, kept where it comes late."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, ContributionState, Part
from gcp_tool.extensions import db
from gcp_tool.models import Answer, AuditEvent, LeftOver, Participant
from tests.client import Browser, words
from tests.integration.assessments import stories
from tests.integration.assessments.asking import ask, find_part, keep_nurse
from tests.integration.assessments.typist import Typist
from tests.integration.world import World, days_ago

ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]
TYPED = "She told me that she"


class Asked:
    """A lead who asked a nurse for her own grades of meals, and both at their pages."""

    def __init__(self, app: Flask, world: World) -> None:
        self.world, self.app = world, app
        self.nurse = keep_nurse(world)
        self.lead, self.theirs = Browser(app, world.worker), Browser(app, self.nurse)
        self.key = stories.start(self.lead, world)
        self.part = ask(self.lead, self.key, self.nurse)

    @property
    def area(self) -> str:
        """The nurse's screen."""
        return f"/contributions/{self.part}/areas/{stories.MEALS}"

    def typist(self, path: str = "") -> Typist:
        """The nurse, typing."""
        return Typist(self.theirs, path or self.area)


@pytest.fixture
def asked(app: Flask, world: World) -> Asked:
    return Asked(app, world)


def grade(choice: str) -> dict[str, Any]:
    return {"choice": choice, "reason.not_known": "", "reason.not_applicable": ""}


def answers(*parts: Part) -> list[tuple[str, int | None, AnswerState, int]]:
    """Code, grade, state and version of what holders of these parts gave, in the order of typing."""
    statement = select(Answer).join(Participant, Participant.id == Answer.participant_id)
    with db.engines.reader() as session:
        rows = session.scalars(statement.where(Participant.part.in_(parts)).order_by(Answer.id))
        return [(row.code, row.grade, row.state, row.version) for row in rows]


def left_over() -> list[LeftOver]:
    with db.engines.reader() as session:
        rows = list(session.scalars(select(LeftOver).order_by(LeftOver.id)))
        session.expunge_all()
    return rows


def test_it_goes_into_their_own_part_and_the_first_answer_is_their_yes(asked: Asked) -> None:
    lead, typist = Typist(asked.lead, stories.area_path(asked.key, stories.MEALS)), asked.typist()
    assert typist.spec["url"] == f"/contributions/{asked.part}/answers"
    lead.type(ENOUGH, grade("2"))
    assert find_part(asked.nurse).state == ContributionState.INVITED
    assert typist.type(ENOUGH, grade(""))["version"] == 0
    assert typist.type(ENOUGH, grade("9"))["problems"] == ["Choose from the list"]
    assert typist.type(stories.MEALS, {"words": TYPED})["version"] == 1
    assert find_part(asked.nurse).state == ContributionState.INVITED, "nothing of it counts"
    typist.type(stories.MEALS, {"words": ""}, base_version=1)
    # the lead has answered the same, and that is no conflict and is not told
    saved = typist.type(ENOUGH, grade("5"), base_version=1)
    assert (saved["version"], saved["problems"]) == (2, [])
    assert typist.type(ENOUGH, grade("4"), base_version=2)["version"] == 3
    assert lead.type(ENOUGH, grade("1"), base_version=1)["version"] == 2
    assert answers(Part.CONTRIBUTOR)[0] == (ENOUGH, 4, AnswerState.GRADED, 3)
    assert answers(Part.LEAD) == [(ENOUGH, 1, AnswerState.GRADED, 2)]
    assert find_part(asked.nurse).state == ContributionState.ACTIVE
    with db.engines.reader() as session:
        started = select(AuditEvent.actor_id).where(AuditEvent.event == "contribution.started")
        assert session.scalars(started).all() == [asked.nurse.id]
    # pressing the button afterwards changes nothing and is no conflict
    asked.theirs.submit(asked.area, {})
    assert answers(Part.CONTRIBUTOR)[0] == (ENOUGH, 4, AnswerState.GRADED, 3)


def test_once_in_order_and_never_over_what_was_typed_in_another_window(asked: Asked) -> None:
    typist = asked.typist()
    first, other = typist.body(ENOUGH, grade("4")), typist.body(ENOUGH, grade("2"))
    taken = typist.send(first)
    told = typist.send(other, 409)
    assert (told["version"], told["theirs"]["choice"], told["by"]) == (1, "4", "Nell Ives")
    typist.type(ENOUGH, grade("3"), base_version=1)
    assert typist.send(first) == taken
    assert answers(Part.CONTRIBUTOR) == [(ENOUGH, 3, AnswerState.GRADED, 2)]


def test_a_note_is_kept_while_it_is_typed_and_is_one_when_it_is_added(asked: Asked) -> None:
    asked.typist().type(stories.MEALS, {"words": TYPED})
    page = asked.theirs.get(asked.area)
    assert page.select_one("#words").get_text().strip() == TYPED
    own = asked.theirs.get(f"/contributions/{asked.part}")
    assert "Typed, and not finished" in words(own)
    assert asked.area in {a["href"] for a in own.select("main a")}
    # it is theirs alone, and holds nobody else up
    stories.fill_in(asked.lead, asked.key)
    assert TYPED not in words(asked.lead.get(f"/assessments/{asked.key}/check"))
    asked.theirs.submit(asked.area, stories.evidence(ENOUGH, words="She had had no breakfast."))
    assert "not finished" not in words(asked.theirs.get(f"/contributions/{asked.part}"))
    # and so is a change to it
    change = f"{asked.area}/evidence/1"
    asked.typist(change).type(stories.MEALS, {"words": "She had had none at all.", "shows": [ENOUGH]})
    page = asked.theirs.get(change)
    assert "The note as it stands" in words(page)
    assert change in {a["href"] for a in asked.theirs.get(f"/contributions/{asked.part}").select("main a")}
    asked.theirs.submit(change, stories.evidence(ENOUGH, words="She had had none at all."))
    assert "not finished" not in words(asked.theirs.get(f"/contributions/{asked.part}"))
    asked.lead.submit(f"/assessments/{asked.key}/check", {})


CLOSED = ("handed in", "taken back")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("how", CLOSED)
def test_what_comes_too_late_or_was_never_finished_is_kept_for_its_writer(asked: Asked, how: str) -> None:
    typist = asked.typist()
    typist.type(stories.MEALS, {"words": TYPED})
    early = typist.body(ENOUGH, grade("4"))
    taken = typist.send(early)
    stories.fill_in(asked.lead, asked.key)
    if how == "handed in":
        asked.lead.submit(f"/assessments/{asked.key}/check", {})
    else:
        asked.lead.submit(f"/assessments/{asked.key}/others/{asked.part}/withdraw", {"reason": "She moved."})
    late = typist.body(stories.MEALS, {"words": f"{TYPED} is hungry"}, base_version=1)
    before = answers(Part.CONTRIBUTOR)
    assert "not yours to change now" in typist.send(late, 423)["message"]
    typist.send(late, 423)
    assert typist.send(early) == taken, "a write that was taken before is answered as it was"
    assert answers(Part.CONTRIBUTOR) == before
    assert [(one.user_id, one.raw["words"]) for one in left_over()] == [
        (asked.nurse.id, f"{TYPED} is hungry")
    ]
    own = words(asked.theirs.get(f"/contributions/{asked.part}"))
    assert f"{TYPED} is hungry" in own
    assert "It was not finished when" in own
    assert TYPED not in words(asked.lead.get(f"/assessments/{asked.key}"))
    (link,) = [a["href"] for a in asked.theirs.get(f"/contributions/{asked.part}").select(".app-left-over a")]
    asked.lead.get(str(link), 404)
    asked.theirs.submit(str(link), {})
    assert left_over() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "code", "slot", "profile"),
    [
        (AnswerKind.ITEM, stories.ITEMS[stories.HOME][0], 0, ""),
        (AnswerKind.EVIDENCE, stories.HOME, 0, "whole"),
        (AnswerKind.EVIDENCE, "visit", 0, "whole"),
        (AnswerKind.DOMAIN, "food", 0, ""),
        (AnswerKind.DOMAIN, "food", 0, "carer:"),
        (AnswerKind.VOICE, "words", 0, "child:"),
        (AnswerKind.TOLD, "immediate", 0, "whole"),
        (AnswerKind.ANALYSIS, "why", 0, "whole"),
    ],
)
def test_what_was_not_asked_of_them_is_set_aside(
    asked: Asked, kind: AnswerKind, code: str, slot: int, profile: str
) -> None:
    typist = asked.typist()
    number = typist.place(ENOUGH)["profile"]
    about = f"{profile}{number}" if profile in {"", "carer:", "child:"} else profile
    raw = {"choice": "5", "words": "I know this too."}
    place = {"kind": kind, "code": code, "slot": slot, "profile": about}
    typist.send(typist.body(ENOUGH, raw) | place, 410)
    assert answers(Part.CONTRIBUTOR, Part.LEAD, Part.CARER) == []
    assert [one.user_id for one in left_over()] == [asked.nurse.id]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nobody_types_into_the_part_of_another(asked: Asked, browser: Any) -> None:
    typist = asked.typist()
    body = typist.body(ENOUGH, grade("4"))
    for person in (asked.world.worker, asked.world.manager, asked.world.colleague):
        other = Typist.__new__(Typist)
        other.browser, other.spec = browser(person), typist.spec
        other.token = str(other.browser.get("/").select_one("input[name=csrf_token]")["value"])
        assert other.put(body).status_code == 404
    typist.spec = typist.spec | {"url": f"/assessments/{asked.key}/answers"}
    assert typist.put(body).status_code == 404
    assert answers(Part.CONTRIBUTOR, Part.LEAD) == []
    assert left_over() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_grade_before_is_never_told_to_them(asked: Asked) -> None:
    manager = Browser(asked.app, asked.world.manager)
    stories.complete(asked.lead, asked.key, meals="4")
    stories.sign_off(manager, asked.key)
    again = stories.start(asked.lead, asked.world, first=days_ago(12), last=days_ago(1))
    asked.part = ask(asked.lead, again, asked.nurse)
    assert "previous" not in asked.typist().type(ENOUGH, grade("2"))
    assert "Last time" not in words(asked.theirs.get(asked.area))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_worst_grade_says_what_to_do_here_and_is_on_the_managers_desk_with_who_gave_it(
    asked: Asked,
) -> None:
    manager = Browser(asked.app, asked.world.manager)
    typist = asked.typist()
    assert "This cannot wait" not in words(asked.theirs.get(asked.area))
    typist.type(ENOUGH, grade("5"))
    settings = asked.app.extensions["gcp_settings"]
    for path in (asked.area, f"/contributions/{asked.part}"):
        panel = asked.theirs.get(path).select_one(".app-act-now")
        assert panel is not None
        assert settings.act_now_words in words(panel)
        assert settings.duty_line in words(panel)
    given = f"Meals, Enough: 5 Needs not met (given by Nell Ives, School nursing of {asked.world.family.ref})"
    assert given in words(manager.get("/"))
    # the lead, who has not graded it, is not told the grade
    assert "Needs not met (given" not in words(asked.lead.get("/"))
    # taking the invitation back does not take the worry back
    asked.lead.submit(f"/assessments/{asked.key}/others/{asked.part}/withdraw", {"reason": "She moved."})
    assert given in words(manager.get("/"))
