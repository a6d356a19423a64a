"""A timeline as it is drawn, in sentences and as a table: the same things, told apart without colour."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcp_tool.charts.style import COLOURS, PAPER
from gcp_tool.charts.timeline import _BARS, _MARKERS, NARROW, WIDE, draw
from gcp_tool.charts.timeline_content import (
    Lane,
    Look,
    Moment,
    Stretch,
    Timeline,
    fingerprint,
    table,
    words,
)
from gcp_tool.domain.marks import Shape
from gcp_tool.web.drawings import svg_markup

TODAY = date(2026, 5, 20)
START = date(2025, 1, 10)


def days(number: int) -> date:
    return START + timedelta(days=number)


def moment(number: int, shape: Shape = Shape.CROSS, label: str = "", **more: bool) -> Moment:
    return Moment(days(number), shape, f"meaning of {shape}", f"thing {number}", label, **more)


def stretch(start: int, end: int | None, label: str = "Parent group", look: Look = Look.SUPPORT) -> Stretch:
    return Stretch(days(start), days(end) if end is not None else None, label, f"{label}, in words", look)


def timeline(*lanes: Lane) -> Timeline:
    return Timeline("Since January 2025: 2 plans", "One axis.", lanes, TODAY)


SAMPLE = timeline(
    Lane("Plans", (stretch(0, 90, "Child in need: Isla", Look.PLAN_2), stretch(90, None, look=Look.PLAN_3))),
    Lane("Missed appointments", moments=(moment(40), moment(44), moment(300, Shape.PLUS))),
)


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize("columns", [WIDE, NARROW])
def test_a_drawing_holds_its_titles_labels_and_key_and_may_stand_in_a_page(columns):
    svg = draw(SAMPLE, columns)
    said = " ".join(texts(svg))
    assert svg_markup(svg) == svg
    assert "<title" in svg
    for words_shown in ("Child in need: Isla", "Parent group", "meaning of cross", "meaning of plus"):
        assert words_shown in said
    assert said.count("meaning of cross") == 1


def test_the_same_values_give_the_same_bytes_and_others_another_key():
    other = timeline(Lane("Plans", (stretch(0, 91, "Child in need: Isla", Look.PLAN_2),)))
    assert draw(SAMPLE) == draw(SAMPLE)
    assert fingerprint(SAMPLE) != fingerprint(other)


def test_the_sentences_and_the_table_say_what_the_drawing_shows():
    plans, missed = words(SAMPLE)
    assert plans == (
        "Plans: Child in need: Isla, in words, 10 January to 10 April 2025; Parent group, in words, from 10 April"
        " 2025."
    )
    assert missed == (
        "Missed appointments: thing 40, 19 February 2025; thing 44, 23 February 2025; thing 300, 6 November 2025."
    )
    told = table(SAMPLE)
    assert told.head == ("When", "Kind", "What")
    assert [row[2] for row in told.rows] == [
        "Child in need: Isla, in words",
        "thing 40",
        "thing 44",
        "Parent group, in words",
        "thing 300",
    ]


def test_what_is_planned_lengthens_the_axis():
    planned = timeline(Lane("Support", (stretch(520, None),)))
    assert planned.end == days(520) > TODAY
    assert timeline(Lane("Support", (stretch(1, 5),))).end == TODAY


def test_nothing_cannot_be_drawn_and_an_end_is_not_before_its_start():
    with pytest.raises(ValueError, match="needs something"):
        timeline(Lane("Plans"))
    with pytest.raises(ValueError, match="ends before"):
        timeline(Lane("Plans", (stretch(5, 4),)))


def test_every_shape_has_a_mark_of_its_own_and_every_look_a_bar_of_its_own():
    assert set(_MARKERS) == set(Shape)
    assert len(set(_MARKERS.values())) == len(Shape)
    assert set(_BARS) == set(Look)
    assert len(set(_BARS.values())) == len(Look)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [*(edge for edge, _, _ in _BARS.values()), COLOURS[4]])
def test_marks_and_the_edges_of_bars_stand_out_from_the_paper(colour):
    assert (luminance(PAPER) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_plans_are_told_apart_in_grey():
    greys = [luminance(_BARS[look][1]) for look in (Look.PLAN_1, Look.PLAN_2, Look.PLAN_3, Look.PLAN_4)]
    steps = [(above + 0.05) / (below + 0.05) for above, below in pairwise(greys)]
    assert min(steps) >= 1.4


LABELS = st.text(max_size=60)


@settings(max_examples=25, deadline=None)
@given(
    spans=st.lists(st.tuples(st.integers(0, 700), st.integers(0, 300), LABELS), max_size=6),
    marks=st.lists(st.tuples(st.integers(0, 700), st.sampled_from(Shape), LABELS), min_size=1, max_size=12),
    columns=st.sampled_from((WIDE, NARROW)),
)
def test_whatever_happened_is_drawn_inside_the_paper(spans, marks, columns):
    lane = Lane(
        "Anything",
        tuple(stretch(start, start + length, label) for start, length, label in spans),
        tuple(moment(on, shape, label) for on, shape, label in marks),
    )
    svg = draw(timeline(lane), columns)
    assert svg_markup(svg) == svg
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    places = [float(x) for x in re.findall(r'<text[^>]*\bx="(-?[\d.]+)"', svg)]
    assert all(-0.5 <= place <= width for place in places)
