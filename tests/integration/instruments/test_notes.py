"""Notes that the words of a tool do not fit: who writes, who reads, who answers, and that nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.models import WordingNote
from tests.client import Browser, check_page, words
from tests.factories import make_instrument_version
from tests.integration.families.places import count_of, count_statements, events, every, keep, one
from tests.integration.instruments.conftest import Owned

Open = Callable[..., Browser]
ITEM = "physical.home.warmth"
SAID = "Cold on two visits of three,\nand the carer asked twice."


def note_path(owned: Owned, item: str = ITEM) -> str:
    return f"/tools/{owned.world.tool.key}/items/{item}/note"


def write(owned: Owned, browser: Browser, **changes: Any) -> str:
    """Write a note; its address is returned."""
    fields = {"words": SAID, "ages": AgeBand.FIVE_TO_TEN.value} | changes
    return str(browser.submit(note_path(owned), fields).location)


def test_a_note_is_kept_with_who_wrote_it_where_and_about_what(browser: Open, owned: Owned) -> None:
    worker = browser(owned.world.worker)
    page = worker.get(write(owned, worker))
    note = one(WordingNote)
    assert (note.code, note.band, note.words) == (ITEM, AgeBand.FIVE_TO_TEN, SAID)
    assert (note.by_id, note.instrument_version_id) == (owned.world.worker.id, owned.world.tool.id)
    assert note.agency_id == owned.world.team.agency_id
    text = words(page)
    assert "Cold on two visits of three" in text
    assert "The owner of the tools sees this note" in text
    assert "Warmth: serious gaps" in text


def test_the_age_one_comes_from_is_chosen_and_may_be_changed_to_all(browser: Open, owned: Owned) -> None:
    worker = browser(owned.world.worker)
    page = worker.get(f"{note_path(owned)}?ages=2-4")
    assert page.select_one("select[name=ages] option[selected]")["value"] == "2-4"
    worker.get(write(owned, worker, ages=""))
    assert one(WordingNote).band is None
    worker.get(f"{note_path(owned)}?ages=nonsense")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"words": ""}, "Say what does not fit"),
        ({"words": " \n "}, "Say what does not fit"),
        ({"words": "a" * 2001}, "1 character too long"),
        ({"ages": "12-13"}, "Choose from the list"),
    ],
)
def test_what_is_wrong_with_a_note_is_told_and_what_was_typed_stays(
    browser: Open, owned: Owned, changes: dict[str, str], problem: str
) -> None:
    response = browser(owned.world.worker).submit(
        note_path(owned), {"words": SAID, "ages": "5-10"} | changes, 422
    )
    page = check_page(response)
    assert problem in words(page)
    assert page.select_one("textarea").get_text().strip() == changes.get("words", SAID).strip()
    assert count_of(WordingNote) == 0


def test_a_note_sent_twice_is_one_note(browser: Open, owned: Owned) -> None:
    worker = browser(owned.world.worker)
    action, fields = worker.fields(note_path(owned))
    first, second = (worker.post(action, fields | {"words": SAID}, 303) for _ in range(2))
    assert first.location == second.location
    assert count_of(WordingNote) == 1


def test_the_owner_answers_and_the_writer_sees_the_answer(browser: Open, owned: Owned) -> None:
    worker, owner = browser(owned.world.worker), browser(owned.owner)
    path = write(owned, worker)
    assert "1 note waits for an answer" in words(owner.get("/tools/"))
    owner.submit(f"{path}/answer", {"answer": "Grade 3: they asked after a prompt."})
    for reader in (worker, owner):
        text = words(reader.get(path))
        assert "Grade 3: they asked after a prompt." in text
        assert "Owen Hale" in text
    assert "Grade 3: they asked" in words(worker.get("/tools/notes"))
    assert "0 notes wait for an answer" in words(owner.get("/tools/"))


def test_an_answer_may_be_bettered(browser: Open, owned: Owned) -> None:
    path, owner = write(owned, browser(owned.world.worker)), browser(owned.owner)
    for answer in ("Grade 3.", "Grade 4: it has gone on for weeks."):
        owner.submit(f"{path}/answer", {"answer": answer})
    assert one(WordingNote).answer == "Grade 4: it has gone on for weeks."
    assert "Change the answer" in words(owner.get(path))


def test_two_owners_do_not_overwrite_each_other(browser: Open, owned: Owned) -> None:
    path, owner = write(owned, browser(owned.world.worker)), browser(owned.owner)
    action, fields = owner.fields(f"{path}/answer")
    owner.submit(f"{path}/answer", {"answer": "The first answer."})
    response = owner.post(action, fields | {"answer": "The second answer."}, 409)
    text = words(check_page(response))
    assert "The first answer." in text
    assert "The second answer." in text
    assert one(WordingNote).answer == "The first answer."


def test_an_empty_answer_is_refused(browser: Open, owned: Owned) -> None:
    path = write(owned, browser(owned.world.worker))
    response = browser(owned.owner).submit(f"{path}/answer", {"answer": ""}, 422)
    assert "Enter your answer" in words(check_page(response))
    assert one(WordingNote).answered_at is None


@pytest.mark.parametrize(
    ("who", "shown"),
    [("worker", 200), ("colleague", 404), ("manager", 404), ("coordinator", 404), ("administrator", 403)],
)
def test_a_note_is_for_its_writer_and_the_owner(browser: Open, owned: Owned, who: str, shown: int) -> None:
    path = write(owned, browser(owned.world.worker))
    person = browser(getattr(owned.world, who))
    person.get(path, shown)
    if who != "administrator":
        assert ("Cold on two visits" in words(person.get("/tools/notes"))) is (who == "worker")
    person.get(f"{path}/answer", 403)


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_who_does_not_grade_writes_no_notes(browser: Open, owned: Owned, who: str) -> None:
    person = browser(getattr(owned.world, who))
    person.get(note_path(owned), 403)
    _, marks = person.fields("/account/")
    person.post(note_path(owned), marks | {"words": SAID, "ages": ""}, 403)
    assert count_of(WordingNote) == 0


def test_the_owner_reads_and_answers_but_does_not_write(browser: Open, owned: Owned) -> None:
    browser(owned.owner).get(note_path(owned), 403)


def test_writing_and_answering_are_on_record_without_the_words(browser: Open, owned: Owned) -> None:
    path = write(owned, browser(owned.world.worker))
    browser(owned.owner).submit(f"{path}/answer", {"answer": "Grade 3."})
    note = one(WordingNote)
    for name, actor in (("note.written", owned.world.worker), ("note.answered", owned.owner)):
        [event] = events(name)
        assert (event.actor_id, event.subject_kind, event.subject_id) == (actor.id, "wording_note", note.id)
        assert "Cold on two visits" not in event.canonical
        assert "Grade 3" not in event.canonical


def test_an_empty_list_says_what_to_do(browser: Open, owned: Owned) -> None:
    assert "You have written no notes." in words(browser(owned.world.worker).get("/tools/notes"))
    assert "Nobody has said that words do not fit." in words(browser(owned.owner).get("/tools/notes"))


def fill(owned: Owned, count: int) -> None:
    """Keep so many notes of the worker."""
    world = owned.world
    at = world.tool.stored_at
    rows = [
        {
            "instrument_version_id": world.tool.id, "code": ITEM, "band": AgeBand.FIVE_TO_TEN, "words": SAID,
            "by_id": world.worker.id, "agency_id": world.team.agency_id, "at": at, "changed_at": at,
        }
        for _ in range(count)
    ]  # fmt: skip
    keep(lambda session: session.add_all([WordingNote(**row) for row in rows]))


def test_notes_without_an_answer_stand_first_and_the_list_is_paged(browser: Open, owned: Owned) -> None:
    fill(owned, 27)
    owner, newest = browser(owned.owner), every(WordingNote)[-1]
    owner.submit(f"/tools/notes/{newest.key}/answer", {"answer": "Grade 3."})
    first, second = (owner.get(f"/tools/notes?page={number}") for number in (1, 2))
    keys = [link["href"] for page in (first, second) for link in page.select(".app-card h2 a")]
    assert (len(keys), len(set(keys)), keys[-1]) == (27, 27, f"/tools/notes/{newest.key}")
    assert len(first.select(".app-card h2 a")) == 25


def test_many_notes_take_as_many_statements_as_few(browser: Open, owned: Owned) -> None:
    owner = browser(owned.owner)
    fill(owned, 2)
    few = count_statements(owner, "/tools/notes")
    fill(owned, 20)
    assert count_statements(owner, "/tools/notes") == few <= 10


def test_a_note_stays_with_the_version_it_is_about(browser: Open, owned: Owned) -> None:
    worker = browser(owned.world.worker)
    path = write(owned, worker)
    newer = keep(lambda session: make_instrument_version(session, title="Smaller care"))
    text = words(worker.get(path))
    assert f"Small care, version {owned.world.tool.version}" in text
    assert newer.title not in text
