"""Two versions of a tool: what came, went, moved, what is said otherwise, and whether one line joins them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.instrument import (
    Area,
    CombiningRule,
    Comparison,
    Domain,
    Instrument,
    Item,
    Level,
    Scale,
    Wording,
    compare,
    pair_items,
)
from gcp_tool.domain.vocabulary import AgeBand, NeglectType
from gcp_tool.instruments.differences import difference_lines
from gcp_tool.instruments.loader import load_file
from gcp_tool.instruments.presenters.comparing import present_pairs, present_summary

TOOLS = Path(__file__).parents[2] / "data" / "tools"
BOTH = (AgeBand.TWO_TO_FOUR, AgeBand.FIVE_TO_TEN)
SCALE = Scale((Level(1, 1, "Strong", "Met."), Level(2, 2, "Gaps", "Not met.")), 2, 2)


def item(code: str, **changes: Any) -> Item:
    name = code.rpartition(".")[2]
    words = (f"{name}: met.", f"{name}: not met.")
    made = Item(
        code, name.capitalize(), f"How about {name}?", False, False, BOTH, (Wording(BOTH, words),), code
    )
    return replace(made, **changes)


def tool(*items: Item, version: str = "1.0", **changes: Any) -> Instrument:
    """A tool of these items, areas and domains made from their ids."""
    areas: dict[str, list[Item]] = {}
    for each in items:
        areas.setdefault(each.id.rpartition(".")[0], []).append(each)
    domains: dict[str, list[Area]] = {}
    for code, held in areas.items():
        domains.setdefault(code.partition(".")[0], []).append(Area(code, f"Area {code}", tuple(held)))
    made = Instrument(
        code="small",
        version=version,
        title="Small",
        licence="For tests.",
        headings_only=False,
        scale=SCALE,
        domains=tuple(
            Domain(code, f"Domain {code}", NeglectType.PHYSICAL, tuple(held), code)
            for code, held in domains.items()
        ),
        combining=CombiningRule("worst"),
        change=ChangeRule(),
    )
    return replace(made, **changes)


BED, HEAT, MEAL = item("home.rooms.bed"), item("home.rooms.heat"), item("food.table.meal")
OLD = tool(BED, HEAT, MEAL)


def titles(parts: Any) -> list[str]:
    return [part.title for part in parts]


def test_a_version_does_not_differ_from_itself() -> None:
    comparison = compare(OLD, OLD)
    assert comparison.is_same
    assert comparison.is_comparable
    assert difference_lines(OLD, OLD, comparison)[-1] == "Nothing differs that anybody could read."


def test_what_came_and_what_went_are_named_with_their_areas_and_domains() -> None:
    new = tool(BED, HEAT, item("play.park.swing"))
    comparison = compare(OLD, new)
    assert titles(comparison.added) == ["Domain play", "Area play.park", "Swing"]
    assert titles(comparison.removed) == ["Domain food", "Area food.table", "Meal"]
    assert comparison.moved == ()


@pytest.mark.parametrize(
    "moved",
    [
        item("home.nights.bed", title="Another title"),
        item("home.nights.sleeping-place", title="bed"),
        item("food.nights.place", title="Bed"),
    ],
    ids=["its name in the same domain", "its title", "its title in another domain"],
)
def test_an_item_under_a_new_id_has_moved_when_its_name_or_title_says_so(moved: Item) -> None:
    comparison = compare(OLD, tool(moved, HEAT, MEAL))
    assert comparison.moved == ((BED, moved),)
    assert moved not in comparison.added
    assert BED not in comparison.removed


def test_of_two_that_could_have_moved_neither_is_guessed() -> None:
    twins = tool(item("home.rooms.a", title="Bed"), item("home.rooms.b", title="Bed"), HEAT)
    new = tool(item("home.nights.c", title="Bed"), HEAT)
    assert compare(twins, new).moved == ()
    assert titles(compare(twins, new).removed) == ["Bed", "Bed"]


def test_a_name_in_another_domain_is_not_the_same_item() -> None:
    assert compare(OLD, tool(HEAT, MEAL, item("food.table.bed", title="Flower bed"))).moved == ()


def test_every_item_of_both_stands_in_one_pair() -> None:
    new = tool(item("home.nights.bed"), MEAL, item("food.table.cup"))
    pairs = pair_items(OLD, new)
    assert [one.id for one, _ in pairs if one] == ["home.rooms.bed", "food.table.meal", "home.rooms.heat"]
    assert [other.id for _, other in pairs if other] == [each.id for each in new.items]


@pytest.mark.parametrize(
    ("changes", "what", "before", "after"),
    [
        ({"title": "Beds"}, "title", "Bed", "Beds"),
        ({"question": "Where?"}, "question", "How about bed?", "Where?"),
        ({"household": True}, "household", "no", "yes"),
        ({"immediate": True}, "immediate", "no", "yes"),
        ({"hints": ("Feel it", "Ask")}, "look for", "", "Feel it; Ask"),
        (
            {"wordings": (Wording(BOTH, BED.wordings[0].words, "Well?", ("Look",)),)},
            "question for 2-4, 5-10",
            "",
            "Well?",
        ),
    ],
)
def test_what_is_said_beside_the_words_is_compared(
    changes: dict[str, Any], what: str, before: str, after: str
) -> None:
    changed = compare(OLD, tool(replace(BED, **changes), HEAT, MEAL)).changed
    assert (changed[0].part.id, changed[0].what, changed[0].before, changed[0].after) == (
        BED.id, what, before, after,
    )  # fmt: skip


def test_hints_for_some_ages_are_named_with_the_ages() -> None:
    own = Wording(BOTH, BED.wordings[0].words, "", ("Look",))
    changed = compare(OLD, tool(replace(BED, wordings=(own,)), HEAT, MEAL)).changed
    assert [(each.what, each.after) for each in changed] == [("look for at 2-4, 5-10", "Look")]


def test_an_area_with_another_title_is_named() -> None:
    domain = OLD.domains[1]
    renamed = replace(domain, areas=(replace(domain.areas[0], title="At table"),))
    changed = compare(OLD, replace(OLD, domains=(OLD.domains[0], renamed))).changed
    assert [(each.part.id, each.what, each.after) for each in changed] == [
        ("food.table", "title", "At table")
    ]


def test_words_that_changed_are_told_grade_by_grade_for_the_ages_that_share_them() -> None:
    words = ("bed: met.", "bed: never met.")
    [change] = compare(OLD, tool(replace(BED, wordings=(Wording(BOTH, words),)), HEAT, MEAL)).words
    assert (change.item.id, change.bands, change.level) == (BED.id, BOTH, 2)
    assert (change.before, change.after) == ("bed: not met.", "bed: never met.")


def test_words_for_a_new_age_have_nothing_before_them() -> None:
    bands = (*BOTH, AgeBand.ELEVEN_TO_SEVENTEEN)
    wordings = (*BED.wordings, Wording((AgeBand.ELEVEN_TO_SEVENTEEN,), ("Own bed.", "No bed.")))
    older = replace(BED, applies_to=bands, wordings=wordings)
    changes = compare(OLD, tool(older, HEAT, MEAL)).words
    assert [(each.bands, each.level, each.before, each.after) for each in changes] == [
        ((AgeBand.ELEVEN_TO_SEVENTEEN,), 1, None, "Own bed."),
        ((AgeBand.ELEVEN_TO_SEVENTEEN,), 2, None, "No bed."),
    ]


def test_words_for_an_age_that_went_have_nothing_after_them() -> None:
    younger = replace(BED, applies_to=BOTH[:1], wordings=(Wording(BOTH[:1], BED.wordings[0].words),))
    changes = compare(OLD, tool(younger, HEAT, MEAL)).words
    assert [(each.bands, each.after) for each in changes] == [(BOTH[1:], None), (BOTH[1:], None)]


def test_headings_have_no_words_to_compare() -> None:
    heading = replace(BED, wordings=())
    assert compare(tool(heading), tool(heading)).words == ()


@pytest.mark.parametrize(
    ("changes", "what", "before", "after"),
    [
        ({"title": "Tiny"}, "title", "Small", "Tiny"),
        ({"licence": "Free."}, "licence", "For tests.", "Free."),
        (
            {"combining": CombiningRule("mode_with_override", 2)},
            "combining",
            "worst",
            "mode_with_override, override from 2",
        ),
        (
            {"scale": replace(SCALE, levels=(*SCALE.levels, Level(3, 9, "None", "Nothing.")), serious_from=3)},
            "levels",
            "1 Strong: Met.; 2 Gaps: Not met.",
            "1 Strong: Met.; 2 Gaps: Not met.; 9 None: Nothing.",
        ),
    ],
)  # fmt: skip
def test_how_a_tool_is_read_is_compared(changes: dict[str, Any], what: str, before: str, after: str) -> None:
    rules = {told[0]: told[1:] for told in compare(OLD, replace(OLD, **changes)).rules}
    assert rules[what] == (before, after)
    if what == "levels":
        assert rules["serious from"] == ("2", "9")


def comparable(one: str, other: str) -> Comparison:
    return compare(*(load_file(TOOLS / "compared" / f"{name}.yaml").instrument for name in (one, other)))


def test_versions_that_say_so_are_comparable_and_others_are_not() -> None:
    assert comparable("1.0", "1.2").is_comparable
    four, twenty = (
        load_file(TOOLS / name / "1.0.yaml").instrument for name in ("four-level", "five-to-twenty")
    )
    assert not compare(four, twenty).is_comparable


def test_everything_that_differs_is_a_line() -> None:
    moved = replace(item("home.nights.bed", title="Bed"), wordings=(Wording(BOTH, ("bed: met.", "No bed.")),))
    new = tool(moved, item("home.nights.toys"), MEAL, version="1.1", title="Smaller")
    lines = difference_lines(OLD, new, compare(OLD, new))
    assert lines == [
        "small/1.0 (Small) to small/1.1 (Smaller)",
        "Comparable: grades made with either stand on one line.",
        "",
        "title changed",
        "  - Small",
        "  + Smaller",
        "area added: home.nights (Area home.nights)",
        "item added: home.nights.toys (Toys)",
        "area removed: home.rooms (Area home.rooms)",
        "item removed: home.rooms.heat (Heat)",
        "item moved: home.rooms.bed to home.nights.bed (Bed)",
        "item home.nights.bed: words for 2 changed (2-4, 5-10)",
        "  - bed: not met.",
        "  + No bed.",
    ]


def test_a_page_shows_what_became_of_every_item_at_an_age() -> None:
    young = replace(HEAT, applies_to=BOTH[:1])
    moved = replace(item("home.nights.bed", title="Bed"), wordings=(Wording(BOTH, ("bed: met.", "No bed.")),))
    new = tool(moved, young, MEAL, item("food.table.cup"))
    became = {pair.title: pair.became for pair in present_pairs(OLD, new, AgeBand.FIVE_TO_TEN)}
    assert became == {
        "Bed": "Moved. Words changed",
        "Heat": "No longer graded at this age",
        "Meal": "Same words in both",
        "Cup": "New at this age",
    }
    assert present_pairs(OLD, new, AgeBand.UNBORN) == []


def test_what_both_versions_say_stands_side_by_side() -> None:
    changed = replace(BED, wordings=(Wording(BOTH, ("bed: met.", "No bed.")),))
    [bed, *_] = present_pairs(OLD, tool(changed, HEAT, MEAL), AgeBand.FIVE_TO_TEN)
    assert [(row.what, row.before, row.after) for row in bed.rows if not row.is_same] == [
        ("2 Gaps", "bed: not met.", "No bed.")
    ]
    assert [row.what for row in bed.rows] == ["Title", "Question", "1 Strong", "2 Gaps"]


def test_a_summary_counts_the_words_that_are_not_the_same() -> None:
    one = tool(replace(BED, wordings=(Wording(BOTH, ("bed: met.", "No bed.")),)), HEAT, MEAL)
    two = tool(replace(BED, wordings=(Wording(BOTH, ("Bed.", "No bed.")),)), HEAT, MEAL)
    assert present_summary(OLD, one).words == "1 descriptor of 1 item in both versions is not the same."
    assert present_summary(OLD, two).words == "2 descriptors of 1 item in both versions are not the same."
    same = present_summary(OLD, OLD)
    assert same.words == "Every item in both versions has the same words for every grade."
    assert same.comparable == "Grades made with either version stand on one line."


def test_a_summary_says_from_where_to_where_an_item_moved() -> None:
    new = tool(item("home.nights.bed"), HEAT, MEAL)
    assert present_summary(OLD, new).moved == ["Bed: from Area home.rooms to Area home.nights"]


def test_a_line_says_where_nothing_stood_and_that_versions_do_not_compare() -> None:
    asked = replace(BED, hints=("Feel it", "Ask"), line="another")
    new = tool(asked, version="2.0", code="tiny")
    old = tool(BED)
    assert difference_lines(old, new, compare(old, new))[1:] == [
        "Not comparable: the line of grades breaks between them.",
        "",
        "item home.rooms.bed: look for changed",
        "  - (nothing)",
        "  + Feel it; Ask",
    ]


def test_a_summary_tells_areas_and_domains_from_items() -> None:
    summary = present_summary(OLD, tool(BED, HEAT, item("play.park.swing")))
    assert summary.added == ["Domain play (a domain)", "Area play.park (an area)", "Swing"]
    assert summary.removed == ["Domain food (a domain)", "Area food.table (an area)", "Meal"]
