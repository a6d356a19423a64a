"""A family with two children and two carers, and the steps of assessing them together."""

from dataclasses import dataclass
from datetime import date

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.extensions import db
from gcp_tool.models import Person
from tests.client import Browser
from tests.factories import make_member, make_person
from tests.integration.assessments import stories
from tests.integration.world import World, date_parts, days_ago


@dataclass(frozen=True, slots=True)
class Household:
    """The world's family, with a second child and a second carer."""

    world: World
    second_child: Person
    second_carer: Person

    @property
    def first(self) -> str:
        """The first child with the main carer, as a form names them."""
        return stories.care(self.world)

    @property
    def second(self) -> str:
        """The second child with the main carer."""
        return f"{self.second_child.key}.{self.world.carer.key}"

    @property
    def with_second_carer(self) -> str:
        """The first child with the second carer."""
        return f"{self.world.child.key}.{self.second_carer.key}"


def make_household(world: World) -> Household:
    """Put a second child, of five, and a second carer into the world's family."""
    with db.engines.writer() as session:
        born = date(clock.today().year - 6, 1, 20)
        child = make_person(session, given_name="Noah", birth_on=born)
        carer = make_person(session, given_name="Dean", birth_on=date(1990, 5, 6))
        make_member(session, family=world.family, person=child)
        make_member(session, family=world.family, person=carer, role=MemberRole.SECOND_CARER)
        session.commit()
        session.expunge_all()
    return Household(world, child, carer)


def start_fields(world: World, *cares: str, **changes: object) -> dict[str, object]:
    """What is typed to start an assessment of these cares."""
    fields: dict[str, object] = {
        "cares": list(cares),
        "tool": world.tool.key,
        "purpose": "review",
        **date_parts("window_from", days_ago(20)),
        **date_parts("window_to", days_ago(2)),
    }
    return fields | changes


def start(browser: Browser, world: World, *cares: str, **changes: object) -> str:
    """Start an assessment of these cares; its key is returned."""
    path = f"/families/{world.family.key}/assessments/start"
    response = browser.submit(path, start_fields(world, *cares, **changes))
    return response.location.removesuffix("/scope").rsplit("/", 1)[1]


def rows(browser: Browser, key: str, area: str) -> dict[tuple[str, str], str]:
    """The name of the radios of each row of an area's page, by what they ask and whose they are."""
    page = browser.get(stories.area_path(key, area))
    found = {}
    for row in page.select(".app-row"):
        asked, _, whose = row.legend.get_text().partition(": ")
        name = str(row.select_one("input[type=radio]")["name"])
        is_own = row.find("input", value="same") is not None
        found[asked, f"{whose} alone" if is_own else whose] = name
    return found
