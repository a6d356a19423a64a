"""Steps that stories about assessments share, each as a browser takes it."""

from datetime import date

from sqlalchemy import select

from gcp_tool.extensions import db
from gcp_tool.models import Assessment, Person, Profile, Revision
from tests.client import Browser
from tests.integration.world import World, date_parts, days_ago

MEALS = "food.meals"
HOME = "physical.home"
ITEMS = {
    MEALS: ("food.meals.enough", "food.meals.regular"),
    HOME: ("physical.home.warmth", "physical.home.sleep"),
}


def start(browser: Browser, world: World, *, first: date | None = None, last: date | None = None) -> str:
    """Start an assessment; its key is returned."""
    path = f"/families/{world.family.key}/assessments/start"
    response = browser.submit(
        path,
        {
            "cares": [care(world)],
            "tool": world.tool.key,
            "purpose": "baseline",
            **date_parts("window_from", first or days_ago(20)),
            **date_parts("window_to", last or days_ago(2)),
        },
    )
    return response.location.rsplit("/", 1)[1]


def care(world: World) -> str:
    """The child with the carer, as a form names them."""
    return f"{world.child.key}.{world.carer.key}"


def area_path(key: str, area: str) -> str:
    return f"/assessments/{key}/areas/{area}"


def grade(browser: Browser, key: str, area: str, *choices: str) -> None:
    """Choose a grade for each item of an area and save."""
    fields = {f"grade-{item}": choice for item, choice in zip(ITEMS[area], choices, strict=True)}
    browser.submit(area_path(key, area), fields)


def evidence(
    *items: str, words: str = "Two empty cupboards; the child asked for food twice."
) -> dict[str, object]:
    """The fields of a piece of evidence."""
    return {"words": words, "source": "seen_at_visit", "shows": list(items), **date_parts("on", days_ago(3))}


def say_the_rest(browser: Browser, key: str, *children: Person) -> None:
    """Write down each child's voice and what the family was told, without which nothing can be submitted."""
    for child in children:
        browser.submit(f"/assessments/{key}/voices/{child.key}", {"words": "I like my dinner at Nan's."})
    browser.submit(f"/assessments/{key}/told", {"agreement": "partly", **date_parts("told_on", days_ago(1))})


def fill_in(browser: Browser, key: str, meals: str = "4", home: str = "2") -> None:
    """Grade everything and write everything down that is needed to submit."""
    for area, value in ((HOME, home), (MEALS, meals)):
        fields = {f"grade-{item}": value for item in ITEMS[area]}
        browser.submit(area_path(key, area), fields | evidence(*ITEMS[area]))
    say_the_rest(browser, key, *children_of(key))


def complete(browser: Browser, key: str, meals: str = "4", home: str = "2") -> None:
    """Fill everything in and submit."""
    fill_in(browser, key, meals, home)
    browser.submit(f"/assessments/{key}/check", {})


def children_of(key: str) -> list[Person]:
    """The children that an assessment is about."""
    with db.engines.reader() as session:
        profiles = select(Profile.child_id).join(Assessment).where(Assessment.key == key)
        statement = select(Person).where(Person.id.in_(profiles)).order_by(Person.id)
        children = list(session.scalars(statement))
        session.expunge_all()
    return children


def sign_off(browser: Browser, key: str) -> None:
    browser.submit(f"/assessments/{key}/sign-off", {"decision": "sign_off", "comments": ""})


def find(key: str) -> tuple[Assessment, Revision]:
    """The assessment and its revision as they stand in the database."""
    with db.engines.reader() as session:
        assessment = session.scalars(select(Assessment).where(Assessment.key == key)).one()
        revision = session.get_one(Revision, assessment.current_revision_id)
        session.expunge_all()
    return assessment, revision
