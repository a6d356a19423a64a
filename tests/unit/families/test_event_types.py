"""The kinds of event are data: checked when the tool starts, and the first fault is named."""

from pathlib import Path

import pytest

from gcp_tool.families.event_types import EVENT_TYPES, FILE, About, EventTypesNotUsable, load_event_types

GOOD = """\
- {code: visit, words: Visit, about: anyone, lane: contact, shape: hexagon}
- {code: left, words: Left, about: anyone, lane: contact, shape: square, retired: true}
- {code: other, words: Something else, about: anyone, lane: happened, shape: star}
"""


def load(tmp_path: Path, text: str):
    path = tmp_path / "types.yaml"
    path.write_text(text, encoding="utf-8")
    return load_event_types(path)


def test_our_own_list_holds_what_the_product_promises():
    promised = {
        "was_not_brought", "visit", "visit_unannounced", "move", "new_partner", "exclusion", "absence", "accident",
        "missing", "police_protection", "conference_offered", "conference_held", "pre_birth_assessment",
        "child_removed", "other",
    }  # fmt: skip
    assert promised <= set(EVENT_TYPES.codes)
    was_not_brought = EVENT_TYPES.find("was_not_brought")
    assert (was_not_brought.words, was_not_brought.about) == ("Was not brought", About.CHILD)
    assert load_event_types(FILE).codes == EVENT_TYPES.codes


def test_a_retired_kind_is_known_and_not_offered(tmp_path):
    types = load(tmp_path, GOOD)
    assert types.codes == ["visit", "other"]
    assert types.words_of("left") == "Left"


def test_a_kind_that_the_file_has_lost_is_told_by_its_code(tmp_path):
    assert load(tmp_path, GOOD).words_of("home_visit") == "Home visit"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code: visit", "code: Visit!", "entry 1, code: String should match pattern"),
        ("words: Left", "words: Visit", "the words “Visit” is there twice"),
        ("code: left", "code: visit", "the code “visit” is there twice"),
        (
            "about: anyone, lane: contact, shape: square",
            "about: dog, lane: contact, shape: square",
            "entry 2, about",
        ),
        ("shape: square", "shape: hexagon", "visit and left would be drawn alike"),
        ("shape: star", "shape: circle", "a reading and other would be drawn alike"),
        ("shape: star", "shape: blob", "entry 3, shape"),
        ("code: other", "code: others", "there must be a kind “other”"),
        ("lane: happened", "lanes: happened", "entry 3, lane"),
        ("- {code: visit", "- {code: visit, code: again", "is not YAML"),
        (GOOD, "words", "the whole file"),
    ],
)
def test_what_is_wrong_with_the_list_is_named(tmp_path, old, new, message):
    with pytest.raises(EventTypesNotUsable, match=message.replace("(", r"\(")):
        load(tmp_path, GOOD.replace(old, new, 1))


def test_a_list_that_is_missing_is_named(tmp_path):
    with pytest.raises(EventTypesNotUsable, match="is missing"):
        load_event_types(tmp_path / "nothing.yaml")
