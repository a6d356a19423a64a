"""Notes: one serves any items of any children, and says who in the family may be given it."""

from collections.abc import Callable

import pytest

from gcp_tool.domain.vocabulary import AnswerKind, AnswerState
from gcp_tool.models import Answer, Person
from tests.client import Browser, check_page, errors, read_form, words
from tests.integration.assessments import stories
from tests.integration.assessments.siblings import (
    Siblings,
    answers_of,
    copy_answer,
    keep_siblings,
    refused,
)
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]
ENOUGH, REGULAR = stories.ITEMS[stories.MEALS]
WARMTH, SLEEP = stories.ITEMS[stories.HOME]


def note(*shows: str, **changes: object) -> dict[str, object]:
    """The fields of a note."""
    fields = {"words": "A pan of stew on the stove.", "source": ["seen_at_visit"], "shows": list(shows)}
    return fields | date_parts("on", days_ago(3)) | changes


def notes() -> list[Answer]:
    return answers_of(AnswerKind.EVIDENCE)


def care(child: Person, carer: Person) -> str:
    return f"{child.key}.{carer.key}"


def write(browser: Browser, siblings: Siblings, fields: dict[str, object]) -> None:
    browser.submit(f"/assessments/{siblings.key}/visits/add", fields)


def test_one_note_serves_many_items_of_many_children(world: World, browser: Open) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    about = [care(siblings.isla, siblings.leanne), care(siblings.rory, siblings.leanne)]
    write(worker, siblings, note(ENOUGH, REGULAR, WARMTH, SLEEP, children=about))
    (held,) = notes()
    assert {(link.profile_id, link.code) for link in held.links} == {
        (siblings.isla_leanne.id, ENOUGH),
        (siblings.isla_leanne.id, REGULAR),
        (siblings.rory_leanne.id, ENOUGH),
        (siblings.rory_leanne.id, REGULAR),
        (siblings.home.id, WARMTH),
        (siblings.home.id, SLEEP),
    }
    page = words(worker.get(f"/assessments/{siblings.key}/visits"))
    assert "A pan of stew on the stove." in page
    assert "Isla Harrow and Rory Harrow" in page


def test_a_note_of_a_shared_home_stays_with_those_it_was_said_to_be_about(
    world: World, browser: Open
) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    about = [care(siblings.isla, siblings.leanne), care(siblings.rory, siblings.leanne)]
    write(worker, siblings, note(ENOUGH, WARMTH, children=about))
    path = f"/assessments/{siblings.key}/areas/visit/evidence/1"
    assert worker.fields(path)[1]["children"] == about
    worker.submit(path, {"words": "Two pans of stew."})
    (held,) = notes()
    assert held.shared_with == [f"carer:{siblings.leanne.id}"]
    assert siblings.isla_dan.id not in {link.profile_id for link in held.links}


def test_the_list_of_notes_names_the_areas_without_one(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    assert "No notes yet." in words(worker.get(f"/assessments/{key}/visits"))
    worker.submit(f"/assessments/{key}/visits/add", note(ENOUGH))
    assert "No dated note yet about: Home ." in words(worker.get(f"/assessments/{key}/visits"))
    worker.submit(f"/assessments/{key}/visits/add", note(WARMTH))
    assert "No dated note yet" not in words(worker.get(f"/assessments/{key}/visits"))


LEANNE, DAN, NOBODY = "carer leanne", "carer dan", ()


@pytest.mark.parametrize(
    ("source", "carers", "shared"),
    [
        ("seen_at_visit", (LEANNE,), (LEANNE,)),
        ("seen_at_visit", (LEANNE, DAN), (LEANNE, DAN)),
        ("carer_said", (LEANNE,), (LEANNE,)),
        ("carer_said", (DAN,), (DAN,)),
        ("carer_said", (LEANNE, DAN), NOBODY),
        ("child_said", (LEANNE,), NOBODY),
        ("professional_said", (LEANNE,), NOBODY),
        ("record", (LEANNE,), NOBODY),
    ],
)
def test_what_is_said_of_nothing_else_is_shared_as_is_usual_for_its_source(
    world: World, browser: Open, source: str, carers: tuple[str, ...], shared: tuple[str, ...]
) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    people = {LEANNE: siblings.leanne, DAN: siblings.dan}
    about = [care(siblings.isla, people[carer]) for carer in carers]
    write(worker, siblings, note(ENOUGH, source=[source], children=about))
    (held,) = notes()
    assert held.shared_with == [f"carer:{people[carer].id}" for carer in shared]


def test_a_note_that_becomes_the_childs_own_words_is_no_longer_shared(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(f"/assessments/{key}/visits/add", note(ENOUGH))
    assert notes()[0].shared_with == [f"carer:{world.carer.id}"]
    worker.submit(stories.area_path(key, "visit/evidence/1"), {"source": ["child_said"]})
    assert notes()[0].shared_with == []


def test_who_may_be_given_a_note_is_chosen_by_name_and_shown_again(world: World, browser: Open) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    fields = note(
        ENOUGH,
        children=[care(siblings.isla, siblings.leanne)],
        sharing=["chosen"],
        shared_with=[f"carer:{siblings.dan.key}", f"child:{siblings.isla.key}"],
    )
    write(worker, siblings, fields)
    assert notes()[0].shared_with == [f"carer:{siblings.dan.id}", f"child:{siblings.isla.id}"]
    assert "May be given to Dan Harrow and Isla Harrow" in words(
        worker.get(f"/assessments/{siblings.key}/visits")
    )
    path = f"/assessments/{siblings.key}/areas/visit/evidence/1"
    _, again = worker.fields(path)
    assert again["sharing"] == ["chosen"]
    assert again["shared_with"] == fields["shared_with"]
    assert again["children"] == fields["children"]
    worker.submit(path, {"sharing": ["nobody"]})
    assert notes()[0].shared_with == []


def test_a_note_written_at_an_area_may_be_taken_further(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(stories.area_path(key, stories.MEALS), stories.evidence(ENOUGH))
    response = worker.submit(
        stories.area_path(key, f"{stories.MEALS}/evidence/1"), {"shows": [ENOUGH, WARMTH]}
    )
    assert response.location.endswith(f"/areas/{stories.MEALS}")
    (held,) = notes()
    assert {link.code for link in held.links} == {ENOUGH, WARMTH}
    assert held.shared_with == [f"carer:{world.carer.id}"]


def test_evidence_of_a_childs_own_confirms_what_was_copied(world: World, browser: Open) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    copy_answer(siblings)

    def copied() -> list[int]:
        return [a.profile_id for a in answers_of(AnswerKind.ITEM) if a.copied_from_profile_id is not None]

    write(worker, siblings, note(ENOUGH, children=[care(siblings.isla, siblings.leanne)]))
    assert copied() == [siblings.rory_leanne.id]
    write(worker, siblings, note(REGULAR, children=[care(siblings.rory, siblings.leanne)]))
    assert copied() == [siblings.rory_leanne.id]
    write(worker, siblings, note(ENOUGH, children=[care(siblings.rory, siblings.leanne)]))
    assert copied() == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"words": ""}, "Enter what you saw or heard"),
        ({"on-day": ""}, "The date you saw or heard this must include a day"),
        (date_parts("on", days_ago(-1)), "The date you saw or heard this must be today or in the past"),
        ({"source": []}, "Choose how you know this"),
        ({"shows": []}, "Choose which of these it shows something about"),
        ({"shows": ["nowhere.at.all"]}, "Choose from the list"),
        ({"children": []}, "Choose which children this is about"),
        ({"children": ["somebody.else"]}, "Choose from the list"),
        ({"sharing": ["everybody"]}, "Choose from the list"),
        ({"shared_with": ["carer:nobody"]}, "Choose from the list"),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    world: World, browser: Open, changes: dict[str, object], message: str
) -> None:
    worker, siblings = browser(world.worker), keep_siblings(world)
    path = f"/assessments/{siblings.key}/visits/add"
    fields = note(ENOUGH, children=[care(siblings.isla, siblings.leanne)]) | changes
    response = worker.submit(path, fields, 422)
    assert errors(response) == [message]
    _, kept = read_form(check_page(response), path)
    assert kept["words"] == fields["words"]
    assert notes() == []


def test_a_note_changed_in_another_window_shows_both_texts(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(f"/assessments/{key}/visits/add", note(ENOUGH))
    path = stories.area_path(key, "visit/evidence/1")
    action, old = worker.fields(path)
    worker.submit(path, {"words": "Theirs.", "shows": [ENOUGH, WARMTH]})
    response = worker.post(action, old | {"words": "Mine."}, 409)
    page = words(response)
    assert "Mine." in page
    assert "Theirs." in page
    assert "Warmth and Enough" in page
    assert notes()[0].raw["words"] == "Theirs."


def test_a_note_sent_twice_is_one_note(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    action, fields = worker.fields(f"/assessments/{key}/visits/add")
    first = worker.post(action, fields | note(ENOUGH), 303)
    second = worker.post(action, fields | note(ENOUGH), 303)
    assert first.location == second.location
    assert len(notes()) == 1


def test_a_note_taken_out_stays_in_the_record_of_what_was_typed(world: World, browser: Open) -> None:
    worker = browser(world.worker)
    key = stories.start(worker, world)
    worker.submit(f"/assessments/{key}/visits/add", note(ENOUGH))
    worker.submit(stories.area_path(key, "visit/evidence/1/remove"), {})
    (held,) = notes()
    assert held.state is AnswerState.REMOVED
    assert held.links == []
    assert "No notes yet." in words(worker.get(f"/assessments/{key}/visits"))
    worker.get(stories.area_path(key, "visit/evidence/1"), 404)


@pytest.mark.parametrize(
    ("person", "status"), [("manager", 403), ("colleague", 404), ("other_manager", 404), ("coordinator", 403)]
)
def test_only_the_lead_writes_notes(world: World, browser: Open, person: str, status: int) -> None:
    key = stories.start(browser(world.worker), world)
    other = browser(getattr(world, person))
    for path in ("visits", "visits/add", "areas/visit/evidence/1"):
        other.get(f"/assessments/{key}/{path}", status)
    refused(other, f"/assessments/{key}/visits/add", status)
    assert notes() == []
