"""Who has looked at a family, told to its manager; the whole log, told to whoever looks after accounts."""

import csv
import io
from collections.abc import Callable

from bs4 import BeautifulSoup

from gcp_tool.access_log.routes import PAGE_SIZE
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.extensions import db
from gcp_tool.models import Agency
from tests.client import Browser, errors, words
from tests.integration.desk.told import details
from tests.integration.families.places import count_statements, events, one
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]


def path_of(world: World, query: str = "") -> str:
    return f"/families/{world.family.key}/log{query}"


def lines(page: BeautifulSoup) -> list[str]:
    """What the page says of each event, the newest first."""
    return [" ".join(one.get_text(" ").split()) for one in page.select(".app-log__words")]


def query(form: dict[str, str]) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in form.items())


def record_many(world: World, count: int) -> None:
    with transaction(db.engines) as session:
        for _ in range(count):
            record(session, Event.FAMILY_VIEWED, by=world.worker.id, family_id=world.family.id)


def test_everything_about_a_family_is_told_to_its_manager(world: World, browser: Open) -> None:
    name, family = world.worker.name, world.family
    refused = "is not there or that they may not see, and was refused"
    browser(world.worker).get(f"/families/{family.key}")
    browser(world.worker).get(f"/families/{family.key}/people/{world.child.key}")
    browser(world.worker).submit("/families/search", {"words": family.label})
    [search] = events("family.searched")
    page = browser(world.worker).submit("/families/search", {"words": family.label})
    browser(world.worker).get(page.location)
    browser(world.colleague).get(f"/families/{family.key}", 404)
    browser(world.worker).get(path_of(world), 403)

    manager = browser(world.manager)
    shown = manager.get(f"/families/{family.key}").find("a", string="Who has looked at this family")
    told = manager.get(str(shown["href"]))
    assert lines(told) == [
        f"{world.manager.name} opened this family’s page.",
        f"{name} asked for something of this family that they may not see or do, and was refused.",
        f"{world.colleague.name} asked for something of this family that {refused}.",
        f"{name} searched, and this family was in the results.",
        f"{name} opened a person’s page. About {world.child.name} .",
        f"{name} opened this family’s page.",
    ]
    assert search.family_id is None
    assert one(Agency, id=world.team.agency_id).name in words(told)
    [looked] = events("log.viewed")
    assert (looked.actor_id, looked.family_id) == (world.manager.id, family.id)
    assert lines(manager.get(path_of(world)))[0] == f"{world.manager.name} looked at the log of this family."


def test_only_its_manager_is_told_who_looked_at_a_family(world: World, browser: Open) -> None:
    for path in (path_of(world), path_of(world, "/csv")):
        for user in (world.worker, world.coordinator, world.administrator):
            browser(user).get(path, 403)
        for user in (world.colleague, world.other_manager):
            assert browser(user).client.get(path).status_code in {403, 404}
    own = browser(world.worker).get(f"/families/{world.family.key}")
    assert own.find("a", string="Who has looked at this family") is None


def test_what_is_chosen_is_all_that_is_shown(world: World, browser: Open) -> None:
    browser(world.worker).get(f"/families/{world.family.key}")
    browser(world.worker).get(f"/families/{world.family.key}/people/{world.child.key}")
    manager = browser(world.manager)
    manager.get(f"/families/{world.family.key}")
    by_worker = lines(manager.get(path_of(world, f"?user={world.worker.key}")))
    assert len(by_worker) == 2
    assert all(one.startswith(world.worker.name) for one in by_worker)
    about = lines(manager.get(path_of(world, f"?person={world.child.key}")))
    assert len(about) == 1
    assert lines(manager.get(path_of(world, f"?kind=looked&user={world.manager.key}")))[-1].endswith(
        "opened this family’s page."
    )
    assert "Nothing on record fits" in words(manager.get(path_of(world, "?kind=refused")))
    today, before = date_parts("until_on", clock.today()), date_parts("until_on", days_ago(1))
    assert lines(manager.get(path_of(world, query(today))))
    assert lines(manager.get(path_of(world, query(before)))) == []
    details_of_it = details(events("log.viewed")[1])
    assert details_of_it == {"count": 1}


def test_a_choice_that_cannot_be_is_said_and_shows_nothing(world: World, browser: Open) -> None:
    bad = query({"since_on-day": "31", "since_on-month": "2", "since_on-year": "2026"})
    page = browser(world.manager).get(path_of(world, bad), 422)
    assert errors(page) == ["The first day must be a real date"]
    assert page.find(id="since_on-day")["value"] == "31"
    assert lines(page) == []
    assert browser(world.manager).client.get(path_of(world, f"/csv{bad}")).status_code == 422
    assert events("log.viewed") == events("log.exported") == []


def test_a_long_log_is_read_a_page_at_a_time_in_as_many_statements(world: World, browser: Open) -> None:
    manager = browser(world.manager)
    record_many(world, 2)
    few = count_statements(manager, path_of(world))
    record_many(world, 2 * PAGE_SIZE)
    assert count_statements(manager, path_of(world)) == few
    seen: list[str] = []
    path = path_of(world)
    while path:
        page = manager.get(path)
        numbers = [one["value"] for one in page.select(".app-log__event")]
        assert len(numbers) <= PAGE_SIZE
        seen += [number for number in numbers if number not in seen]
        older = page.select_one("a[rel=next]")
        path = str(older["href"]) if older else ""
    family = {str(one.seq) for one in events("family.viewed", family_id=world.family.id)}
    assert family <= set(seen)
    assert sorted(seen, key=int, reverse=True) == seen


def test_a_file_says_what_the_page_says_and_is_on_record(world: World, browser: Open) -> None:
    browser(world.worker).get(f"/families/{world.family.key}/people/{world.child.key}")
    manager = browser(world.manager)
    answer = manager.client.get(path_of(world, "/csv"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    [row] = csv.DictReader(io.StringIO(answer.text))
    assert row["What happened"] == f"{world.worker.name} opened a person’s page."
    assert (row["Who"], row["About"], row["Day"]) == (
        world.worker.name,
        world.child.name,
        clock.today().isoformat(),
    )
    [exported] = events("log.exported")
    assert (exported.family_id, details(exported)) == (world.family.id, {"count": 1})


def test_the_whole_log_names_no_family_and_nobody_in_one(world: World, browser: Open) -> None:
    browser(world.worker).get(f"/families/{world.family.key}")
    browser(world.worker).get(f"/families/{world.family.key}/people/{world.child.key}")
    browser(world.colleague).get(f"/families/{world.family.key}", 404)
    with transaction(db.engines) as session:
        subject = ("user", world.colleague.id)
        record(session, Event.SIGN_IN_FAILED, by=None, subject=subject)
        record(session, Event.ROLE_GIVEN, by=world.administrator.id, subject=subject)
        record(session, Event.TEAM_ADDED, by=None, subject=("team", world.team.id))
    refused = "is not there or that they may not see, and was refused"
    clerk = browser(world.administrator)
    page = clerk.get("/log")
    assert lines(page) == [
        f"The tool added the team {world.team.name}.",
        f"{world.administrator.name} gave {world.colleague.name} a role.",
        f"Somebody gave a wrong password for the account of {world.colleague.name}.",
        f"{world.colleague.name} asked for something of a family that {refused}.",
        f"{world.worker.name} opened a person’s page.",
        f"{world.worker.name} opened a family’s page.",
    ]
    answer = clerk.client.get("/log/csv")
    for said in (str(page), answer.text):
        for name in (world.family.label, world.family.ref, world.family.key, world.child.given_name):
            assert name not in said
    assert len(lines(clerk.get(f"/log?kind=refused&user={world.colleague.key}"))) == 1
    assert lines(clerk.get("/log?kind=signed_in")) == [
        f"Somebody gave a wrong password for the account of {world.colleague.name}."
    ]
    assert len(lines(clerk.get("/log?kind=looked"))) == 5
    assert details(events("log.viewed")[1]) == {"count": 1, "kind": "refused", "user": world.colleague.id}


def test_the_whole_log_is_for_whoever_looks_after_accounts(world: World, browser: Open) -> None:
    for user in (world.worker, world.manager, world.coordinator):
        browser(user).get("/log", 403)
        browser(user).get("/log/csv", 403)
    links = browser(world.administrator).get("/").select("nav a[href='/log']")
    assert len(links) == 1


def test_the_whole_log_takes_as_many_statements_however_long_it_is(world: World, browser: Open) -> None:
    clerk = browser(world.administrator)
    clerk.get("/log")
    few = count_statements(clerk, "/log")
    record_many(world, PAGE_SIZE)
    assert count_statements(clerk, "/log") == few
