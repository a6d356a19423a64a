"""The combining rule: what several grades become, and how a profile is built of them."""

from itertools import combinations_with_replacement, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.instrument import (
    RULE_NAMES,
    Area,
    CombiningRule,
    Domain,
    Instrument,
    Item,
    Level,
    Scale,
)
from gcp_tool.domain.scoring import Combined, Rating, combine, score
from gcp_tool.domain.vocabulary import AgeBand, AnswerState, NeglectType

MEDIAN = CombiningRule("median_with_override", 4)
MODE_O = CombiningRule("mode_with_override", 4)
MODE = CombiningRule("mode")
WORST = CombiningRule("worst")
RULES = [CombiningRule(name, override) for name in RULE_NAMES for override in (2, 4, 5)]

EVERY_MULTISET = [
    grades for count in range(1, 7) for grades in combinations_with_replacement((1, 2, 3, 4, 5), count)
]

levels = st.integers(1, 5)
some_grades = st.lists(st.one_of(st.none(), levels), max_size=12)
rules = st.sampled_from(RULES)

NOT_KNOWN = Rating(AnswerState.NOT_KNOWN)
NOT_APPLICABLE = Rating(AnswerState.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("grades", "median", "mode"),
    [
        ([1, 2, 2, 2], 2, 2),
        ([1, 1, 2, 2], 2, 2),
        ([1, 2, 3], 2, 3),
        ([2, None, None, None], 2, 2),
        ([2, 2, 2, 4], 4, 4),
        ([1, 1, 1, 5], 5, 5),
        ([4, 4, 4, 5], 5, 5),
        ([None, None, None, None], None, None),
        ([], None, None),
        ([3], 3, 3),
        ([1, 3], 3, 3),
        ([1, 1, 1, 3], 1, 1),
        ([1, 1, 3, 3, 3], 3, 3),
        ([1, 1, 2, 2, 3], 2, 2),
        ([1, 1, 2, 3, 3], 2, 3),
    ],
)
def test_the_table_of_grades(grades, median, mode):
    assert combine(grades, MEDIAN).grade == median
    assert combine(grades, MODE_O).grade == mode


@pytest.mark.parametrize(
    ("grades", "rule", "expected"),
    [
        ([1, 2, 2, 2], MEDIAN, Combined(2, 4, 4, "the middle of 4 grades")),
        ([2, 2, 2, 4], MEDIAN, Combined(4, 4, 4, "the worst, because one is 4 or more")),
        ([4, 4, 4, 5], MEDIAN, Combined(5, 4, 4, "the worst, because 4 are 4 or more")),
        ([4], MEDIAN, Combined(4, 1, 1, "the worst, because one is 4 or more")),
        ([2, None, None, None], MEDIAN, Combined(2, 1, 4, "the only grade")),
        ([None, None], MEDIAN, Combined(None, 0, 2, "nothing graded")),
        ([], MEDIAN, Combined(None, 0, 0, "nothing to grade")),
        ([1, 2, 2, 2], MODE_O, Combined(2, 4, 4, "the grade given most, 3 of 4")),
        ([1, 1, 2, 2], MODE_O, Combined(2, 4, 4, "the worst of 1 and 2, given as often as each other")),
        ([1, 2, 3], MODE_O, Combined(3, 3, 3, "the worst of 1, 2 and 3, given as often as each other")),
        ([1, 1, 1, 5], MODE, Combined(1, 4, 4, "the grade given most, 3 of 4")),
        ([1, 1, 1, 5], WORST, Combined(5, 4, 4, "the worst of 4 grades")),
    ],
)
def test_a_grade_comes_with_its_count_and_its_reason(grades, rule, expected):
    assert combine(grades, rule) == expected


@pytest.mark.parametrize("override_from", [2, 3, 4, 5])
@pytest.mark.parametrize("name", ["median_with_override", "mode_with_override"])
def test_a_grade_at_the_override_decides_alone(name, override_from):
    rule = CombiningRule(name, override_from)
    for grades in EVERY_MULTISET:
        combined = combine(grades, rule)
        overridden = max(grades) >= override_from
        assert combined.reason.startswith("the worst, because ") is overridden
        assert combined.grade == max(grades) if overridden else combined.grade < override_from


@pytest.mark.parametrize("override_from", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("name", ["mode", "worst"])
def test_a_rule_without_override_gives_the_same_whatever_the_override(name, override_from):
    for grades in EVERY_MULTISET:
        assert combine(grades, CombiningRule(name, override_from)) == combine(grades, CombiningRule(name))


def test_the_middle_means_that_half_or_more_are_this_or_worse():
    for grades in EVERY_MULTISET:
        if max(grades) >= 4:
            continue
        result = combine(grades, MEDIAN).grade
        assert 2 * sum(grade >= result for grade in grades) >= len(grades)
        assert 2 * sum(grade > result for grade in grades) < len(grades)


def test_the_mode_is_given_most_and_a_tie_goes_to_the_worse():
    for grades in EVERY_MULTISET:
        result = combine(grades, MODE).grade
        times = [grades.count(grade) for grade in (1, 2, 3, 4, 5)]
        assert times[result - 1] == max(times)
        assert all(count < max(times) for count in times[result:])


def test_the_order_never_matters():
    for grades in combinations_with_replacement((None, 1, 2, 3, 4, 5), 4):
        for rule in (MEDIAN, MODE_O, MODE, WORST):
            assert len({combine(shuffled, rule) for shuffled in permutations(grades)}) == 1


@given(grades=some_grades, rule=rules, seed=st.randoms(use_true_random=False))
def test_the_order_of_many_grades_never_matters(grades, rule, seed):
    shuffled = list(grades)
    seed.shuffle(shuffled)
    assert combine(shuffled, rule) == combine(grades, rule)


@pytest.mark.parametrize("override_from", [2, 3, 4, 5])
def test_bettering_an_item_never_worsens_its_area(override_from):
    rule = CombiningRule("median_with_override", override_from)
    for grades in EVERY_MULTISET:
        before = combine(grades, rule).grade
        for place, grade in enumerate(grades):
            for better in range(1, grade):
                assert combine([*grades[:place], better, *grades[place + 1 :]], rule).grade <= before


@pytest.mark.parametrize("rule", [MODE, MODE_O])
def test_by_the_mode_bettering_an_item_can_worsen_its_area(rule):
    assert combine([2, 2, 2, 3, 3], rule).grade == 2
    assert combine([1, 2, 2, 3, 3], rule).grade == 3


@given(grades=some_grades, rule=rules)
def test_the_result_is_one_of_the_grades_given(grades, rule):
    combined = combine(grades, rule)
    present = [grade for grade in grades if grade is not None]
    assert combined.grade in (present or [None])
    assert combined.graded == len(present)
    assert combined.of == len(grades)
    assert combined.is_partial is (None in grades)
    assert combined.reason


@given(count=st.integers(0, 60), rule=rules)
def test_no_score_never_becomes_a_number(count, rule):
    assert combine([None] * count, rule).grade is None


@given(grades=st.lists(levels, min_size=1, max_size=12), missing=st.integers(1, 5), rule=rules)
def test_what_is_not_known_changes_the_count_and_nothing_else(grades, missing, rule):
    known, partial = combine(grades, rule), combine([*grades, *[None] * missing], rule)
    assert (partial.grade, partial.graded) == (known.grade, known.graded)
    assert partial.of == known.of + missing


@pytest.mark.parametrize("rule", [MEDIAN, MODE_O, MODE, WORST])
@pytest.mark.parametrize("grades", [[0], [2, -1], [None, 0, 5]])
def test_zero_is_no_grade(grades, rule):
    with pytest.raises(ValueError, match="counted from 1"):
        combine(grades, rule)


@pytest.mark.parametrize(
    ("state", "level"),
    [
        (AnswerState.GRADED, None),
        (AnswerState.GRADED, 0),
        (AnswerState.GRADED, True),
        (AnswerState.GRADED, "3"),
        (AnswerState.NOT_KNOWN, 3),
        (AnswerState.NOT_APPLICABLE, 1),
        (AnswerState.WORDS, None),
        (AnswerState.INVALID, None),
        (AnswerState.REMOVED, 2),
    ],
)
def test_a_level_goes_with_graded_and_with_nothing_else(state, level):
    with pytest.raises(ValueError, match="graded"):
        Rating(state, level)


BANDS = (AgeBand.FIVE_TO_TEN,)


def a_tool(domains, rule=MEDIAN, values=(1, 2, 3, 4, 5), bands=None):
    """Make a tool of the numbers of items in each area of each domain: {"home": {"rooms": 2}}."""
    return Instrument(
        code="t",
        version="1.0",
        title="Tool",
        licence="MIT",
        headings_only=True,
        scale=Scale(tuple(Level(n, value, "", "") for n, value in enumerate(values, start=1)), 3, 4),
        domains=tuple(
            Domain(
                name,
                name.title(),
                NeglectType.PHYSICAL,
                tuple(an_area(f"{name}.{area}", count, bands or {}) for area, count in areas.items()),
                name,
            )
            for name, areas in domains.items()
        ),
        combining=rule,
        change=ChangeRule(),
    )


def an_area(code, count, bands):
    codes = [f"{code}.i{number}" for number in range(1, count + 1)]
    items = tuple(Item(each, each[-2:], "", False, False, bands.get(each, BANDS), (), each) for each in codes)
    return Area(code, code.partition(".")[2].title(), items)


def rated(**areas):
    """Ratings by area of the domain "home": rooms=[1, None] grades i1 and leaves i2 ungraded."""
    return {
        f"home.{area}.i{number}": Rating.graded(grade) if isinstance(grade, int) else grade
        for area, grades in areas.items()
        for number, grade in enumerate(grades, start=1)
        if grade is not None
    }


def profile_of(areas, rule=MEDIAN, **more):
    tool = a_tool({"home": {area: len(grades) for area, grades in areas.items()}}, rule, **more)
    return score(tool, rated(**areas), AgeBand.FIVE_TO_TEN)


def test_items_are_not_pooled():
    (home,) = profile_of({"rooms": [1, 1, 1, 1], "beds": [2], "food": [2]}).domains
    assert [area.combined.grade for area in home.areas] == [1, 2, 2]
    assert home.combined == Combined(2, 3, 3, "the middle of 3 grades")
    assert (home.items_graded, home.items_of) == (6, 6)


def test_the_item_that_decided_is_named():
    (home,) = profile_of({"rooms": [1, 4, 4], "beds": [5, 1], "food": [1]}).domains
    assert [area.because_code for area in home.areas] == ["home.rooms.i2", "home.beds.i1", None]
    assert [area.combined.reason for area in home.areas] == [
        "because i2 is 4",
        "because i1 is 5",
        "the only grade",
    ]
    assert home.because_code == "home.beds.i1"
    assert home.combined == Combined(5, 3, 3, "because Beds / i1 is 5")


def test_without_an_override_no_single_item_decides():
    for rule in (MODE, WORST):
        (home,) = profile_of({"rooms": [5, 5]}, rule).domains
        assert home.combined.grade == 5
        assert home.because_code is None
        assert home.areas[0].because_code is None


def test_items_at_concern_are_named_beside_their_area():
    (home,) = profile_of({"rooms": [1, 3, 1], "beds": [2, 4]}).domains
    rooms, beds = home.areas
    assert rooms.combined.grade == 1
    assert [each.item.id for each in rooms.concerns] == ["home.rooms.i2"]
    assert [each.item.id for each in beds.concerns] == ["home.beds.i2"]
    assert [each.item.id for each in home.concerns] == ["home.rooms.i2", "home.beds.i2"]


def test_what_is_partly_graded_says_so():
    (home,) = profile_of({"rooms": [1, None, NOT_KNOWN, 2], "beds": [2]}).domains
    rooms, beds = home.areas
    assert (rooms.combined.graded, rooms.combined.of, rooms.combined.is_partial) == (2, 4, True)
    assert not beds.combined.is_partial
    assert (home.combined.graded, home.combined.of) == (2, 2)
    assert (home.items_graded, home.items_of, home.is_partial) == (3, 5, True)


def test_not_applicable_leaves_the_count_and_not_known_stays():
    (home,) = profile_of({"rooms": [1, NOT_APPLICABLE, NOT_KNOWN]}).domains
    assert home.areas[0].combined == Combined(1, 1, 2, "the only grade")
    assert [each.counts for each in home.areas[0].items] == [True, False, True]
    assert [each.grade for each in home.areas[0].items] == [1, None, None]


def test_an_area_where_nothing_applies_is_no_gap_in_its_domain():
    (home,) = profile_of({"rooms": [1, 1], "beds": [NOT_APPLICABLE]}).domains
    assert home.areas[1].combined == Combined(None, 0, 0, "nothing to grade")
    assert home.combined == Combined(1, 1, 1, "the only grade")
    assert not home.is_partial


def test_an_area_with_nothing_graded_stays_in_its_domain_as_a_gap():
    (home,) = profile_of({"rooms": [1, 1], "beds": [NOT_KNOWN]}).domains
    assert home.combined == Combined(1, 1, 2, "the only grade")
    assert home.is_partial


def test_a_profile_without_grades_has_no_score_anywhere():
    profile = score(a_tool({"home": {"rooms": 2}, "food": {"meals": 1}}), {}, AgeBand.FIVE_TO_TEN)
    for domain in profile.domains:
        assert domain.combined.grade is None
        assert domain.combined.reason == "nothing graded"
        assert all(area.combined.grade is None and not area.concerns for area in domain.areas)


def test_what_is_not_for_the_age_band_is_not_in_the_profile():
    tool = a_tool(
        {"home": {"rooms": 2, "beds": 1}, "food": {"meals": 1}},
        bands={
            "home.rooms.i2": (AgeBand.UNBORN,),
            "home.beds.i1": (AgeBand.UNBORN,),
            "food.meals.i1": (AgeBand.UNBORN,),
        },
    )
    ratings = {"home.rooms.i1": Rating.graded(2), "home.rooms.i2": Rating.graded(5)}
    profile = score(tool, ratings, AgeBand.FIVE_TO_TEN)
    assert [domain.domain.id for domain in profile.domains] == ["home"]
    assert [area.area.id for area in profile.domains[0].areas] == ["home.rooms"]
    assert [each.item.id for each in profile.domains[0].areas[0].items] == ["home.rooms.i1"]
    assert profile.domains[0].combined.grade == 2
    assert (profile.instrument, profile.band) == (tool, AgeBand.FIVE_TO_TEN)


def test_reasons_speak_in_the_values_of_the_scale():
    (home,) = profile_of({"rooms": [1, 4]}, values=(5, 10, 15, 20)).domains
    assert home.combined == Combined(4, 1, 1, "because Rooms / i2 is 20")
    (home,) = profile_of({"rooms": [1, 2]}, MODE, values=(5, 10, 15, 20)).domains
    assert home.areas[0].combined.reason == "the worst of 5 and 10, given as often as each other"


def test_a_rating_of_an_item_the_tool_does_not_have_is_refused():
    with pytest.raises(NotFound, match=r"There is no item 'home\.rooms'"):
        score(a_tool({"home": {"rooms": 1}}), {"home.rooms": Rating.graded(1)}, AgeBand.FIVE_TO_TEN)


def test_a_rating_off_the_scale_is_refused():
    with pytest.raises(NotFound, match="There is no level 6"):
        score(a_tool({"home": {"rooms": 1}}), {"home.rooms.i1": Rating.graded(6)}, AgeBand.FIVE_TO_TEN)


areas_of_grades = st.lists(
    st.lists(st.one_of(st.none(), levels), min_size=1, max_size=5), min_size=1, max_size=5
)


@settings(max_examples=50)
@given(areas=areas_of_grades)
def test_a_serious_item_reaches_its_domain_with_its_name(areas):
    (home,) = profile_of({f"a{number}": grades for number, grades in enumerate(areas)}).domains
    given_grades = [grade for grades in areas for grade in grades if grade is not None]
    if max(given_grades, default=0) >= 4:
        assert home.combined.grade == max(given_grades)
        (decider,) = (each for area in home.areas for each in area.items if each.item.id == home.because_code)
        assert decider.grade == max(given_grades)
    else:
        assert home.because_code is None


@settings(max_examples=50)
@given(areas=areas_of_grades, data=st.data())
def test_bettering_an_item_never_worsens_its_domain(areas, data):
    named = {f"a{number}": grades for number, grades in enumerate(areas)}
    could_be_better = [
        (area, place) for area in areas for place, grade in enumerate(area) if grade is not None and grade > 1
    ]
    assume(could_be_better)
    before = profile_of(named).domains[0].combined.grade
    area, place = data.draw(st.sampled_from(could_be_better))
    area[place] = data.draw(st.integers(1, area[place] - 1))
    assert profile_of(named).domains[0].combined.grade <= before
