"""Every form of the tool, opened and filled in as its person would, so that rules for all forms are tried on all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Flask

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.extensions import db
from gcp_tool.models import User
from tests.client import Browser
from tests.factories import make_allocation, make_family, make_member, make_person
from tests.factories.defaults import next_number
from tests.integration.assessments import stories
from tests.integration.world import World, date_parts, days_ago

# letters only, so that a name made from it sounds like none before
_SOUNDS = ("bardo", "tylvi", "mekra", "gosun", "fenwa", "zupri", "lachto", "diquen", "horvy", "jesk")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form, filled in: who sends it where, what is sent, and the page it is on."""

    browser: Browser
    user: User
    path: str
    fields: dict[str, Any]
    shown_at: str


Case = Callable[["Story"], Filled]


@dataclass(frozen=True, slots=True)
class Story:
    """A family of its own for each form, so that one leaves nothing for the next."""

    app: Flask
    world: World

    @property
    def worker(self) -> Browser:
        """The browser of whoever works with the family."""
        return Browser(self.app, self.world.worker)

    @property
    def manager(self) -> Browser:
        """The browser of their manager."""
        return Browser(self.app, self.world.manager)

    def fill(self, path: str, changes: dict[str, Any], *, by_manager: bool = False) -> Filled:
        """Open a page and fill its form in."""
        browser = self.manager if by_manager else self.worker
        user = self.world.manager if by_manager else self.world.worker
        action, fields = browser.fields(path)
        return Filled(browser, user, action, fields | changes, path)

    def assessment(self, *, graded: bool = False, submitted: bool = False) -> str:
        """The key of an assessment of the family."""
        key = stories.start(self.worker, self.world)
        if submitted:
            stories.complete(self.worker, key)
        elif graded:
            stories.grade(self.worker, key, stories.HOME, "2", "2")
            fields = {f"grade-{item}": "4" for item in stories.ITEMS[stories.MEALS]}
            fields |= stories.evidence(*stories.ITEMS[stories.MEALS])
            self.worker.submit(stories.area_path(key, stories.MEALS), fields)
        return key


def begin_story(app: Flask, world: World) -> Story:
    """A new family with a child and a carer, allocated to the world's worker."""
    with db.engines.writer() as session:
        family = make_family(session, team=world.team)
        child = make_person(session, given_name="Isla", birth_on=date(clock.today().year - 7, 1, 15))
        carer = make_person(session, given_name="Leanne", birth_on=date(1994, 2, 3))
        make_member(session, family=family, person=child)
        make_member(session, family=family, person=carer, role=MemberRole.MAIN_CARER)
        make_allocation(session, family=family, user=world.worker)
        session.commit()
        session.expunge_all()
    return Story(app, replace(world, family=family, child=child, carer=carer))


def _unheard_of() -> str:
    number = next_number()
    return (_SOUNDS[number % 10] + _SOUNDS[number // 10 % 10]).capitalize()


def _search(story: Story) -> Filled:
    return story.fill("/families/search", {"words": "Nobody of this name"})


def _register(story: Story) -> Filled:
    name = _unheard_of()
    fields = {
        "label": name,
        "child_born": ["born"],
        "child_given_name": _unheard_of(),
        "child_family_name": name,
        "carer_given_name": _unheard_of(),
        "carer_family_name": name,
        **date_parts("child_birth_on", days_ago(2500 + next_number())),
    }
    return story.fill("/families/register", fields)


def _edit_family(story: Story) -> Filled:
    return story.fill(f"/families/{story.world.family.key}/edit", {"label": "Another name"})


def _allocate(story: Story) -> Filled:
    path = f"/families/{story.world.family.key}/allocate"
    return story.fill(path, {"worker": [story.world.colleague.key]}, by_manager=True)


def _add_person(story: Story) -> Filled:
    name = _unheard_of()
    fields = {
        "kind": [MemberRole.CHILD.value],
        "given_name": name,
        "family_name": name,
        "household": "Home",
        "language": "Welsh",
        **date_parts("birth_on", days_ago(1200 + next_number())),
    }
    return story.fill(f"/families/{story.world.family.key}/people/add", fields)


def _edit_person(story: Story) -> Filled:
    path = f"/families/{story.world.family.key}/people/{story.world.child.key}/edit"
    return story.fill(path, {"language": "Welsh", "needs": "Wears glasses.\nSits at the front."})


def _leave(story: Story) -> Filled:
    return story.fill(f"/families/{story.world.family.key}/people/{story.world.carer.key}/leave", {})


def _start(story: Story) -> Filled:
    world = story.world
    fields = {
        "child": [world.child.key],
        "carer": [world.carer.key],
        "tool": [world.tool.key],
        "purpose": ["baseline"],
        **date_parts("window_from", days_ago(20)),
        **date_parts("window_to", days_ago(2)),
    }
    return story.fill(f"/families/{world.family.key}/assessments/start", fields)


def _period(story: Story) -> Filled:
    key = story.assessment()
    return story.fill(f"/assessments/{key}/period", date_parts("window_from", days_ago(12)))


def _area(story: Story) -> Filled:
    fields: dict[str, Any] = {f"grade-{item}": ["4"] for item in stories.ITEMS[stories.MEALS]}
    fields |= stories.evidence(*stories.ITEMS[stories.MEALS])
    fields["source"] = [fields["source"]]
    return story.fill(stories.area_path(story.assessment(), stories.MEALS), fields)


def _evidence(story: Story) -> Filled:
    path = f"{stories.area_path(story.assessment(graded=True), stories.MEALS)}/evidence/1"
    return story.fill(path, {"words": "One cupboard was full.\nThe other was not."})


def _remove(story: Story) -> Filled:
    return story.fill(
        f"{stories.area_path(story.assessment(graded=True), stories.MEALS)}/evidence/1/remove", {}
    )


def _submit(story: Story) -> Filled:
    return story.fill(f"/assessments/{story.assessment(graded=True)}/check", {})


def _decide(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    fields = {"decision": ["return"], "comments": "Say who cooked.\nAnd when."}
    return story.fill(f"/assessments/{key}/sign-off", fields, by_manager=True)


def _stop(story: Story) -> Filled:
    return story.fill(
        f"/assessments/{story.assessment()}/stop", {"reason": "They moved away.\nSo did the file."}
    )


EVERY_FORM: dict[str, Case] = {
    "families.start_search": _search,
    "families.save_new_family": _register,
    "families.save_family": _edit_family,
    "families.save_allocation": _allocate,
    "families.save_new_person": _add_person,
    "families.save_person": _edit_person,
    "families.save_leaving": _leave,
    "assessments.begin": _start,
    "assessments.save_period": _period,
    "assessments.save_area": _area,
    "assessments.save_evidence": _evidence,
    "assessments.remove": _remove,
    "assessments.submit": _submit,
    "assessments.decide": _decide,
    "assessments.stop_draft": _stop,
}
