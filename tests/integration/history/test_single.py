"""One domain with its areas, and two assessments side by side: who may see them, what they tell, what is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import update

from gcp_tool.core.formatting import long_date
from gcp_tool.domain.vocabulary import AgeBand, MemberRole, RevisionState
from gcp_tool.models import FamilyMember
from tests.client import Browser, errors, words
from tests.factories import (
    MadeAssessment,
    make_family,
    make_instrument_version,
    make_member,
    make_person,
)
from tests.integration.families.places import count_statements, events
from tests.integration.history.stories import family_path, months_ago, reading
from tests.integration.world import World

Open = Callable[..., Browser]
WARMTH, ENOUGH = "physical.home.warmth", "food.meals.enough"


def domain_path(world: World, code: str = "physical", child: str = "") -> str:
    return f"{family_path(world)}/domains/{code}" + (f"?child={child}" if child else "")


def compare_path(world: World, first: MadeAssessment | str = "", second: MadeAssessment | str = "") -> str:
    keys = [one if isinstance(one, str) else one.assessment.key for one in (first, second)]
    return f"{family_path(world)}/compare?from={keys[0]}&to={keys[1]}"


def two(world: World) -> tuple[MadeAssessment, MadeAssessment]:
    """Two readings three months apart: warmth is better, sleep is worse, food is the same."""
    with reading(world) as made:
        return (
            made.read(months_ago(3), {"physical": [4, 2], "food": 2}, notes={WARMTH: "The heating was off."}),
            made.read(months_ago(0), {"physical": [2, 4], "food": 2}, notes={WARMTH: "The house was warm."}),
        )


PATHS = [domain_path, lambda world: f"{family_path(world)}/compare"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("worker", 200),
        ("manager", 200),
        ("colleague", 404),
        ("other_manager", 404),
        ("coordinator", 403),
        ("administrator", 403),
    ],
)
def test_they_are_for_whom_the_family_is(
    browser: Open, world: World, path: Callable[[World], str], who: str, status: int
) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 3)
    browser(getattr(world, who)).get(path(world), status)


def test_a_domain_is_told_with_its_items_at_every_reading(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(2), {"physical": [4, 4]}, notes={WARMTH: "The heating was off."})
        made.read(months_ago(0), {"physical": [2, None]}, state=RevisionState.SUBMITTED)
    page = browser(world.worker).get(domain_path(world))
    told = words(page)
    assert page.find("h1").get_text(" ", strip=True) == "Isla Harrow Physical care"
    assert "Physical care: unchanged, now 4." in told
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select(".app-areas tbody tr")
    ]
    assert rows == [
        ["Home", "4", "4"],
        ["Warmth", "4 1 note", "2"],
        ["Sleep", "4", "4 not re-checked"],
    ]
    assert "awaiting sign-off" in page.select_one(".app-areas thead").get_text()
    assert len(page.select("svg.app-chart")) == 2


def test_evidence_of_one_child_is_not_counted_for_another(browser: Open, world: World) -> None:
    with reading(world) as made:
        other = make_person(made.session, given_name="Kofi", birth_on=months_ago(30))
        make_member(made.session, family=world.family, person=other)
        made.read(months_ago(1), 3, notes={ENOUGH: "The cupboard was full."})
        made.read(months_ago(1), 3, child=other)
        keys = world.child.key, other.key
    worker = browser(world.worker)
    told = [words(worker.get(domain_path(world, "food", child))) for child in keys]
    assert ["1 note" in one for one in told] == [True, False]


def test_the_children_of_a_domain_lead_to_each_other_by_key(browser: Open, world: World) -> None:
    with reading(world) as made:
        other = make_person(made.session, given_name="Kofi", birth_on=months_ago(30))
        make_member(made.session, family=world.family, person=other)
        made.read(months_ago(1), 3)
        made.read(months_ago(1), 2, child=other)
        key = other.key
    worker = browser(world.worker)
    first = worker.get(domain_path(world))
    [link] = first.select("nav[aria-label=Children] a")
    assert link["href"] == domain_path(world, child=key)
    assert "Kofi" in worker.get(link["href"]).find("h1").get_text()


@pytest.mark.parametrize("path", ["/domains/none", "/domains/physical?child=nobody", "/domains/food"])
def test_what_nobody_read_is_answered_as_if_it_did_not_exist(browser: Open, world: World, path: str) -> None:
    with reading(world) as made:
        made.read(months_ago(1), {"physical": 3})
    browser(world.worker).get(f"{family_path(world)}{path}", 404)


def test_a_domain_of_two_carers_is_told_with_each_and_one_that_ended_says_so(
    browser: Open, world: World
) -> None:
    with reading(world) as made:
        made.read(months_ago(9), 4)
        made.session.execute(
            update(FamilyMember)
            .where(FamilyMember.person_id == world.carer.id)
            .values(ended_on=months_ago(7))
        )
        aunt = make_person(made.session, given_name="Ruth", birth_on=date(1980, 1, 1))
        make_member(made.session, family=world.family, person=aunt, role=MemberRole.MAIN_CARER)
        made.read(months_ago(1), 2, carer=aunt)
    page = browser(world.worker).get(domain_path(world))
    assert [one.get_text() for one in page.select(".app-care h2")] == [
        "With Ruth Harrow",
        "With Leanne Harrow",
    ]
    assert f"Leanne Harrow left the family on {long_date(months_ago(7))}." in words(page)


def test_two_assessments_are_told_worse_first_then_better_then_the_same(browser: Open, world: World) -> None:
    first, second = two(world)
    page = browser(world.worker).get(compare_path(world, first, second))
    assert [one.get_text(strip=True) for one in page.select(".app-care h3, .app-care summary")] == [
        "Worse than before: 1 item",
        "Better than before: 1 item",
        "The same: 2 items",
    ]
    rows = [" ".join(one.get_text(" ").split()) for one in page.select(".app-both")]
    then, now = long_date(months_ago(3)), long_date(months_ago(0))
    assert rows[0] == (
        f"Sleep · Physical care {then} 2 Steady No evidence is linked to it"
        f" {now} 4 Serious gaps No evidence is linked to it"
    )
    assert rows[1].startswith(f"Warmth · Physical care {then} 4 Serious gaps")
    assert "The heating was off." in rows[1]
    assert "The house was warm." in rows[1]


def test_the_order_in_which_two_are_chosen_does_not_matter(browser: Open, world: World) -> None:
    first, second = two(world)
    worker = browser(world.worker)
    one, other = (worker.get(compare_path(world, *both)) for both in ((first, second), (second, first)))
    assert [tag.get_text() for tag in one.select(".app-both")] == [
        tag.get_text() for tag in other.select(".app-both")
    ]


def test_looking_at_two_assessments_is_on_record(browser: Open, world: World) -> None:
    first, second = two(world)
    browser(world.worker).get(compare_path(world, first, second))
    seen = {event.subject_id for event in events("assessment.viewed")}
    assert seen == {first.assessment.id, second.assessment.id}


def test_an_item_without_a_grade_in_both_is_not_compared(browser: Open, world: World) -> None:
    with reading(world) as made:
        first = made.read(months_ago(3), {"physical": [4, None]})
        second = made.read(months_ago(0), {"physical": [4, 2]})
    told = words(browser(world.worker).get(compare_path(world, first, second)))
    assert "No item was graded differently." in told
    assert "Without a grade in both, so not to be compared: 3 items" in told
    assert "Not known" in told


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"band": AgeBand.UNBORN}, "One looked at care before the birth and one after it"),
        ({"version": None}, "graded by different tools"),
    ],
)
def test_across_a_birth_or_tools_nothing_is_compared(
    browser: Open, world: World, changes: dict[str, AgeBand | None], why: str
) -> None:
    with reading(world) as made:
        other = make_instrument_version(made.session, code="other-care") if "version" in changes else None
        given = {"version": other} if other else changes
        first = made.read(months_ago(3), 4, **given)
        second = made.read(months_ago(0), 2)
    page = browser(world.worker).get(compare_path(world, first, second))
    assert why in words(page)
    assert "Better than before" not in words(page)


def test_whose_care_only_one_looked_at_is_said(browser: Open, world: World) -> None:
    with reading(world) as made:
        other = make_person(made.session, given_name="Kofi")
        make_member(made.session, family=world.family, person=other)
        first = made.read(months_ago(3), 4)
        second = made.read(months_ago(0), 4, child=other)
    told = words(browser(world.worker).get(compare_path(world, first, second)))
    assert "No child was looked at with the same carer in both" in told
    assert (
        f"Kofi Harrow, cared for by Leanne Harrow: only in the assessment to {long_date(months_ago(0))}"
        in told
    )


@pytest.mark.parametrize(
    ("sent", "problems"),
    [
        ("?from=nobody&to=", ["Choose the first assessment", "Choose the second assessment"]),
        ("?to=%3Cb%3E", ["Choose the first assessment", "Choose the second assessment"]),
    ],
)
def test_what_is_no_assessment_of_the_family_is_refused_at_its_field(
    browser: Open, world: World, sent: str, problems: list[str]
) -> None:
    two(world)
    page = browser(world.worker).get(f"{family_path(world)}/compare{sent}", 422)
    assert errors(page) == problems
    assert page.title.get_text().startswith("Error: ")


def test_one_cannot_be_compared_with_itself_and_stays_chosen(browser: Open, world: World) -> None:
    first, _ = two(world)
    page = browser(world.worker).get(compare_path(world, first, first), 422)
    assert errors(page) == ["Choose another assessment than the first"]
    assert _chosen(page) == [first.assessment.key, first.assessment.key]


def test_the_first_and_the_latest_are_offered_and_drafts_are_not(browser: Open, world: World) -> None:
    first, second = two(world)
    with reading(world) as made:
        draft = made.read(months_ago(0), 2, state=RevisionState.DRAFT)
    page = browser(world.worker).get(f"{family_path(world)}/compare")
    assert _chosen(page) == [first.assessment.key, second.assessment.key]
    browser(world.worker).get(compare_path(world, first, draft), 422)


def _chosen(page: BeautifulSoup) -> list[str]:
    return [option["value"] for option in page.select("select option[selected]")]


def test_with_one_assessment_there_is_nothing_to_compare(browser: Open, world: World) -> None:
    with reading(world) as made:
        made.read(months_ago(1), 3)
    page = browser(world.worker).get(f"{family_path(world)}/compare")
    assert "There are not two assessments to compare yet." in words(page)
    assert page.select("select") == []


def test_an_assessment_of_another_family_is_none_of_these(browser: Open, world: World) -> None:
    first, _ = two(world)
    with reading(world) as made:
        elsewhere = make_person(made.session)
        family = make_family(made.session, team=world.team)
        make_member(made.session, family=family, person=elsewhere)
        other = made.read(months_ago(1), 3, family=family, child=elsewhere)
    browser(world.worker).get(compare_path(world, first, other), 422)


def test_more_readings_take_no_more_statements(browser: Open, world: World) -> None:
    first, second = two(world)
    worker = browser(world.worker)
    paths = (domain_path(world), compare_path(world, first, second))
    for path in paths:
        worker.get(path)
    before = [count_statements(worker, path) for path in paths]
    with reading(world) as made:
        for months in range(4, 30, 3):
            made.read(months_ago(months), 3)
    for path in paths:
        worker.get(path)
    assert [count_statements(worker, path) for path in paths] == before
