"""Our own grading macro draws the same radios as GOV.UK's; marks say their grade in words too."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup

from gcp_tool.web.forms.widgets import render_macro, without_reveal_script
from tests.unit.web.conftest import shape, tree


@dataclass(frozen=True)
class Level:
    value: str
    label: str
    descriptor: str = ""


@dataclass(frozen=True)
class NotGraded:
    value: str
    label: str
    reason_name: str
    reasons: tuple[Level, ...]
    reason_chosen: str = ""
    reason_error: str = ""


LEVELS = tuple(Level(str(n), f"Level <{n}>", f"What & is seen at {n}") for n in range(1, 6))
REASONS = (Level("not_seen", "Not seen"), Level("other", "Another reason"))
OTHERS = (
    NotGraded("not_applicable", "Not applicable", "bed-na", REASONS),
    NotGraded("not_known", "Not known", "bed-nk", REASONS),
)


def macro(app: Flask, name: str) -> Any:
    return getattr(app.jinja_env.get_template("components/grades.html").module, name)


def library_radios(items: list[dict[str, Any]], **more: Any) -> Markup:
    legend = {"legend": {"text": "Where does <she> sleep?", "classes": "govuk-fieldset__legend--m"}}
    params = {"idPrefix": "bed", "name": "bed", "fieldset": legend, "items": items, "classes": "app-grades"}
    params["formGroup"] = {"classes": "app-grading"}
    return without_reveal_script(render_macro("radios", params | more))


def graded_items(chosen: str = "") -> list[dict[str, Any]]:
    return [
        {"value": level.value, "text": f"{level.value} {level.label}", "checked": level.value == chosen}
        | ({"hint": {"text": level.descriptor}} if level.descriptor else {})
        for level in LEVELS
    ]


@pytest.mark.parametrize("chosen", ["", "1", "5", "9"])
def test_the_radios_are_the_library_s(app: Flask, shown: None, chosen: str) -> None:
    ours = macro(app, "grade_radios")("bed", "Where does <she> sleep?", LEVELS, chosen=chosen)
    assert shape(tree(ours)) == shape(tree(library_radios(graded_items(chosen))))


def test_hint_and_error_are_the_library_s(app: Flask, shown: None) -> None:
    draw = macro(app, "grade_radios")
    hint, error = {"hint": {"text": "As seen"}}, {"errorMessage": {"text": "Choose"}}
    for more, words in (
        (hint, {"hint": "As seen"}),
        (error, {"error": "Choose"}),
        (hint | error, {"hint": "As seen", "error": "Choose"}),
    ):
        ours = draw("bed", "Where does <she> sleep?", LEVELS, **words)
        assert shape(tree(ours)) == shape(tree(library_radios(graded_items(), **more)))


@pytest.mark.parametrize("chosen", ["", "not_applicable", "not_known"])
def test_reasons_are_the_library_s(app: Flask, shown: None, chosen: str) -> None:
    others = (OTHERS[0], replace(OTHERS[1], reason_chosen="other", reason_error="Choose why"))
    ours = tree(
        macro(app, "grade_radios")(
            "bed",
            "Where does <she> sleep?",
            LEVELS,
            chosen=chosen,
            not_graded=others,
            not_graded_divider="or",
        )
    )
    for marked in ours.select(".app-not-graded"):
        marked["class"] = [name for name in marked["class"] if name != "app-not-graded"]
    items = [*graded_items(chosen), {"divider": "or"}]
    items += [
        {
            "value": other.value,
            "text": other.label,
            "checked": other.value == chosen,
            "conditional": {"html": reason(other)},
        }
        for other in others
    ]
    assert shape(ours) == shape(tree(library_radios(items)))


def reason(other: NotGraded) -> Markup:
    items: list[dict[str, Any]] = [{"value": "", "text": "Choose a reason"}]
    items += [
        {"value": r.value, "text": r.label, "selected": r.value == other.reason_chosen} for r in other.reasons
    ]
    label = {"text": f"Why “{other.label.lower()}”?"}
    error = {"errorMessage": {"text": other.reason_error}} if other.reason_error else {}
    return render_macro(
        "select", {"id": other.reason_name, "name": other.reason_name, "label": label, "items": items} | error
    )


def test_a_tool_of_headings_only_has_no_empty_hints(app: Flask, shown: None) -> None:
    bare = tuple(replace(level, descriptor="") for level in LEVELS[:4])
    drawn = tree(macro(app, "grade_radios")("bed", "Bed", bare))
    assert drawn.select(".govuk-hint, [aria-describedby]") == []
    assert len(drawn.select("input")) == 4


@pytest.mark.parametrize(
    ("level", "label", "kind", "words"),
    [
        (4, "Serious", "serious", "4 Serious"),
        (1, "", "low", "1"),
        (None, "Not known", "missing", "– Not known"),
    ],
)
def test_a_chip_says_number_and_words(
    app: Flask, level: int | None, label: str, kind: str, words: str
) -> None:
    drawn = tree(macro(app, "grade_chip")(level, label, kind))
    assert " ".join(drawn.get_text().split()) == words
    assert drawn.select_one(f".app-grade--{kind}") is not None


def test_a_strip_is_a_list_that_can_be_heard(app: Flask) -> None:
    @dataclass
    class Mark:
        level: int | None
        kind: str
        words: str

    marks = [Mark(4, "serious", "4, March 2026"), Mark(None, "missing", "not known, June 2026")]
    drawn = tree(macro(app, "strip")(marks, "Supervision, oldest first"))
    listed = drawn.select_one("ol")
    assert listed is not None
    assert listed["aria-label"] == "Supervision, oldest first"
    heard = [tag.get_text(strip=True) for tag in drawn.select("li .govuk-visually-hidden")]
    assert heard == ["4, March 2026", "not known, June 2026"]
    assert [tag.get_text(strip=True) for tag in drawn.select("[aria-hidden]")] == ["4", "–"]
