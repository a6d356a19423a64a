"""Who may call which page of a family. What one may not see is answered as if it did not exist."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access import scope
from gcp_tool.access.actor import load_actor
from gcp_tool.core.keys import new_key
from gcp_tool.extensions import db
from gcp_tool.models import Family, User
from tests.client import Browser
from tests.factories import make_allocation, make_assessment, make_family
from tests.factories.defaults import AT
from tests.integration.families.places import Open, Places, keep, today

OK, FORBIDDEN, NOT_FOUND, UNPROCESSABLE, SIGN_IN = 200, 403, 404, 422, 303

# allocated, not allocated, manager, manager elsewhere, coordinator, administrator, nobody
LISTS = (OK, OK, OK, OK, FORBIDDEN, FORBIDDEN, SIGN_IN)
READ = (OK, NOT_FOUND, OK, NOT_FOUND, FORBIDDEN, FORBIDDEN, SIGN_IN)
MANAGE = (FORBIDDEN, FORBIDDEN, OK, NOT_FOUND, FORBIDDEN, FORBIDDEN, SIGN_IN)
PEOPLE = (
    "allocated",
    "not allocated",
    "manager",
    "manager elsewhere",
    "coordinator",
    "administrator",
    "nobody",
)
PAGES = {
    "/families": LISTS,
    "/families/search": LISTS,
    "/families/register": LISTS,
    "/families/{family}/edit": READ,
    "/families/{family}/allocate": MANAGE,
    "/families/{family}/people/add": READ,
    "/families/{family}/people/{child}": READ,
    "/families/{family}/people/{child}/edit": READ,
    "/families/{family}/people/{child}/leave": READ,
}
FORMS = [path for path in PAGES if path != "/families" and not path.endswith("{child}")]


def address(path: str, places: Places) -> str:
    return path.format(family=places.world.family.key, child=places.world.child.key)


def test_a_page_is_for_those_who_may_see_it(places: Places, browser: Open) -> None:
    found = {
        path: tuple(
            browser(user).client.get(address(path, places)).status_code for user in places.everybody.values()
        )
        for path in PAGES
    }
    assert found == PAGES
    assert tuple(places.everybody) == PEOPLE


def test_a_form_is_taken_from_those_who_may_see_its_page(places: Places, browser: Open) -> None:
    """An empty form is refused for its faults where it is taken at all, and for its sender where it is not."""
    taken = {path: tuple(send_nothing(browser(user), address(path, places), user) for user in places.everybody.values())
             for path in FORMS}  # fmt: skip
    assert taken == {
        path: tuple(UNPROCESSABLE if status == OK else status for status in PAGES[path]) for path in FORMS
    }


def send_nothing(mine: Browser, path: str, user: User | None) -> int:
    """Send a form that is whole but empty; what it is answered with."""
    form = mine.fields("/account/password")[1] if user else mine.fields("/sign-in")[1]
    return mine.post(path, {"once": new_key(), "csrf_token": form["csrf_token"]}).status_code


NOT_THERE = (
    "/families/{far}/edit",
    "/families/{far}/allocate",
    "/families/{far}/people/add",
    "/families/{far}/people/{mia}",
    "/families/{family}/people/{mia}",
    "/families/{family}/people/{mia}/edit",
    "/families/{family}/people/{mia}/leave",
    "/families/{family}/people/nobody",
    "/families/{family}/people/{family}",
    "/families/{family}/people/%F0%9F%98%80",
    "/families/nothing/edit",
    "/families/{child}/edit",
    "/families/%00/edit",
)


def test_a_key_of_somebody_elses_is_answered_as_one_that_is_not(places: Places, browser: Open) -> None:
    keys = {
        "far": places.far_family.key,
        "mia": places.far_child.key,
        "family": places.world.family.key,
        "child": places.world.child.key,
    }
    mine = browser(places.world.manager)
    found = {path: mine.client.get(path.format(**keys)).status_code for path in NOT_THERE}
    assert found == dict.fromkeys(NOT_THERE, NOT_FOUND)


def test_a_restricted_family_is_for_its_worker_and_its_manager(places: Places, browser: Open) -> None:
    world = places.world
    path = f"/families/{world.family.key}/edit"
    browser(world.manager).submit(path, {"restricted": "yes"})
    assert [browser(who).client.get(path).status_code for who in (world.worker, world.manager)] == [OK, OK]
    assert browser(world.colleague).client.get(path).status_code == NOT_FOUND


def test_a_list_holds_the_very_families_that_may_be_opened_one_by_one(places: Places, app: object) -> None:
    """The two forms of the filter agree, for everybody, whatever ties them to a family."""
    world = places.world

    def make(session: Session) -> None:
        for restricted in (False, True):
            family = make_family(session, team=places.far_team, restricted=restricted)
            make_assessment(session, family=family, lead=world.worker)
            make_assessment(session, family=family, lead=world.colleague, **in_error(world.colleague))
            make_allocation(session, family=family, user=world.colleague, ended_on=today())
            make_allocation(
                session, family=make_family(session, restricted=restricted), user=world.other_manager
            )
            make_family(session, team=world.team, restricted=restricted, closed_on=today())
        make_allocation(session, family=world.family, user=world.administrator, lead=False)

    keep(make)
    with db.engines.reader() as session:
        for user in filter(None, places.everybody.values()):
            actor = load_actor(session, user.id)
            one_by_one = session.scalars(
                select(Family.id).where(scope.families(actor)).order_by(Family.id)
            ).all()
            listed = session.scalars(
                select(Family.id).where(Family.id.in_(scope.family_ids(actor))).order_by(Family.id)
            )
            assert listed.all() == one_by_one
        assert len(session.scalars(scope.family_ids(load_actor(session, world.worker.id))).all()) == 2
        assert len(session.scalars(scope.family_ids(load_actor(session, world.manager.id))).all()) == 3


def in_error(user: User) -> dict[str, object]:
    """An assessment that ties nobody to a family any more."""
    return {
        "recorded_in_error_at": AT,
        "recorded_in_error_by_id": user.id,
        "recorded_in_error_reason": "Wrong family",
    }
