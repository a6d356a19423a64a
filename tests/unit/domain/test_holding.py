"""Not looking is not improving: what each look makes of a domain, and what keeps the grade it had."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcp_tool.domain.holding import Look, area_line, domain_grades, hold
from gcp_tool.domain.instrument import Area, CombiningRule, Domain, Item
from gcp_tool.domain.scoring import Rating, combine
from gcp_tool.domain.vocabulary import AgeBand, AnswerState, NeglectType
from tests.factories.tools import small_tool

BANDS = (AgeBand.TWO_TO_FOUR, AgeBand.FIVE_TO_TEN)


def item(code, bands=BANDS, line=None):
    return Item(code, code.rpartition(".")[2], "?", False, False, bands, (), line or f"tool@1:{code}")


HOME = Area("home.bed", "Bed", (item("home.bed.a"), item("home.bed.b")))
FOOD = Area("home.food", "Food", (item("home.food.c"), item("home.food.d", (AgeBand.TWO_TO_FOUR,))))
DOMAIN = Domain("home", "Home", NeglectType.PHYSICAL, (HOME, FOOD), "tool@1:home")
TOOL = replace(small_tool(), domains=(DOMAIN,))
A, B, C, D = (f"tool@1:home.{code}" for code in ("bed.a", "bed.b", "food.c", "food.d"))
BED = area_line(DOMAIN, HOME)
N_A, NOT_KNOWN = Rating(AnswerState.NOT_APPLICABLE), Rating(AnswerState.NOT_KNOWN)
CODES = {"a": "home.bed.a", "b": "home.bed.b", "c": "home.food.c", "d": "home.food.d"}
CODES |= {"bed": "home.bed", "food": "home.food", "home": "home"}


def look(tool=TOOL, band=AgeBand.TWO_TO_FOUR, scope=(), **given_now):
    """A look whose items are named a to d, areas bed and food, the domain home; a number is a grade."""
    ratings = {
        CODES[name]: Rating.graded(said) if isinstance(said, int) else said
        for name, said in given_now.items()
    }
    return Look(tool, band, ratings, scope)


def last(*looks):
    """What the last look makes of the domain."""
    return next(iter(hold(looks)[-1]))


def test_a_look_by_itself_holds_nothing():
    found = last(look(a=4, b=2, c=NOT_KNOWN, d=N_A))
    assert (found.grade, found.graded, found.of_items, found.held) == (4, 2, 3, ())
    assert dict(found.items) == {A: 4, B: 2, D: None}


def test_an_item_not_known_now_keeps_the_grade_it_had():
    found = last(look(a=4, b=2, c=2, d=2), look(a=NOT_KNOWN, b=1, c=1, d=1))
    assert (found.grade, found.graded, found.of_items) == (4, 3, 4)
    assert found.held == ((A, 4),)
    assert A not in found.items
    assert found.because_code == "home.bed.a"


def test_what_lies_outside_a_focused_review_keeps_the_grade_it_had():
    found = last(look(a=4, b=2, c=5, d=2), look(scope=("home.bed",), a=2, b=2))
    assert (found.grade, found.graded, found.of_items) == (5, 2, 2)
    assert found.held == ((C, 5), (D, 2))


def test_it_keeps_its_grade_through_every_look_until_it_is_graded_again():
    looks = [look(a=4, b=2), look(a=NOT_KNOWN, b=2), look(b=1), look(a=2, b=1)]
    assert [found[0].held for found in hold(looks)] == [(), ((A, 4),), ((A, 4),), ()]
    assert [found[0].grade for found in hold(looks)] == [4, 4, 4, 2]


def test_what_is_not_applicable_lets_go_and_does_not_come_back():
    looks = [look(a=4, b=2), look(a=N_A, b=2), look(a=NOT_KNOWN, b=2)]
    assert [found[0].grade for found in hold(looks)] == [4, 2, 2]
    assert hold(looks)[2][0].held == ()


def test_what_is_not_for_the_age_any_more_is_let_go():
    older = last(look(a=1, c=1, d=5), look(band=AgeBand.FIVE_TO_TEN, a=1, c=NOT_KNOWN))
    assert (older.grade, older.held) == (1, ((C, 1),))


def test_birth_lets_everything_go():
    bands = (AgeBand.UNBORN, AgeBand.UNDER_TWO)
    area = Area("home.bed", "Bed", (item("home.bed.a", bands), item("home.bed.b", bands)))
    tool = replace(TOOL, domains=(replace(DOMAIN, areas=(area,)),))
    before, after = look(tool, AgeBand.UNBORN, a=5, b=2), look(tool, AgeBand.UNDER_TWO, b=2)
    assert last(before, after).held == ()
    assert last(before, replace(after, band=AgeBand.UNBORN)).held == ((A, 5),)


def test_nothing_graded_now_is_no_grade_whatever_is_held():
    found = last(look(a=4, b=4), look(a=NOT_KNOWN, b=NOT_KNOWN))
    assert (found.grade, found.graded, found.of_items, found.because_code) == (None, 0, 4, None)
    assert last(look(a=4, b=4), look(a=NOT_KNOWN, b=NOT_KNOWN), look(b=2)).grade == 4


def test_a_domain_that_was_not_looked_at_has_no_reading():
    two = replace(TOOL, domains=(DOMAIN, Domain("work", "Work", NeglectType.MEDICAL, (), "w")))
    assert hold([look(two, a=4), look(two)])[1] == ()


def test_a_version_that_keeps_the_line_holds_and_one_that_does_not_lets_go():
    renamed = replace(TOOL, version="1.1", domains=(replace(DOMAIN, areas=(
        Area("home.bed", "Bed", (item("home.bed.x", line=A), item("home.bed.b"))),
    )),))  # fmt: skip
    comparable = Look(renamed, AgeBand.TWO_TO_FOUR, {"home.bed.b": Rating.graded(1)})
    assert (last(look(a=4, b=2), comparable).grade, last(look(a=4, b=2), comparable).held) == (4, ((A, 4),))
    fresh = Area(
        "home.bed", "Bed", (item("home.bed.a", line="tool@2:a"), item("home.bed.b", line="tool@2:b"))
    )
    broken = replace(TOOL, version="2.0", domains=(replace(DOMAIN, line="tool@2:home", areas=(fresh,)),))
    assert last(look(a=4, b=2), look(broken, b=1)).grade == 1


def test_another_tool_or_scale_is_held_apart():
    other = replace(TOOL, code="other")
    shorter = replace(
        TOOL, scale=replace(TOOL.scale, levels=TOOL.scale.levels[:4], serious_from=4, concern_from=2)
    )
    for tool in (other, shorter):
        assert last(look(a=4, b=2), look(tool, b=1)).held == ()
        assert last(look(a=4, b=2), look(tool, b=1), look(b=1)).held == ((A, 4),)


# Past scores: areas and domains that were graded as one.


def test_areas_graded_as_one_are_held_as_areas():
    found = last(look(bed=4, food=2), look(bed=NOT_KNOWN, food=1))
    assert (found.grade, found.graded, found.of_items, found.held) == (4, 1, 2, ((BED, 4),))
    assert found.because_code == "home.bed"
    assert dict(found.items) == {area_line(DOMAIN, FOOD): 1}


def test_an_area_graded_as_one_stands_until_an_item_in_it_is_graded():
    looks = [look(bed=4, food=2), look(c=1, d=1), look(a=1, c=1), look(c=1)]
    assert [found[0].grade for found in hold(looks)] == [4, 4, 1, 1]
    assert hold(looks)[1][0].held == ((BED, 4),)
    assert hold(looks)[3][0].held == ((A, 1), (D, 1))


def test_items_stand_until_their_area_is_graded_as_one():
    looks = [look(a=4, b=1, c=1), look(food=2), look(bed=2, food=2), look(food=1)]
    assert [found[0].grade for found in hold(looks)] == [4, 4, 2, 2]
    assert hold(looks)[1][0].held == ((A, 4), (B, 1))
    assert hold(looks)[3][0].held == ((BED, 2),)


def test_an_area_graded_as_one_beside_items_of_another_counts_as_one():
    found = last(look(bed=3, c=1, d=NOT_KNOWN))
    assert (found.grade, found.graded, found.of_items) == (3, 2, 3)
    assert dict(found.items) == {BED: 3, C: 1}


def test_items_stand_before_their_area_and_parts_before_their_domain():
    assert last(look(a=1, b=1, bed=5, home=5)).grade == 1
    assert last(look(bed=2, food=2, home=5)).judged == 5


def test_an_area_that_is_not_applicable_leaves_the_domain_to_the_others():
    found = last(look(bed=N_A, food=2))
    assert (found.grade, found.graded, found.of_items) == (2, 1, 1)
    assert last(look(bed=5, food=2), look(bed=N_A, food=2)).grade == 2


def test_a_domain_graded_as_one_holds_nothing_and_lets_everything_go():
    looks = [look(a=4, b=2), look(home=2), look(b=1)]
    found = [one[0] for one in hold(looks)]
    assert [(one.grade, one.held) for one in found] == [(4, ()), (2, ()), (1, ())]
    assert (found[1].graded, found[1].of_items, dict(found[1].items)) == (1, 1, {})


def test_a_domain_not_known_as_one_is_looked_at_and_keeps_what_stands():
    looks = [look(a=4, b=2), look(home=NOT_KNOWN), look(b=1)]
    assert [found[0].grade for found in hold(looks)] == [4, None, 4]


def test_by_itself_a_look_is_the_same_as_the_first_of_many():
    one = look(a=3, b=2, c=N_A)
    assert domain_grades(TOOL, one.ratings, one.band) == hold([one])[0]


# Whatever was said.

ANSWERS = st.sampled_from([1, 2, 3, 4, 5, N_A, NOT_KNOWN])
LOOKS = st.lists(
    st.dictionaries(st.sampled_from("abcd"), ANSWERS, min_size=1, max_size=4), min_size=1, max_size=6
)


@pytest.mark.parametrize("rule", ["median_with_override", "mode_with_override", "mode", "worst"])
@settings(max_examples=30, deadline=None)
@given(LOOKS)
def test_the_grade_is_that_of_everything_that_stands(rule, answers):
    tool = replace(TOOL, combining=CombiningRule(rule))
    looks = [look(tool, **given_now) for given_now in answers]
    standing = {}
    for given_now, [found] in zip(answers, hold(looks), strict=True):
        standing |= {name: said for name, said in given_now.items() if said is not NOT_KNOWN}
        levels = {name: said for name, said in standing.items() if isinstance(said, int)}
        areas = [combine([levels[n] for n in names if n in levels], tool.combining) for names in ("ab", "cd")]
        graded = sum(isinstance(said, int) for said in given_now.values())
        whole = combine([area.grade for area in areas], tool.combining)
        assert found.grade == (whole.grade if graded else None)
        assert found.graded == graded <= found.of_items
        held = dict(found.held)
        assert held == {
            f"tool@1:{CODES[name]}": level
            for name, level in levels.items()
            if not isinstance(given_now.get(name), int)
        }
        assert not held.keys() & found.items.keys()


@settings(max_examples=40, deadline=None)
@given(LOOKS, st.integers(0, 5), st.sampled_from("abcd"))
def test_not_looking_at_what_was_serious_never_makes_a_domain_better(answers, place, name):
    bad = [*answers[: place % len(answers)], {"a": 2, "b": 2, "c": 2, "d": 2} | {name: 5}]
    unseen = {other: 1 for other in "abcd" if other != name}
    assert last(*(look(**given_now) for given_now in [*bad, unseen])).grade == 5
