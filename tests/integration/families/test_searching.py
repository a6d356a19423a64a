"""Finding a family, without a word of what is looked for in any address, title or log."""

import logging
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import AuditNote, Search
from tests.client import errors, words
from tests.factories import make_allocation, make_family, make_user
from tests.integration.families.places import (
    Open,
    Places,
    count_of,
    count_statements,
    events,
    every,
    give_families,
    join,
    keep,
)
from tests.integration.world import date_parts

GONE = 404


@pytest.fixture
def searched(places: Places) -> Places:
    """The worker has a family with many kinds of names in it."""

    def make(session: Session) -> None:
        family = make_family(session, team=places.world.team, label="Oak Street siblings", ref="24-117")
        join(session, family, "Zoë", "O’Brien-Łuk", birth_on=date(2018, 11, 30), nhs_number="4010232137")
        join(session, family, "مريم", "حداد", la_child_id="LA-77", birth_on=date(2016, 2, 29))
        join(session, family, "Baby", "O’Brien", expected_birth_on=date(2027, 2, 1))
        join(session, family, "Stephen", "Luk", role=MemberRole.MAIN_CARER, birth_on=date(1989, 1, 2))
        join(
            session,
            family,
            "Gran",
            "Teasdale",
            role=MemberRole.OTHER,
            birth_on=None,
            member={"ended_on": date(2025, 5, 5)},
        )
        make_allocation(session, family=family, user=places.world.worker)

    keep(make)
    return places


def look_for(browser: Open, places: Places, typed: str = "", **more: str) -> str:
    """Search as the worker; where the results are."""
    response = browser(places.world.worker).submit("/families/search", {"words": typed, **more})
    return str(response.location)


def labels(browser: Open, places: Places, path: str) -> list[str]:
    page = browser(places.world.worker).get(path)
    return [" ".join(link.get_text().split()) for link in page.select("main .app-card h2 a")]


FOUND = (
    "Zoe", "zoë", "ZOEY", "obrien", "O'Brian", "luk", "Łuk", "Steven", "stephen luk", "teas", "oak street", "siblings",
    "24-117", "24-1", "401 023 2137", "4010232137", "LA-77", "la-77", "مريم", "30/11/2018", "2018-11-30", "1/2/2027",
    "zoe 30/11/2018", "Zoe Luk", "gran",
)  # fmt: skip
NOT_FOUND = (
    "Price", "%", "_", "401 023 2138", "1/1/2001", "zoe price", "😀", "\u202e", "' OR 1=1 --", "Mia", "450 557 7104",
    "FAR-1",
)  # fmt: skip


def test_a_family_is_found_by_names_label_references_numbers_and_dates(
    searched: Places, browser: Open
) -> None:
    found = {typed: labels(browser, searched, look_for(browser, searched, typed)) for typed in FOUND}
    assert found == {typed: ["Oak Street siblings"] for typed in FOUND}


def test_what_is_not_in_a_family_one_may_open_is_not_found(searched: Places, browser: Open) -> None:
    found = {typed: labels(browser, searched, look_for(browser, searched, typed)) for typed in NOT_FOUND}
    assert found == {typed: [] for typed in NOT_FOUND}
    page = browser(searched.world.worker).get(look_for(browser, searched, "Price"))
    assert "0 families found for Price" in words(page)


def test_a_family_is_found_by_a_date_of_birth_alone(searched: Places, browser: Open) -> None:
    path = look_for(browser, searched, **date_parts("birth_on", date(2016, 2, 29)))
    assert labels(browser, searched, path) == ["Oak Street siblings"]
    assert "29 February 2016" in words(browser(searched.world.worker).get(path))


def test_the_far_family_is_found_by_its_own_worker(places: Places, browser: Open) -> None:
    path = browser(places.far_worker).submit("/families/search", {"words": "Mya Hasan"}).location
    assert "Hassan family" in words(browser(places.far_worker).get(path))


def test_what_fits_as_typed_comes_before_what_sounds_alike(places: Places, browser: Open) -> None:
    def make(session: Session) -> None:
        for label, name in (("A", "Katherine"), ("B", "Catherine")):
            family = make_family(session, team=places.world.team, label=label)
            join(session, family, name, "Rowe")
            make_allocation(session, family=family, user=places.world.worker)

    keep(make)
    assert labels(browser, places, look_for(browser, places, "catherine")) == ["B", "A"]
    assert labels(browser, places, look_for(browser, places, "katherine")) == ["A", "B"]


def test_the_people_through_whom_a_family_was_found_are_named(searched: Places, browser: Open) -> None:
    page = words(browser(searched.world.worker).get(look_for(browser, searched, "gran")))
    assert "Found by Gran Teasdale , other person in the family, not in the family now" in page


def test_a_search_is_a_row_for_half_an_hour_and_then_gone(places: Places, browser: Open) -> None:
    path = look_for(browser, places, "Isla")
    (kept,) = every(Search)
    assert kept.terms == {"words": "Isla", "birth_on": None}
    assert kept.expires_at - kept.at == timedelta(minutes=30)
    mine = browser(places.world.worker)
    with time_machine.travel(clock.now() + timedelta(minutes=29)):
        mine.get(path)
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        late = browser(places.world.worker)
        assert "This search is over" in words(late.get(path, GONE))
        late.submit("/families/search", {"words": "Leanne"})
    assert [row.terms["words"] for row in every(Search)] == ["Leanne"]


def test_a_search_of_somebody_else_is_over_for_everybody_else(places: Places, browser: Open) -> None:
    path = look_for(browser, places, "Isla")
    assert "This search is over" in words(browser(places.world.manager).get(path, GONE))
    assert "This search is over" in words(browser(places.world.manager).get("/families/search/nothing", GONE))


def test_what_was_searched_for_is_on_record_apart_from_the_chain(places: Places, browser: Open) -> None:
    path = look_for(browser, places, "Isla", **date_parts("birth_on", date(2019, 1, 15)))
    browser(places.world.worker).get(path)
    (note,) = every(AuditNote)
    assert note.words == "Isla 2019-01-15"
    (asked,) = events("family.searched")
    (shown,) = events("family.listed")
    assert note.digest in asked.canonical
    assert shown.subject_kind == "search"
    assert '"count":1' in shown.canonical
    assert "Isla" not in asked.canonical + shown.canonical


def test_no_term_is_in_an_address_a_title_or_the_log(
    places: Places, browser: Open, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = look_for(browser, places, "Leanne Harrow")
    page = browser(places.world.worker).get(path)
    assert "Leanne" not in path + page.title.get_text() + caplog.text
    assert not any("Leanne" in link["href"] for link in page.select("a[href]"))
    assert "Leanne Harrow" in words(page)


def test_a_search_sent_twice_is_one_search(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    action, fields = mine.fields("/families/search")
    fields["words"] = "Isla"
    first, second = mine.post(action, fields, 303), mine.post(action, fields, 303)
    assert first.location == second.location
    assert count_of(Search) == 1


WORDS = "“Name, family, reference or NHS number”"
FAULTS = {
    "Enter a name, a reference, an NHS number or a date of birth": {"words": "   "},
    f"{WORDS} is 1 character too long: it can hold 200": {"words": "x" * 201},
    f"{WORDS} is 80,000 characters too long: it can hold 20,000": {"words": "x" * 100_000},
    f"{WORDS} holds a character that cannot be saved. Take it out: it is shown as \ufffd": {"words": "a\x00"},
    "Date of birth must be a real date": {"birth_on-day": "31", "birth_on-month": "2", "birth_on-year": "2019"},
    "Date of birth must include a month and year": {"words": "Isla", "birth_on-day": "31"},
}  # fmt: skip


def test_what_cannot_be_looked_for_is_said(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    said = {message: errors(mine.submit("/families/search", sent, 422)) for message, sent in FAULTS.items()}
    assert said == {message: [message] for message in FAULTS}
    assert count_of(Search) == 0


def test_results_are_paged_and_take_as_many_statements_for_sixty_as_for_three(
    places: Places, browser: Open
) -> None:
    world = places.world
    few = keep(lambda session: make_user(session, team=world.team))
    give_families(few, world.team, 3)
    give_families(world.worker, world.team, 60)
    small = browser(few).submit("/families/search", {"words": "brook"}).location
    large = look_for(browser, places, "brook")
    assert count_statements(browser(few), small) == count_statements(browser(world.worker), large)
    assert len(labels(browser, places, large)) == 25
    assert labels(browser, places, f"{large}?page=3") == [
        f"Brook family {number:03d}" for number in range(50, 60)
    ]
    assert "1 to 25 of 60" in words(browser(world.worker).get(large))
