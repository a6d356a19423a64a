"""Voices: what is typed of a child and a carer is kept as typed, beside the lead's grades and never in them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind, AnswerState, Part, ProfileKind
from gcp_tool.extensions import db
from gcp_tool.models import AnswerHistory, Participant, ParticipantUser, Person, Profile, ReadingRow
from tests.client import Browser, check_page, errors, read_form, words
from tests.integration.assessments import stories
from tests.integration.assessments.siblings import answers_of, keep_siblings, refused
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]


def child_path(key: str, world: World) -> str:
    return f"/assessments/{key}/voices/{world.child.key}"


def carer_path(key: str, world: World) -> str:
    return f"{child_path(key, world)}/{world.carer.key}"


def voices() -> dict[str, dict[str, str]]:
    """What stands as a voice, by its code."""
    return {a.code: a.raw for a in answers_of(AnswerKind.VOICE) if a.state is not AnswerState.REMOVED}


def test_a_childs_voice_is_kept_as_typed_and_shown_again(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    said = {
        "words": "I get my own tea.\r\nMum is tired — “always”.",
        "alone": ["yes"],
        "where": "In the library at school",
        "how": "Talking and drawing",
        "day-waking": "The telly wakes me.",
        "day-night": "Nan sits with me 👵",
    }
    response = worker.submit(child_path(key, world), said)
    assert response.location == f"/assessments/{key}/voices"
    held = voices()
    assert held["words"] == {"words": "I get my own tea.\nMum is tired — “always”."}
    assert held["seen"] == {"alone": "yes", "where": "In the library at school", "how": "Talking and drawing"}
    assert held["day"]["waking"] == "The telly wakes me."
    assert "why_not" not in held
    _, fields = worker.fields(child_path(key, world))
    assert {name: fields[name] for name in said} == said | {"words": held["words"]["words"]}
    assert "Done" in words(worker.get(f"/assessments/{key}/voices"))


def test_a_voice_hangs_on_the_child_whoever_cares(world: World, browser: Open) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    page = worker.get(f"/assessments/{siblings.key}/voices")
    assert [a.get_text(strip=True) for a in page.select(".govuk-task-list__link")] == [
        "Isla Harrow",
        "Rory Harrow",
        "Leanne Harrow, about Isla Harrow",
        "Dan Harrow, about Isla Harrow",
        "Leanne Harrow, about Rory Harrow",
    ]
    worker.submit(f"/assessments/{siblings.key}/voices/{siblings.rory.key}", {"words": "I like dens."})
    (held,) = answers_of(AnswerKind.VOICE)
    with db.engines.reader() as session:
        profile = session.get_one(Profile, held.profile_id)
    assert (profile.kind, profile.child_id, profile.carer_id) == (ProfileKind.CHILD, siblings.rory.id, None)


def test_what_is_emptied_is_taken_out_and_kept_in_the_history(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(child_path(key, world), {"words": "First."})
    worker.submit(child_path(key, world), {"words": ""})
    assert voices() == {}
    assert "Not started" in words(worker.get(f"/assessments/{key}/voices"))
    worker.submit(child_path(key, world), {"words": "Again."})
    assert voices() == {"words": {"words": "Again."}}
    with db.engines.reader() as session:
        kept = session.scalars(select(AnswerHistory).order_by(AnswerHistory.version)).all()
    assert [(row.raw["words"], row.state) for row in kept] == [
        ("First.", AnswerState.WORDS),
        ("", AnswerState.REMOVED),
    ]


def test_a_voice_saved_again_unchanged_changes_nothing(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(child_path(key, world), {"words": "The same."})
    worker.submit(child_path(key, world), {})
    assert [answer.version for answer in answers_of(AnswerKind.VOICE)] == [1]


def test_a_reason_why_not_stands_only_where_there_is_no_voice(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    both = {"words": "Hello.", "why_not": "She was asleep."}
    response = worker.submit(child_path(key, world), both, 422)
    assert errors(response) == [
        "Say why there is nothing only where there is nothing: the child’s words or day are above"
    ]
    _, kept = read_form(check_page(response), child_path(key, world))
    assert (kept["words"], kept["why_not"]) == ("Hello.", "She was asleep.")
    assert voices() == {}
    worker.submit(child_path(key, world), {"why_not": "She was asleep."})
    assert "Says why not" in words(worker.get(f"/assessments/{key}/voices"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"alone": ["perhaps"]}, "Choose from the list"),
        ({"where": "x" * 201}, "“Where?” is 1 character too long: it can hold 200"),
        (
            {"words": "x" * 10_001},
            "“What did the child say or show you?” is 1 character too long: it can hold 10,000",
        ),
        (
            {"how": "a\x00b"},
            "“How did they tell or show you?” holds a character that cannot be saved. Take it out: it is shown as �",
        ),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    world: World, browser: Open, changes: dict[str, object], message: str
) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    response = worker.submit(child_path(key, world), {"day-food": "Toast."} | changes, 422)
    assert errors(response) == [message]
    _, kept = read_form(check_page(response), child_path(key, world))
    assert kept["day-food"] == "Toast."
    assert voices() == {}


def test_a_voice_changed_in_another_window_shows_both_texts(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    action, old = worker.fields(child_path(key, world))
    worker.submit(child_path(key, world), {"words": "Theirs.", "day-food": "Soup."})
    response = worker.post(action, old | {"words": "Mine."}, 409)
    page = words(response)
    assert "Theirs." in page
    assert "Soup." in page
    assert voices()["words"] == {"words": "Theirs."}
    _, kept = read_form(check_page(response), child_path(key, world))
    worker.post(action, kept, 303)
    assert voices() == {"words": {"words": "Mine."}}


def test_of_a_baby_who_is_due_it_is_asked_what_was_observed(world: World, browser: Open) -> None:
    due = clock.today() + timedelta(days=60)
    with db.engines.writer() as session:
        session.execute(
            update(Person).where(Person.id == world.child.id).values(birth_on=None, expected_birth_on=due)
        )
        session.commit()
    worker = browser(world.worker)
    key = stories.start(worker, world)
    _, fields = worker.fields(child_path(key, world))
    assert "words" not in fields
    assert "alone" not in fields
    worker.submit(child_path(key, world), {"day-ready": "A basket by the bed."})
    assert voices()["day"]["ready"] == "A basket by the bed."
    assert "Done" in words(worker.get(f"/assessments/{key}/voices"))


@pytest.mark.parametrize("years", [0, 3, 7, 14])
def test_every_age_is_asked_in_its_own_words(world: World, browser: Open, years: int) -> None:
    born = date(clock.today().year - years, 1, 2)
    with db.engines.writer() as session:
        session.execute(update(Person).where(Person.id == world.child.id).values(birth_on=born))
        session.commit()
    worker = browser(world.worker)
    key = stories.start(worker, world)
    page = words(worker.get(child_path(key, world)))
    who = {0: "the baby", 3: "the child", 7: "the child", 14: "the young person"}[years]
    assert f"What did {who}" in page
    assert ("What happens on a school morning?" in page) is (years == 7)


def test_what_a_child_needs_to_be_heard_is_said_first(world: World, browser: Open) -> None:
    values = {"language": "Welsh", "interpreter": True, "needs": "Signs a little."}
    with db.engines.writer() as session:
        session.execute(update(Person).where(Person.id == world.child.id).values(**values))
        session.commit()
    worker = browser(world.worker)
    key = stories.start(worker, world)
    page = words(worker.get(child_path(key, world)))
    assert "On record: first language Welsh, needs an interpreter and Signs a little." in page


def test_a_carers_own_grades_stand_beside_and_never_in_the_leads(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stories.grade(worker, key, stories.MEALS, "4", "4")
    said = {"words": "We manage.", "grade-food": ["2"]}
    worker.submit(carer_path(key, world), said)
    (grade,) = answers_of(AnswerKind.DOMAIN)
    with db.engines.reader() as session:
        part = session.get_one(Participant, grade.participant_id)
        users = set(session.scalars(select(ParticipantUser.user_id)))
        assert session.scalars(select(ReadingRow)).all() == []
    assert (part.part, part.person_id, part.user_id) == (Part.CARER, world.carer.id, None)
    assert (grade.grade, grade.by_id, grade.code) == (2, world.worker.id, "food")
    assert users == {world.worker.id}
    page = words(worker.get(f"/assessments/{key}/voices"))
    assert "Food and drink Steady (2) Serious gaps (4)" in page
    _, fields = worker.fields(carer_path(key, world))
    assert (fields["words"], fields["grade-food"], fields["grade-physical"]) == ("We manage.", "2", "")


def test_a_carer_may_take_a_grade_back(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(carer_path(key, world), {"grade-food": ["2"], "grade-physical": ["1"]})
    worker.submit(carer_path(key, world), {"grade-food": [""]})
    held = {a.code: (a.state, a.grade) for a in answers_of(AnswerKind.DOMAIN)}
    assert held == {"food": (AnswerState.REMOVED, None), "physical": (AnswerState.GRADED, 1)}
    worker.submit(carer_path(key, world), {"grade-food": ["3"]})
    assert {a.code: a.grade for a in answers_of(AnswerKind.DOMAIN)} == {"food": 3, "physical": 1}


def test_the_leads_readings_do_not_hold_a_carers_grade(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(carer_path(key, world), {"grade-food": ["1"]})
    stories.complete(worker, key, meals="4")
    with db.engines.reader() as session:
        readings = {row.domain: row.grade for row in session.scalars(select(ReadingRow))}
    assert readings == {"physical": 2, "food": 4}


def test_a_carers_grades_stand_beside_the_leads_for_whoever_reads_or_signs(
    world: World, browser: Open
) -> None:
    worker, manager = browser(world.worker), browser(world.manager)
    key = stories.start(worker, world)
    stories.complete(worker, key, meals="4")
    assert "The carer’s own grades" not in words(manager.get(f"/assessments/{key}"))
    manager.submit(f"/assessments/{key}/sign-off", {"decision": "return", "comments": "Ask Leanne."})
    worker.submit(carer_path(key, world), {"grade-food": ["2"]})
    worker.submit(f"/assessments/{key}/check", {})
    for path in (f"/assessments/{key}", f"/assessments/{key}/sign-off"):
        page = words(manager.get(path))
        beside = "Part The carer says The practitioner grades Food and drink Steady (2) Serious gaps (4)"
        assert beside in page
        assert page.count("Steady (2)") == 1


def test_a_carers_view_changed_in_another_window_shows_both(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    action, old = worker.fields(carer_path(key, world))
    worker.submit(carer_path(key, world), {"words": "Theirs.", "grade-food": ["2"]})
    response = worker.post(action, old | {"words": "Mine.", "grade-food": ["5"]}, 409)
    page = words(response)
    assert "Theirs." in page
    assert "Steady (2)" in page
    assert {a.grade for a in answers_of(AnswerKind.DOMAIN)} == {2}


def told_path(key: str) -> str:
    return f"/assessments/{key}/told"


def told() -> dict[str, str]:
    (answer,) = answers_of(AnswerKind.TOLD)
    return answer.raw


def test_what_the_family_was_told_is_kept_and_shown_again(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    fields = {"agreement": ["did_not_agree"], "words": "She says it was one bad week."}
    worker.submit(told_path(key), fields | date_parts("told_on", days_ago(1)))
    assert told() == {
        "told_on": days_ago(1).isoformat(),
        "agreement": "did_not_agree",
        "words": "She says it was one bad week.",
        "not_told_because": "",
    }
    _, again = worker.fields(told_path(key))
    assert again["told_on-day"] == str(days_ago(1).day)
    assert again["agreement"] == ["did_not_agree"]
    with db.engines.reader() as session:
        whole = session.scalars(select(Profile).where(Profile.kind == ProfileKind.WHOLE)).one()
    assert whole.age_band is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (date_parts("told_on", days_ago(-1)), "The date the family was told must be today or in the past"),
        (
            date_parts("told_on", days_ago(1)) | {"told_on-month": "13"},
            "The date the family was told must be a real date",
        ),
        (
            date_parts("told_on", days_ago(1)) | {"not_told_because": "Not safe."},
            "Say either when the family was told, or why they were not told",
        ),
        ({"agreement": ["loudly"]}, "Choose from the list"),
    ],
)
def test_bad_telling_is_told_and_loses_nothing(
    world: World, browser: Open, fields: dict[str, object], message: str
) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    response = worker.submit(told_path(key), {"words": "Kept."} | fields, 422)
    assert errors(response) == [message]
    _, kept = read_form(check_page(response), told_path(key))
    assert kept["words"] == "Kept."
    assert answers_of(AnswerKind.TOLD) == []


def test_telling_changed_in_another_window_shows_both_texts(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    action, old = worker.fields(told_path(key))
    worker.submit(told_path(key), {"words": "Theirs.", **date_parts("told_on", days_ago(2))})
    page = words(worker.post(action, old | {"words": "Mine."}, 409))
    assert "Theirs." in page
    assert "Mine." in page


PAGES = (
    "voices",
    "voices/{child}",
    "voices/{child}/{carer}",
    "told",
    "analysis",
    "analysis/{child}",
    "effort",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("person", "status"), [("manager", 403), ("colleague", 404), ("other_manager", 404), ("coordinator", 403)]
)
def test_only_the_lead_writes_them_down(
    world: World, browser: Open, page: str, person: str, status: int
) -> None:
    key = stories.start(browser(world.worker), world)
    path = f"/assessments/{key}/" + page.format(child=world.child.key, carer=world.carer.key)
    other = browser(getattr(world, person))
    other.get(path, status)
    if page != "voices":
        refused(other, path, status)
    assert answers_of(AnswerKind.VOICE) + answers_of(AnswerKind.TOLD) + answers_of(AnswerKind.ANALYSIS) == []


@pytest.mark.parametrize("page", PAGES[1:])
def test_nothing_is_written_while_it_waits_for_sign_off(world: World, browser: Open, page: str) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    path = f"/assessments/{key}/" + page.format(child=world.child.key, carer=world.carer.key)
    action, fields = worker.fields(path)
    stories.complete(worker, key)
    texts = {name: "Late words." for name in fields if name in {"words", "why", "means"}}
    response = worker.post(action, fields | texts, 409)
    assert "not open" in words(response)
    worker.get(path, 409)


@pytest.mark.parametrize("path", ["voices/{stranger}", "voices/{child}/{stranger}", "analysis/{stranger}"])
def test_nobody_else_can_be_written_about(world: World, browser: Open, path: str) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    stranger = replace(world, child=world.carer).child.key
    worker.get(f"/assessments/{key}/" + path.format(stranger=stranger[::-1], child=world.child.key), 404)


def test_the_band_of_a_childs_profile_is_that_of_the_period(world: World, browser: Open) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    worker.submit(f"/assessments/{siblings.key}/voices/{siblings.isla.key}", {"words": "Hi."})
    with db.engines.reader() as session:
        profile = session.scalars(select(Profile).where(Profile.kind == ProfileKind.CHILD)).one()
    assert (profile.age_band, profile.household) == (AgeBand.FIVE_TO_TEN, "Home")
