"""The list of the families a person may open."""

from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import Family
from tests.client import words
from tests.factories import make_allocation, make_family, make_user
from tests.integration.families.places import (
    Open,
    Places,
    count_statements,
    events,
    give_families,
    join,
    keep,
    make_reading,
    today,
)


def labels(browser: Open, places: Places, path: str = "/families") -> list[str]:
    page = browser(places.world.worker).get(path)
    return [" ".join(link.get_text().split()) for link in page.select("main h2 a")]


def test_a_card_says_who_is_in_the_family_who_works_with_it_and_when_it_was_last_looked_at(
    places: Places, browser: Open
) -> None:
    world = places.world

    def make(session: Session) -> None:
        due = date(today().year + 1, 3, 3)
        join(session, world.family, "Noor", "Harrow", expected_birth_on=due)
        join(session, world.family, "Rex", "Harrow", member={"ended_on": date(2025, 1, 1)})
        for on_date in (date(2026, 1, 5), date(2026, 2, 6)):
            make_reading(session, family=world.family, child=world.child, carer=world.carer, on_date=on_date)

    keep(make)
    page = browser(world.worker).get("/families")
    card = " ".join(page.select_one(".app-card").get_text(" ").split())
    assert card.startswith(f"{world.family.label} {world.family.ref} Children Isla , 7 years")
    assert f"Noor , baby due 3 March {today().year + 1}" in card
    assert "Rex" not in card
    assert "Leanne" not in card
    assert f"Allocated {world.worker.name} Team {world.team.name} Last reading 6 February 2026" in card
    assert page.select_one(".app-card a")["href"] == f"/families/{world.family.key}"


def test_a_family_that_nobody_works_with_says_so(places: Places, browser: Open) -> None:
    keep(lambda session: make_family(session, team=places.world.team, label="Aspen family"))
    card = words(browser(places.world.manager).get("/families"))
    assert "Children None now Allocated Nobody yet" in card
    assert "Last reading None yet" in card


def test_the_families_are_listed_by_name_a_page_at_a_time(places: Places, browser: Open) -> None:
    give_families(places.world.worker, places.world.team, 30)
    first, second = labels(browser, places), labels(browser, places, "/families?page=2")
    assert first == [f"Brook family {number:03d}" for number in range(25)]
    assert second == [*(f"Brook family {number:03d}" for number in range(25, 30)), places.world.family.label]
    assert labels(browser, places, "/families?page=99") == second
    assert labels(browser, places, "/families?page=x") == first
    assert "1 to 25 of 31" in words(browser(places.world.worker).get("/families"))


def test_capitals_do_not_change_the_order(places: Places, browser: Open) -> None:
    def make(session: Session) -> None:
        for label in ("zeal", "Zebra", "ZEAL II"):
            family = make_family(session, team=places.world.team, label=label)
            make_allocation(session, family=family, user=places.world.worker)

    keep(make)
    assert labels(browser, places)[1:] == ["zeal", "ZEAL II", "Zebra"]


def test_closed_families_are_listed_apart(places: Places, browser: Open) -> None:
    def make(session: Session) -> None:
        family = make_family(session, team=places.world.team, label="Over family", closed_on=date(2026, 1, 1))
        make_allocation(session, family=family, user=places.world.worker)

    keep(make)
    assert labels(browser, places) == [places.world.family.label]
    assert labels(browser, places, "/families?show=closed") == ["Over family"]
    assert "Closed" in words(browser(places.world.worker).get("/families?show=closed"))


def test_an_empty_list_says_what_to_do(places: Places, browser: Open) -> None:
    page = browser(places.world.colleague).get("/families")
    assert "You have no open families. A manager allocates families to you, or you register one." in words(
        page
    )
    assert page.select_one(".app-empty a")["href"] == "/families/register"
    closed = browser(places.world.colleague).get("/families?show=closed")
    assert "No family that you may open is closed." in words(closed)


def test_a_list_takes_as_many_statements_for_sixty_families_as_for_three(
    places: Places, browser: Open
) -> None:
    world = places.world
    few = keep(lambda session: make_user(session, team=world.team))
    give_families(few, world.team, 3)
    give_families(world.worker, world.team, 59)
    assert count_statements(browser(few), "/families") == count_statements(browser(world.worker), "/families")


def test_a_list_is_put_on_record_with_a_count(places: Places, browser: Open) -> None:
    browser(places.world.worker).get("/families")
    (seen,) = events("family.listed")
    assert (seen.actor_id, seen.family_id) == (places.world.worker.id, None)
    assert '"count":1' in seen.canonical
    assert places.world.family.label not in seen.canonical


def test_titles_and_addresses_name_nobody(places: Places, browser: Open) -> None:
    page = browser(places.world.worker).get("/families")
    names = (places.world.family.label, "Isla", "Harrow", "Leanne")
    assert not any(name in page.title.get_text() for name in names)
    assert not any(name in link["href"] for name in names for link in page.select("a[href]"))


def test_an_adult_is_not_listed_as_a_child(places: Places, browser: Open) -> None:
    def make(session: Session) -> Family:
        family = make_family(session, team=places.world.team, label="Ash family")
        join(session, family, "Grown", "Ash", role=MemberRole.OTHER)
        return family

    keep(make)
    assert "Grown" not in words(browser(places.world.manager).get("/families"))
