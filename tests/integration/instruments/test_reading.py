"""Reading tools: as a whole, for one age, on paper, and two versions side by side."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.extensions import db
from gcp_tool.instruments.queries import find_version
from gcp_tool.models import InstrumentVersion
from tests.client import Browser, words
from tests.factories import make_instrument_version
from tests.integration.families.places import count_statements, keep
from tests.integration.instruments.conftest import Owned

Open = Callable[..., Browser]


def stored(code: str, version: str) -> InstrumentVersion:
    with db.engines.reader() as session:
        found = find_version(session, code, version)
        session.expunge_all()
    assert found is not None
    return found


@pytest.mark.usefixtures("published")
def test_a_tool_is_told_as_a_whole_with_its_licence_and_its_ages(browser: Open, owned: Owned) -> None:
    tool = stored("six-domain-care", "0.9")
    page = browser(owned.world.worker).get(f"/tools/{tool.key}")
    text = words(page)
    assert tool.instrument.licence in text
    assert "There is no total." in text
    assert "do not carry over" in text
    links = {link["href"] for link in page.select("main a")}
    for band in AgeBand:
        assert f"/tools/{tool.key}/ages/{band.value}" in links
        assert f"/tools/{tool.key}/blank/{band.value}" in links


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("band", AgeBand)
def test_a_tool_read_for_an_age_has_every_word_for_it_and_none_of_another(
    browser: Open, owned: Owned, band: AgeBand
) -> None:
    tool = stored("six-domain-care", "0.9")
    page = browser(owned.world.worker).get(f"/tools/{tool.key}/ages/{band.value}")
    items = tool.instrument.items_for(band)
    assert [section.h4.get_text() for section in page.select(".app-tool__item")] == [
        item.title for item in items
    ]
    said = [entry.get_text() for entry in page.select(".app-tool__levels dd")]
    assert said == [text for item in items for text in item.descriptors(band)]
    marked = [section for section in page.select(".app-tool__item") if section.select(".app-tool__mark")]
    assert len(marked) == len([item for item in items if item.household or item.immediate])


@pytest.mark.usefixtures("published")
def test_what_is_graded_once_and_what_cannot_wait_is_said_in_words(browser: Open, owned: Owned) -> None:
    tool = stored("six-domain-care", "0.9")
    text = words(browser(owned.world.worker).get(f"/tools/{tool.key}/ages/0-1"))
    assert "Graded once for everybody in the home" in text
    assert "A grade of 4 or more cannot wait: act today" in text


@pytest.mark.usefixtures("published")
def test_a_blank_form_has_a_box_for_every_grade_and_lines_for_evidence(browser: Open, owned: Owned) -> None:
    tool = stored("six-domain-care", "0.9")
    page = browser(owned.world.worker).get(f"/tools/{tool.key}/blank/2-4")
    items = page.select("section.app-blank__item:has(.app-blank__boxes)")
    assert len(items) == len(tool.instrument.items_for(AgeBand.TWO_TO_FOUR))
    for item in items:
        assert len(item.select(".app-blank__box")) == 7
        assert len(item.select(".app-blank__evidence .app-blank__line")) == 3
    assert words(page).count(tool.instrument.licence) == 2
    assert page.select("main form") == []


@pytest.mark.usefixtures("published")
def test_a_tool_of_headings_has_boxes_and_no_words(browser: Open, owned: Owned) -> None:
    tool = stored("four-area-care", "1.0")
    worker = browser(owned.world.worker)
    assert len(worker.get(f"/tools/{tool.key}/blank/5-10").select(".app-blank__boxes")) == 13
    text = words(worker.get(f"/tools/{tool.key}/ages/5-10"))
    assert text.count("The words for this are on your licensed copy of the tool.") == 13


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("place", ["ages", "blank"])
def test_an_age_without_items_says_so(browser: Open, owned: Owned, place: str) -> None:
    tool = stored("four-area-care", "1.0")
    page = browser(owned.world.worker).get(f"/tools/{tool.key}/{place}/unborn")
    assert "This tool grades nothing at this age." in words(page)


def test_hints_are_shown_and_printed_where_a_tool_has_them(browser: Open, owned: Owned) -> None:
    content = json.loads(owned.world.tool.content)
    content["domains"][0]["areas"][0]["items"][0]["look_for"] = ["Feel the bedding", "Who got up last night"]
    tool = keep(lambda session: make_instrument_version(session, version="4.1", content=json.dumps(content)))
    worker = browser(owned.world.worker)
    page = worker.get(f"/tools/{tool.key}/ages/5-10")
    assert [hint.get_text() for hint in page.select(".app-tool__hints li")] == [
        "Feel the bedding",
        "Who got up last night",
    ]
    printed = words(worker.get(f"/tools/{tool.key}/blank/5-10"))
    assert printed.count("Look for: Feel the bedding; Who got up last night.") == 1


@pytest.mark.usefixtures("published")
def test_versions_of_one_tool_are_compared_whichever_way_one_comes(browser: Open, owned: Owned) -> None:
    worker = browser(owned.world.worker)
    old, new = (keep(_version(name)) for name in ("2.1", "2.2"))
    assert f"/tools/{new.key}/compare/2.1" in {
        link["href"] for link in worker.get(f"/tools/{new.key}").select("main a")
    }
    for path in (f"/tools/{new.key}/compare/2.1", f"/tools/{old.key}/compare/2.2"):
        page = worker.get(path)
        assert "Version 2.1 and version 2.2" in words(page)
        assert "Grades made with either version stand on one line." in words(page)
        assert "Every item in both versions has the same words" in words(page)
        side = worker.get(f"{path}/5-10")
        assert [heading.get_text() for heading in side.select("h2")][:2] == ["Warmth", "Sleep"]
        assert "Same words in both" in words(side)


def _version(name: str) -> Callable[[Session], InstrumentVersion]:
    return lambda session: make_instrument_version(session, version=name)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "/ages/5-10",
        "/ages/3",
        "/blank/all",
        "/compare/9.9",
        "/compare/9.9/5-10",
        "/items/no.such.item/note",
    ],
)
def test_what_is_not_there_is_not_found(browser: Open, owned: Owned, place: str) -> None:
    worker = browser(owned.world.worker)
    key = "A" * 22 if place in {"", "/ages/5-10"} else owned.world.tool.key
    worker.get(f"/tools/{key}{place}", 404)


def test_another_tool_is_not_another_version(browser: Open, owned: Owned) -> None:
    keep(lambda session: make_instrument_version(session, code="other-care", version="7.7"))
    browser(owned.world.worker).get(f"/tools/{owned.world.tool.key}/compare/7.7", 404)


@pytest.mark.parametrize("who", ["worker", "manager", "coordinator"])
def test_everybody_with_tools_may_read_them(browser: Open, owned: Owned, who: str) -> None:
    browser(getattr(owned.world, who)).get(f"/tools/{owned.world.tool.key}/ages/5-10")


def test_who_looks_after_accounts_may_not(browser: Open, owned: Owned) -> None:
    browser(owned.world.administrator).get(f"/tools/{owned.world.tool.key}/ages/5-10", 403)


@pytest.mark.parametrize("who", ["worker", "coordinator"])
def test_only_who_grades_is_offered_to_say_that_words_do_not_fit(
    browser: Open, owned: Owned, who: str
) -> None:
    page = browser(getattr(owned.world, who)).get(f"/tools/{owned.world.tool.key}/ages/5-10")
    assert ("This wording does not fit" in words(page)) is (who == "worker")


def test_the_list_of_tools_takes_as_many_statements_however_long_it_is(browser: Open, owned: Owned) -> None:
    worker = browser(owned.world.worker)
    little = count_statements(worker, "/tools/")
    for number in range(30):
        keep(_version(f"3.{number}"))
    assert count_statements(worker, "/tools/") == little <= 10
    assert len(worker.get("/tools/").select("tbody tr")) == 25
    assert len(worker.get("/tools/?page=2").select("tbody tr")) == 6
