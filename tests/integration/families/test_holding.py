"""What a family is called, who holds it, and who works with it."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor, load_actor
from gcp_tool.audit.transactions import transaction
from gcp_tool.core.keys import new_key
from gcp_tool.domain.errors import EditConflict, Invalid, NotAllowed, NotPossible
from gcp_tool.domain.vocabulary import Role
from gcp_tool.extensions import db
from gcp_tool.families.queries.holding import Worker, list_workers
from gcp_tool.families.services.allocation import NOBODY, allocate
from gcp_tool.families.services.changing import Holding, change_family
from gcp_tool.models import Allocation, Family, Team, User, UserRole
from tests.client import check_page, errors, words
from tests.factories import make_allocation, make_family, make_user
from tests.integration.families.places import (
    Open,
    Places,
    count_of,
    events,
    every,
    form_again,
    keep,
    one,
    today,
)


def edit_path(places: Places) -> str:
    return f"/families/{places.world.family.key}/edit"


def allocate_path(places: Places) -> str:
    return f"/families/{places.world.family.key}/allocate"


def the_family(places: Places) -> Family:
    family: Family = one(Family, id=places.world.family.id)
    return family


def test_a_worker_changes_what_a_family_is_called_and_where_it_lives(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    assert mine.get(edit_path(places)).select("[name=team], [name=restricted]") == []
    response = mine.submit(edit_path(places), {"label": "Harrow and Teasdale", "area": ""})
    assert response.location == f"/families/{places.world.family.key}"
    family = the_family(places)
    assert (family.label, family.area, family.version, family.changed_by_id) == (
        "Harrow and Teasdale", "", 2, places.world.worker.id,
    )  # fmt: skip
    assert [row.actor_id for row in events("family.changed", family_id=family.id)] == [places.world.worker.id]


def test_a_worker_cannot_say_who_holds_a_family(places: Places, browser: Open) -> None:
    fields = {"team": places.far_team.key, "restricted": "yes"}
    browser(places.world.worker).submit(edit_path(places), fields)
    family = the_family(places)
    assert (family.team_id, family.restricted) == (places.world.team.id, False)


def test_a_manager_restricts_a_family_and_lifts_it(places: Places, browser: Open) -> None:
    mine = browser(places.world.manager)
    mine.submit(edit_path(places), {"restricted": "yes"})
    assert the_family(places).restricted
    assert "Restricted" in words(mine.get("/families"))
    mine.submit(edit_path(places), {"restricted": "no"})
    assert not the_family(places).restricted
    first, second = events("family.changed")
    assert '"restricted":true' in first.canonical
    assert '"restricted":false' in second.canonical


def test_a_manager_moves_a_family_out_of_their_own_sight(places: Places, browser: Open) -> None:
    mine = browser(places.world.manager)
    assert mine.submit(edit_path(places), {"team": places.far_team.key}).location == "/families"
    assert the_family(places).team_id == places.far_team.id
    mine.get(edit_path(places), 404)
    browser(places.world.worker).get(edit_path(places))


def test_what_cannot_be_right_about_a_family_is_said(places: Places, browser: Open) -> None:
    mine = browser(places.world.manager)
    cases = {
        "Enter what the family is called": {"label": "   "},
        "“Area (optional)” is 99,900 characters too long: it can hold 100": {"area": "x" * 100_000},
        "Choose from the list": {"team": "nothing"},
        "Choose the team that holds the family": {"team": ""},
        "Choose who may open this family": {"restricted": ""},
    }
    said = {message: errors(mine.submit(edit_path(places), fields, 422)) for message, fields in cases.items()}
    cases_said = {message: [message] for message in cases}
    long = "“Area (optional)” is 99,900 characters too long: it can hold 100"
    cases_said[long] = ["“Area (optional)” is 80,000 characters too long: it can hold 20,000"]
    assert said == cases_said
    assert the_family(places).version == 1


def test_of_two_who_change_a_family_neither_is_overwritten(places: Places, browser: Open) -> None:
    world = places.world
    first, second = browser(world.worker), browser(world.manager)
    action, fields = second.fields(edit_path(places))
    first.submit(edit_path(places), {"label": "Theirs", "area": "North"})
    response = second.post(action, fields | {"label": "Mine", "restricted": "yes"}, 409)
    page = words(check_page(response))
    assert f"{world.worker.name} saved at" in page
    assert "What is the family called? You typed Mine" in page
    assert "Theirs" in page
    assert "Who may open this family? You typed Only its workers and their manager" in page
    assert "Which team holds" not in page.split("Discard")[0]
    assert the_family(places).label == "Theirs"
    assert len(events("family.viewed", actor_id=world.manager.id)) == 2
    again = form_again(response, action)[1]
    second.post(action, again, 303)
    family = the_family(places)
    assert (family.label, family.restricted, family.version) == ("Mine", True, 3)


def test_a_move_by_somebody_else_is_told_by_the_name_of_the_team(places: Places, browser: Open) -> None:
    world = places.world

    def make(session: Session) -> None:
        session.add(UserRole(user_id=world.manager.id, role=Role.MANAGER, team_id=places.far_team.id))

    keep(make)
    first, second = browser(world.manager), browser(world.manager)
    action, fields = second.fields(edit_path(places))
    assert first.submit(edit_path(places), {"team": places.far_team.key}).location.endswith(world.family.key)
    page = words(second.post(action, fields | {"label": "Mine"}, 409))
    told = page.split("Which team holds the family?")[1].split("Discard")[0]
    assert told.startswith(f" You typed {world.team.name}, ")
    assert "Far team, Thornmere Council" in told


def test_a_change_sent_twice_happens_once(places: Places, browser: Open) -> None:
    mine = browser(places.world.worker)
    action, fields = mine.fields(edit_path(places))
    sent = fields | {"label": "Once"}
    assert mine.post(action, sent, 303).location == mine.post(action, sent, 303).location
    assert the_family(places).version == 2
    assert len(events("family.changed")) == 1


def choices(browser: Open, places: Places) -> dict[str, str]:
    page = browser(places.world.manager).get(allocate_path(places))
    items = page.select(".govuk-radios__item")
    return {
        item.label.get_text(strip=True): item.select_one(".govuk-hint").get_text(strip=True) for item in items
    }


def test_a_manager_allocates_a_worker_of_the_team_and_the_one_before_ends(
    places: Places, browser: Open
) -> None:
    world = places.world
    response = browser(world.manager).submit(allocate_path(places), {"worker": world.colleague.key})
    assert response.location == f"/families/{world.family.key}"
    before, after = every(Allocation, family_id=world.family.id)
    assert (before.user_id, before.ended_on) == (world.worker.id, today())
    assert (after.user_id, after.team_id, after.lead, after.started_on, after.ended_on) == (
        world.colleague.id, world.team.id, True, today(), None,
    )  # fmt: skip
    (told,) = events("family.allocated", family_id=world.family.id)
    assert told.actor_id == world.manager.id
    browser(world.colleague).get(edit_path(places))
    browser(world.worker).get(edit_path(places), 404)


def test_those_who_may_assess_in_the_team_are_offered_with_how_much_they_have(
    places: Places, browser: Open
) -> None:
    def make(session: Session) -> None:
        for facts in ({"role": None, "name": "No Role"}, {"active": False, "name": "Gone"},
                      {"role": Role.COORDINATOR, "name": "Counts"}):  # fmt: skip
            make_user(session, team=places.world.team, **facts)
        for name, family in (("Ada Two", 2), ("Zed None", 0)):
            user = make_user(session, team=places.world.team, name=name)
            for _ in range(family):
                make_allocation(session, family=make_family(session), user=user)
            make_allocation(session, family=make_family(session), user=user, ended_on=today())

    keep(make)
    offered = choices(browser, places)
    assert next(iter(offered)) == "Ada Two"
    assert (offered["Ada Two"], offered["Zed None"]) == ("2 families", "0 families")
    assert offered[places.world.worker.name] == "1 family, allocated now"
    assert not {"No Role", "Gone", "Counts", "Priya Nair"} & set(offered)


def test_every_allocation_so_far_is_listed_with_its_dates(places: Places, browser: Open) -> None:
    world = places.world
    mine = browser(world.manager)
    assert f"{world.worker.name} , {world.team.name} Allocated from 2 March 2026" in words(
        mine.get(allocate_path(places))
    )
    mine.submit(allocate_path(places), {"worker": world.colleague.key})
    page = words(mine.get(allocate_path(places)))
    assert page.index(world.colleague.name) < page.rindex(world.worker.name)
    assert "Allocated 2 March " in page


def test_a_worker_must_be_chosen_among_those_offered(places: Places, browser: Open) -> None:
    mine = browser(places.world.manager)
    cases = {
        "Choose a worker": "",
        "Choose from the list": places.far_worker.key,
        f"{places.world.worker.name} is allocated already": places.world.worker.key,
    }
    said = {
        text: errors(mine.submit(allocate_path(places), {"worker": key}, 422)) for text, key in cases.items()
    }
    assert said == {text: [text] for text in cases}
    assert count_of(Allocation) == 2


def test_of_two_managers_who_allocate_neither_is_overwritten(places: Places, browser: Open) -> None:
    world = places.world
    vera = keep(lambda session: make_user(session, team=world.team, role=Role.MANAGER, name="Vera Moss"))
    mine = browser(world.manager)
    action, fields = mine.fields(allocate_path(places))
    browser(vera).submit(allocate_path(places), {"worker": vera.key})
    response = mine.post(action, fields | {"worker": world.colleague.key}, 409)
    page = words(check_page(response))
    assert "Another manager saved at" in page
    assert f"You typed {world.colleague.name}" in page
    assert "Vera Moss" in page
    again = form_again(response, action)[1]
    mine.post(action, again, 303)
    assert [row.user_id for row in every(Allocation, family_id=world.family.id)] == [
        world.worker.id, vera.id, world.colleague.id,
    ]  # fmt: skip


def test_the_first_allocation_of_two_managers_stands(places: Places, browser: Open) -> None:
    world = places.world
    family = keep(lambda session: make_family(session, team=world.team))
    path = f"/families/{family.key}/allocate"
    mine = browser(world.manager)
    action, fields = mine.fields(path)
    mine.submit(path, {"worker": world.colleague.key})
    mine.post(action, fields | {"worker": world.worker.key}, 409)
    (lead,) = every(Allocation, family_id=family.id)
    assert lead.user_id == world.colleague.id


def test_an_allocation_sent_twice_happens_once(places: Places, browser: Open) -> None:
    mine = browser(places.world.manager)
    action, fields = mine.fields(allocate_path(places))
    sent = fields | {"worker": places.world.colleague.key}
    assert mine.post(action, sent, 303).location == mine.post(action, sent, 303).location
    assert len(every(Allocation, family_id=places.world.family.id)) == 2


def test_a_closed_family_is_not_allocated(places: Places, browser: Open) -> None:
    closed = keep(lambda session: make_family(session, team=places.world.team, closed_on=today()))
    mine = browser(places.world.manager)
    fields = mine.fields(allocate_path(places))[1]
    sent = fields | {"once": new_key(), "worker": places.world.colleague.key, "version": "0"}
    assert "This family is closed" in words(mine.post(f"/families/{closed.key}/allocate", sent, 409))
    assert every(Allocation, family_id=closed.id) == []


def actor_of(session: Session, user: User) -> Actor:
    actor = load_actor(session, user.id)
    assert actor is not None
    return actor


def attempt(change: Any) -> None:
    """Do something as a service does it, in a write of its own."""
    with transaction(db.engines) as session:
        change(session)


def test_the_services_themselves_refuse_what_the_pages_do_not_offer(places: Places, app: object) -> None:
    world = places.world

    def change(session: Session, user: User, holding: Holding | None) -> None:
        family = session.get_one(Family, world.family.id)
        by = actor_of(session, user)
        change_family(session, family=family, label="X", area="", holding=holding, expected=1, by=by)

    with pytest.raises(NotAllowed, match="may not change it"):
        attempt(lambda session: change(session, world.administrator, None))
    with pytest.raises(NotAllowed, match="Only a manager of the team"):
        attempt(lambda session: change(session, world.worker, Holding(places.far_team, restricted=True)))

    def give(session: Session, user: User, expected: int = NOBODY, family_id: int = world.family.id) -> None:
        family = session.get_one(Family, family_id)
        worker = Worker(
            world.worker.id, world.worker.key, world.worker.name, 1, world.team.id, world.team.name
        )
        allocate(session, family=family, worker=worker, expected=expected, by=actor_of(session, user))

    with pytest.raises(NotAllowed, match="Only a manager of the team"):
        attempt(lambda session: give(session, world.other_manager))
    with pytest.raises(EditConflict):
        attempt(lambda session: give(session, world.manager))
    lead = one(Allocation, family_id=world.family.id)
    with pytest.raises(Invalid, match="is allocated already"):
        attempt(lambda session: give(session, world.manager, lead.id))
    closed = keep(lambda session: make_family(session, team=world.team, closed_on=today()))
    with pytest.raises(NotPossible, match="closed"):
        attempt(lambda session: give(session, world.manager, family_id=closed.id))
    assert the_family(places).version == 1
    assert events("family.changed") == events("family.allocated") == []


def test_workers_of_another_team_are_not_offered(places: Places, app: object) -> None:
    with db.engines.reader() as session:
        family = session.get_one(Family, places.far_family.id)
        assert [worker.name for worker in list_workers(session, [family.team_id])] == ["Priya Nair"]
        assert session.get_one(Team, family.team_id).name == "Far team"
