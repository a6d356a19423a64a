"""The drawing can stand inside a page that allows no inline style, beside others, whatever its words hold."""

import re
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gcp_tool.charts.inline import inline
from tests.unit.charts.drawings import SVG, Drawing
from tests.unit.charts.figures import AWKWARD, figure, line, panel, six_by_twelve

FULL = figure(
    panel(line(4, None, (3, True, False), (2, False, True)), line(4, (2, True, True), label="Jay")),
    panel(line(2, 2), title="Health"),
)


@pytest.mark.parametrize("columns", [1, 2])
def test_nothing_in_it_needs_a_style_of_its_own(columns):
    drawn = Drawing(FULL, columns)
    assert "style" not in drawn.source
    assert {element.tag.removeprefix(SVG) for element in drawn.root.iter()} == {
        "svg", "title", "desc", "defs", "path", "g", "use", "text",
    }  # fmt: skip


def test_every_attribute_is_one_that_draws_or_names():
    allowed = {
        "xmlns", "viewBox", "role", "aria-labelledby", "class", "id", "href", "d", "x", "y", "fill", "stroke",
        "stroke-width", "stroke-linejoin", "stroke-linecap", "stroke-dasharray", "stroke-dashoffset",
        "font-family", "font-size", "font-weight", "text-anchor",
    }  # fmt: skip
    assert {name for element in Drawing(FULL).root.iter() for name in element.attrib} <= allowed


def test_it_scales_with_the_page():
    root = Drawing(FULL).root
    assert root.get("viewBox").startswith("0 0 800 ")
    assert root.get("width") is None
    assert root.get("height") is None


def test_it_is_one_image_named_by_its_title_and_description():
    root = Drawing(
        figure(panel(line(3)), title="How care has changed", description="Six domains in 2026")
    ).root
    named = {
        element.get("id"): element.text for element in root if element.tag in {f"{SVG}title", f"{SVG}desc"}
    }
    assert root.get("role") == "img"
    assert [named[name] for name in root.get("aria-labelledby").split()] == [
        "How care has changed",
        "Six domains in 2026",
    ]


def test_everything_pointed_at_is_there():
    root = Drawing(FULL).root
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {element.get("href").removeprefix("#") for element in root.iter(f"{SVG}use")} <= set(ids)


def test_different_drawings_share_no_id():
    drawings = [Drawing(FULL), Drawing(FULL, columns=1), Drawing(six_by_twelve())]
    ids = [element.get("id") for drawn in drawings for element in drawn.root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_another_library_that_renames_the_namespace_changes_nothing():
    before = Drawing(FULL).source
    ET.register_namespace("svg", "http://www.w3.org/2000/svg")
    try:
        assert Drawing(FULL).source == before
    finally:
        ET._namespace_map.pop("http://www.w3.org/2000/svg")
    assert before.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_awkward_words_come_through_as_words():
    drawn = Drawing(
        figure(
            panel(line(3, label=AWKWARD), line(2, label="Jay"), title=AWKWARD, finding=AWKWARD),
            title=AWKWARD,
            description=AWKWARD,
            levels=(AWKWARD, "b", "c"),
        )
    )
    shown = '<b> & "quotes" \' $x^2$ محمد שרה 😀 ]]> &amp; –'
    assert drawn.root.find(f"{SVG}title").text == shown
    assert drawn.texts[0].startswith('<b> & "quotes" \' $x^2$ محمد')


@given(st.text())
@example(AWKWARD)
@settings(max_examples=15, deadline=None)
def test_any_words_make_valid_xml_and_valid_html(words):
    source = Drawing(
        figure(
            panel(line(3, label=words), line(2, label=words + "2"), title=words, finding=words), title=words
        )
    ).source
    ET.fromstring(source)
    html5lib.HTMLParser(strict=True).parse(f"<!DOCTYPE html><title>x</title>{source}")


def test_a_very_long_text_is_cut_in_the_drawing():
    drawn = Drawing(figure(panel(line(3), title="word " * 20_000, finding="x" * 100_000)))
    assert drawn.texts[1].endswith("…")
    assert sum(len(text) for text in drawn.texts) < 1_000


def test_a_text_that_nobody_gave_words_for_is_refused():
    with pytest.raises(KeyError):
        inline(
            b'<svg viewBox="0 0 1 1"><text>from elsewhere</text></svg>',
            prefix="c",
            title="",
            description="",
            words={},
        )


def test_numbers_are_no_longer_than_an_eye_can_tell():
    paths = " ".join(element.get("d") for element in Drawing(FULL).root.iter(f"{SVG}path"))
    assert not re.search(r"\.\d\d", paths)
