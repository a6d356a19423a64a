"""What a tool knows about itself, and that its stored content gives the same tool back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
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
    Wording,
    content_of,
    instrument_from,
)
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind, NeglectType

YOUNG = (AgeBand.UNDER_TWO, AgeBand.TWO_TO_FOUR)
SCHOOL = (AgeBand.FIVE_TO_TEN, AgeBand.ELEVEN_TO_SEVENTEEN)


def a_scale(values=(5, 10, 15, 20), concern_from=3, serious_from=4):
    levels = tuple(Level(n, value, f"label {n}", f"meaning {n}") for n, value in enumerate(values, start=1))
    return Scale(levels, concern_from, serious_from)


def an_item(code, *wordings, applies_to=None):
    bands = applies_to or tuple(band for wording in wordings for band in wording.bands)
    return Item(code, f"Title of {code}", "How?", False, False, bands, wordings, f"t@1.0:{code}")


def words(name, bands):
    return Wording(bands, tuple(f"{name} {level}" for level in range(1, 5)))


def a_tool():
    beds = an_item("home.rooms.beds", words("cot", YOUNG), words("bed", SCHOOL))
    warmth = an_item("home.rooms.warmth", words("warm", YOUNG))
    school = an_item("learning.school.days", words("days", SCHOOL))
    home = Domain(
        "home", "Home", NeglectType.PHYSICAL, (Area("home.rooms", "Rooms", (beds, warmth)),), "t@1.0:home"
    )
    learning = Domain(
        "learning",
        "Learning",
        NeglectType.EDUCATIONAL,
        (Area("learning.school", "School", (school,)),),
        "t@1.0:learning",
    )
    return Instrument(
        code="t",
        version="1.0",
        title="A tool",
        licence="MIT",
        headings_only=False,
        scale=a_scale(),
        domains=(home, learning),
        combining=CombiningRule(),
        change=ChangeRule(),
    )


TOOL = a_tool()


@pytest.mark.parametrize("name", RULE_NAMES)
def test_the_four_combining_rules_are_known(name):
    assert CombiningRule(name).name == name


def test_the_combining_rule_is_ours_unless_another_is_named():
    assert CombiningRule() == CombiningRule(name="median_with_override", override_from=4)


@pytest.mark.parametrize("name", ["mean", "median", "", "MODE", "worst_with_override", None, ["mode"]])
def test_an_unknown_combining_rule_is_refused(name):
    with pytest.raises(ValueError, match="There is no combining rule"):
        CombiningRule(name)


@pytest.mark.parametrize("override_from", [0, -1, 4.0, True, "4", None])
def test_an_override_that_is_not_a_level_is_refused(override_from):
    with pytest.raises(ValueError, match="override_from must be a level"):
        CombiningRule("mode_with_override", override_from)


@pytest.mark.parametrize("name", ["mode", "worst"])
def test_the_override_is_ignored_by_a_rule_without_one(name):
    rule = CombiningRule(name, 0)
    assert not rule.has_override


def test_a_level_is_found_by_its_number_and_by_the_value_people_see():
    scale = a_scale()
    for number, value in enumerate((5, 10, 15, 20), start=1):
        assert scale.level(number).value == value
        assert scale.level_with_value(value).number == number


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_level_off_the_scale_is_not_found(number):
    with pytest.raises(NotFound, match=f"There is no level {number}: this scale has levels 1 to 4."):
        a_scale().level(number)


@pytest.mark.parametrize("value", [0, 1, 4, 25])
def test_a_value_off_the_scale_is_answered_with_the_choices(value):
    with pytest.raises(NotFound, match=f"{value} is not on the scale: use 5, 10, 15 or 20."):
        a_scale().level_with_value(value)


def test_concern_and_serious_start_where_the_scale_says():
    scale = a_scale(concern_from=2, serious_from=3)
    assert [scale.is_concern(level.number) for level in scale.levels] == [False, True, True, True]
    assert [scale.is_serious(level.number) for level in scale.levels] == [False, False, True, True]


@pytest.mark.parametrize(
    ("concern_from", "serious_from"), [(1, 4), (0, 4), (4, 3), (3, 5), (5, 5)], ids=lambda number: f"{number}"
)
def test_concern_and_serious_must_stand_on_the_scale_in_order(concern_from, serious_from):
    with pytest.raises(ValueError, match="Concern starts after the best level"):
        a_scale(concern_from=concern_from, serious_from=serious_from)


def test_levels_are_counted_from_one():
    levels = (Level(0, 1, "a", "a"), Level(1, 2, "b", "b"))
    with pytest.raises(ValueError, match="counted from 1"):
        Scale(levels, 2, 2)


def test_two_levels_cannot_share_a_value():
    with pytest.raises(ValueError, match="a value of its own"):
        a_scale(values=(1, 2, 2, 3))


def test_an_item_speaks_in_the_words_of_the_age_band():
    beds = TOOL.item("home.rooms.beds")
    assert beds.descriptor(1, AgeBand.UNDER_TWO) == "cot 1"
    assert beds.descriptor(4, AgeBand.FIVE_TO_TEN) == "bed 4"
    assert beds.descriptors(AgeBand.TWO_TO_FOUR) == ("cot 1", "cot 2", "cot 3", "cot 4")


def test_an_item_has_no_words_for_a_band_it_is_not_for():
    with pytest.raises(NotFound, match="has no descriptors for the age band unborn"):
        TOOL.item("home.rooms.beds").descriptor(1, AgeBand.UNBORN)


@pytest.mark.parametrize("level", [0, 5])
def test_an_item_has_no_words_for_a_level_off_the_scale(level):
    with pytest.raises(NotFound, match=f"has no descriptor for level {level}"):
        TOOL.item("home.rooms.beds").descriptor(level, AgeBand.UNDER_TWO)


def test_a_heading_has_no_words_at_all():
    heading = an_item("a.b.c", applies_to=YOUNG)
    assert heading.is_for(AgeBand.UNDER_TWO)
    with pytest.raises(NotFound, match="has no descriptors"):
        heading.descriptors(AgeBand.UNDER_TWO)


def test_parts_are_found_by_id():
    assert TOOL.domain("home").title == "Home"
    assert TOOL.area("home.rooms").title == "Rooms"
    assert TOOL.item("home.rooms.beds").title == "Title of home.rooms.beds"
    assert TOOL.name == "t/1.0"
    assert [item.id for item in TOOL.items] == [
        "home.rooms.beds",
        "home.rooms.warmth",
        "learning.school.days",
    ]


@pytest.mark.parametrize(
    ("code", "domain"),
    [("home", "home"), ("home.rooms", "home"), ("learning.school.days", "learning")],
)
def test_every_code_belongs_to_a_domain(code, domain):
    assert TOOL.domain_of(code) is TOOL.domain(domain)


def test_an_item_stands_in_an_area():
    assert TOOL.area_of("home.rooms.warmth") is TOOL.area("home.rooms")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("home", AnswerKind.DOMAIN),
        ("home.rooms", AnswerKind.AREA),
        ("home.rooms.beds", AnswerKind.ITEM),
    ],
)
def test_a_code_says_what_it_is(code, kind):
    assert TOOL.code_kind(code) is kind


@pytest.mark.parametrize(
    ("lookup", "code"),
    [
        ("domain", "home.rooms"),
        ("domain", "nowhere"),
        ("area", "home"),
        ("area", "home.nowhere"),
        ("item", "home.rooms"),
        ("item", ""),
        ("area_of", "home.rooms"),
        ("area_of", "home.rooms.nothing"),
        ("domain_of", "home.rooms.nothing"),
        ("domain_of", ""),
        ("code_kind", "home.rooms.nothing"),
    ],
)
def test_what_is_not_in_the_tool_is_not_found(lookup, code):
    with pytest.raises(NotFound, match=r"There is no .* in t/1\.0\."):
        getattr(TOOL, lookup)(code)


@pytest.mark.parametrize(
    ("band", "domains", "items"),
    [
        (AgeBand.UNBORN, [], []),
        (AgeBand.UNDER_TWO, ["home"], ["home.rooms.beds", "home.rooms.warmth"]),
        (AgeBand.FIVE_TO_TEN, ["home", "learning"], ["home.rooms.beds", "learning.school.days"]),
    ],
)
def test_only_what_is_for_the_age_band_is_asked(band, domains, items):
    assert [domain.id for domain in TOOL.domains_for(band)] == domains
    assert [item.id for item in TOOL.items_for(band)] == items
    areas = TOOL.areas_for(band)
    assert [area.id.partition(".")[0] for area in areas] == domains
    assert [item.id for area in areas for item in area.items_for(band)] == items


def test_an_id_comes_once_only():
    with pytest.raises(ValueError, match="The id 'home' comes twice"):
        replace(TOOL, domains=(*TOOL.domains, TOOL.domains[0]))


@pytest.mark.parametrize("code", ["rooms.beds", "home.beds", "homes.rooms.beds", "home.rooms.beds.two"])
def test_an_id_says_where_it_stands(code):
    area = Area("home.rooms", "Rooms", (an_item(code, words("w", YOUNG)),))
    domain = replace(TOOL.domains[0], areas=(area,))
    with pytest.raises(ValueError, match="does not say where it stands"):
        replace(TOOL, domains=(domain,))


def test_a_tool_cannot_be_changed():
    with pytest.raises(AttributeError):
        TOOL.title = "Another"


def test_stored_content_gives_the_same_tool_back():
    stored = json.loads(json.dumps(content_of(TOOL)))
    assert instrument_from(stored) == TOOL
    assert content_of(instrument_from(stored)) == stored


@given(
    rule=st.builds(CombiningRule, st.sampled_from(RULE_NAMES), st.integers(1, 4)),
    change=st.builds(ChangeRule, kept_after_months=st.integers(1, 3), tolerance_days=st.integers(0, 27)),
    title=st.text(min_size=1),
    household=st.booleans(),
)
def test_nothing_is_lost_on_the_way_to_the_database_and_back(rule, change, title, household):
    tool = replace(TOOL, combining=rule, change=change, title=title, headings_only=household)
    assert instrument_from(json.loads(json.dumps(content_of(tool)))) == tool


def test_content_with_a_broken_rule_is_refused():
    content = content_of(TOOL)
    content["combining"] = {"name": "mean", "override_from": 4}
    with pytest.raises(ValueError, match="There is no combining rule"):
        instrument_from(content)
