"""The desk: what waits for whom, what to do when nothing does, and that looking is on record."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import Part, RevisionState, Role
from gcp_tool.extensions import db
from gcp_tool.models import Family, HeldInput, Revision
from gcp_tool.standing.families import rebuild_standing
from tests.client import Browser, words
from tests.factories import (
    MadeAssessment,
    add_part,
    make_allocation,
    make_answer,
    make_assessment,
    make_family,
    make_team,
    make_user,
)
from tests.integration.families.places import count_statements, events
from tests.integration.history.stories import months_ago, reading
from tests.integration.world import World

Open = Callable[..., Browser]


def make(session: Session, world: World, **changes: Any) -> MadeAssessment:
    """An assessment of the world's child, led by its worker."""
    given = {
        "family": world.family,
        "child": world.child,
        "carer": world.carer,
        "lead": world.worker,
        "version": world.tool,
    }
    return make_assessment(session, **(given | changes))


def kept(world: World, *several: dict[str, Any]) -> list[str]:
    """Make assessments and keep them; their keys are returned."""
    with db.engines.writer() as session:
        keys = [make(session, world, **changes).assessment.key for changes in several]
        session.commit()
    return keys


def part(page: BeautifulSoup, name: str) -> Tag:
    """The section of the page under the heading with this id."""
    found = page.select_one(f"section[aria-labelledby='{name}']")
    assert found is not None, f"there is no section {name}"
    return found


def links(section: Tag) -> list[str]:
    return [link["href"] for link in section.select(".app-card h3 a")]


def said(section: Tag) -> str:
    return " ".join(section.get_text(" ").split())


def test_nobody_is_asked_to_sign_in(browser: Open, world: World) -> None:
    response = browser().client.get("/")
    assert (response.status_code, "/sign-in" in response.location) == (303, True)


@pytest.mark.parametrize(
    ("who", "sections"),
    [
        ("worker", ["drafts", "waiting", "families"]),
        ("manager", ["to-sign", "teams"]),
        ("coordinator", []),
        ("administrator", []),
    ],
)
def test_everybody_has_a_desk_that_names_nobody_in_its_title(
    browser: Open, world: World, who: str, sections: list[str]
) -> None:
    page = browser(getattr(world, who)).get("/")
    assert page.title.get_text().startswith("Home –")
    assert [one["aria-labelledby"] for one in page.select("main section")] == sections


def test_an_empty_desk_says_what_to_do_next(browser: Open, world: World) -> None:
    page = browser(world.colleague).get("/")
    assert part(page, "drafts").a["href"] == "/families"
    assert "Nothing of yours is waiting" in said(part(page, "waiting"))
    assert part(page, "families").a["href"] == "/families/register"
    for link in page.select("main a"):
        browser(world.colleague).get(link["href"])


def test_a_manager_without_work_is_told_when_some_will_come(browser: Open, world: World) -> None:
    page = browser(world.other_manager).get("/")
    assert "Nothing is waiting. An assessment appears here" in said(part(page, "to-sign"))
    assert "Your teams hold no open family yet." in said(part(page, "teams"))


@pytest.mark.parametrize(("who", "ability"), [("coordinator", "/tools"), ("administrator", None)])
def test_an_account_without_cases_is_told_what_it_can_do(
    browser: Open, world: World, who: str, ability: str | None
) -> None:
    person = browser(getattr(world, who))
    page = person.get("/")
    addresses = [link["href"] for link in page.select("main a")]
    assert addresses[-1] == "/account/"
    assert any(address.startswith(ability) for address in addresses) if ability else len(addresses) == 1
    for address in addresses:
        person.get(address)
    assert "It works with no families of its own." in words(page)


def test_a_draft_shows_how_far_it_is_just_as_its_list_of_parts_does(browser: Open, world: World) -> None:
    with db.engines.writer() as session:
        made = make(session, world)
        make_answer(session, made)
        make_answer(session, made, code="physical.home.warmth", profile_id=made.household.id)
        key = made.assessment.key
        session.commit()
    worker = browser(world.worker)
    drafts = part(worker.get("/"), "drafts")
    assert links(drafts) == [f"/assessments/{key}"]
    assert "Isla Harrow, cared for by Leanne Harrow" in said(drafts)
    assert "2 of 4 items answered" in said(drafts)
    assert "2 of 4 items answered" in words(worker.get(f"/assessments/{key}"))


def test_what_was_returned_stands_apart_and_what_is_done_not_at_all(browser: Open, world: World) -> None:
    _, returned, latest, *_ = keys = kept(
        world,
        {},
        {"state": RevisionState.RETURNED},
        {},
        {"state": RevisionState.STOPPED},
        {"state": RevisionState.SIGNED_OFF},
        {"recorded_in_error_at": clock.now(), "recorded_in_error_reason": "The wrong child"},
        {"lead": world.colleague},
    )
    page = browser(world.worker).get("/")
    assert links(part(page, "drafts")) == [f"/assessments/{key}" for key in (latest, keys[0])]
    assert links(part(page, "returned")) == [f"/assessments/{returned}"]


def test_what_waits_for_sign_off_says_who_will_sign(browser: Open, world: World) -> None:
    with db.engines.writer() as session:
        make_user(session, team=world.team, role=Role.MANAGER, name="Zoe Adeyemi")
        make_user(session, team=world.team, role=Role.MANAGER, name="Gone Away", active=False)
        session.commit()
    [key] = kept(world, {"state": RevisionState.SUBMITTED})
    waiting = part(browser(world.worker).get("/"), "waiting")
    assert links(waiting) == [f"/assessments/{key}"]
    names = " or ".join(sorted([world.manager.name, "Zoe Adeyemi"]))
    assert f"To be signed off by: {names}" in said(waiting)
    assert "Gone Away" not in said(waiting)


def test_a_team_without_a_manager_is_told_whom_to_ask(browser: Open, world: World) -> None:
    with db.engines.writer() as session:
        lonely = make_user(session)
        make(session, world, lead=lonely, state=RevisionState.SUBMITTED)
        session.commit()
        session.expunge_all()
    assert "Nobody: no manager is on record" in said(part(browser(lonely).get("/"), "waiting"))


def test_the_first_ten_families_are_shown_with_their_last_reading(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(2), 3)
        for number in range(11):
            family = make_family(made.session, team=world.team, label=f"Zed family {number:02}")
            make_allocation(made.session, family=family, user=world.worker)
        made.session.execute(
            update(Family).where(Family.label == "Zed family 00").values(closed_on=months_ago(0))
        )
    families = part(browser(world.worker).get("/"), "families")
    assert len(links(families)) == 10
    assert links(families)[0] == f"/families/{world.family.key}"
    assert f"Last reading: {long_date(months_ago(2))}" in said(families)
    assert families.select("p a")[-1].get_text(strip=True) == "All 11 open families"


def test_what_was_kept_after_a_session_had_ended_is_offered_to_its_sender_only(
    browser: Open, world: World
) -> None:
    at = datetime(2026, 11, 3, 14, 32, tzinfo=UTC)
    with db.engines.writer() as session:
        for user, expires in ((world.worker, 1), (world.coordinator, 1), (world.manager, -1)):
            row = HeldInput(
                key=new_key(), user_id=user.id, path="/families/register", form=[["label", "x"]], at=at,
                expires_at=clock.now() + timedelta(hours=expires),
            )  # fmt: skip
            session.add(row)
        session.commit()
    for who, count in ((world.worker, 1), (world.coordinator, 1), (world.manager, 0), (world.colleague, 0)):
        person = browser(who)
        offered = person.get("/").select("section[aria-labelledby='kept'] a")
        assert len(offered) == count
        for link in offered:
            assert link.get_text() == "What you sent on 3 November 2026 at 14:32"
            person.get(link["href"])


def submitted(world: World, *days_ago: int, **changes: Any) -> list[str]:
    """Assessments that were handed in so many days ago."""
    keys = kept(world, *({"state": RevisionState.DRAFT, **changes} for _ in days_ago))
    with db.engines.writer() as session:
        for key, days in zip(keys, days_ago, strict=True):
            _hand_in(session, key, clock.now() - timedelta(days=days))
        session.commit()
    return keys


def _hand_in(session: Session, key: str, at: datetime) -> None:
    revision = session.scalars(select(Revision).join(Revision.assessment).filter_by(key=key)).one()
    revision.submitted_at, revision.state = at, RevisionState.SUBMITTED
    session.flush()


def test_the_longest_wait_stands_first_in_a_managers_queue(browser: Open, world: World) -> None:
    keys = submitted(world, 1, 12, 0)
    manager = browser(world.manager)
    queue = part(manager.get("/"), "to-sign")
    assert links(queue) == [f"/assessments/{keys[place]}/sign-off" for place in (1, 0, 2)]
    assert f"Waiting for 12 days. Led by {world.worker.name}" in said(queue)
    assert "Handed in today" in said(queue)
    for address in links(queue):
        manager.get(address)


def test_only_what_one_may_sign_is_in_the_queue(browser: Open, world: World) -> None:
    with db.engines.writer() as session:
        elsewhere = make_user(session)
        make(session, world, lead=elsewhere, state=RevisionState.SUBMITTED)
        make(session, world, lead=world.manager, state=RevisionState.SUBMITTED)
        took_part = make(session, world)
        add_part(session, took_part.assessment, world.manager, part=Part.CONTRIBUTOR)
        took_part.revision.submitted_at, took_part.revision.state = clock.now(), RevisionState.SUBMITTED
        hidden = make_family(session, team=make_team(session), restricted=True)
        make(session, world, family=hidden, state=RevisionState.SUBMITTED)
        make(session, world, state=RevisionState.RETURNED)
        make(session, world, state=RevisionState.SIGNED_OFF)
        session.commit()
    page = browser(world.manager).get("/")
    assert links(part(page, "to-sign")) == []
    assert len(links(part(page, "waiting"))) == 1


def test_a_manager_sees_how_many_families_the_teams_hold(browser: Open, world: World) -> None:
    with db.engines.writer() as session:
        make_family(session, team=world.team)
        make_family(session, team=world.team, closed_on=months_ago(0))
        make_family(session)
        session.commit()
    teams = part(browser(world.manager).get("/"), "teams")
    assert (teams.a.get_text(), teams.a["href"]) == ("2 open families", "/caseload")


@pytest.mark.parametrize(
    ("who", "state", "section"),
    [
        ("worker", RevisionState.DRAFT, "drafts"),
        ("worker", RevisionState.SUBMITTED, "waiting"),
        ("manager", RevisionState.SUBMITTED, "to-sign"),
    ],
)
def test_long_lists_are_shown_a_page_at_a_time(
    browser: Open, world: World, who: str, state: RevisionState, section: str
) -> None:
    parameter = section.replace("-", "_")
    keys = kept(world, *({"state": state} for _ in range(26)))
    person = browser(getattr(world, who))
    first = part(person.get("/"), section)
    assert len(links(first)) == 25
    following = first.select_one(".govuk-pagination__next a")["href"]
    assert following == f"/?{parameter}=2"
    both = {address.split("/")[2] for address in links(first) + links(part(person.get(following), section))}
    assert both == set(keys)
    for number in ("99", "0", "x"):
        person.get(f"/?{parameter}={number}")


def test_a_desk_with_families_on_it_is_on_record_by_counts(browser: Open, world: World) -> None:
    kept(world, {}, {"state": RevisionState.SUBMITTED})
    browser(world.worker).get("/")
    browser(world.manager).get("/")
    counts = [(one.actor_id, one.canonical) for one in events("assessment.listed")]
    assert [actor for actor, _ in counts] == [world.worker.id, world.manager.id]
    assert '"drafts":1,"families":1,"waiting":1' in counts[0][1]
    assert '"to_sign":1' in counts[1][1]
    assert world.family.label not in counts[0][1]


@pytest.mark.parametrize("who", ["colleague", "manager", "coordinator", "administrator"])
def test_a_desk_without_families_leaves_no_record(browser: Open, world: World, who: str) -> None:
    browser(getattr(world, who)).get("/")
    assert events("assessment.listed") == []


@pytest.mark.parametrize("who", ["worker", "manager"])
def test_much_work_takes_as_many_statements_as_little(browser: Open, world: World, who: str) -> None:
    several = ({}, {"state": RevisionState.SUBMITTED})
    kept(world, *several)
    person = browser(getattr(world, who))
    keep_standing()
    little = count_statements(person, "/")
    kept(world, *several * 6)
    with db.engines.writer() as session:
        for _ in range(6):
            make_allocation(session, family=make_family(session, team=world.team), user=world.worker)
        session.commit()
    keep_standing()
    assert count_statements(person, "/") == little <= 29


def keep_standing() -> None:
    """What lists read, as every night leaves it."""
    with db.engines.writer() as session:
        rebuild_standing(session)
        session.commit()
