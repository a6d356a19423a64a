"""Every line, reading, gap and end of a series can be told from the others, by more than colour."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from gcp_tool.charts.lettering import width_of
from gcp_tool.charts.small_multiples import draw
from gcp_tool.charts.style import COLOURS, LEVEL, PAPER
from tests.unit.charts.drawings import Drawing
from tests.unit.charts.figures import END, START, TWO_CHILDREN, figure, line, panel


def test_two_children_with_the_same_grades_are_both_seen():
    drawn = Drawing(figure(panel(line(4, 4), line(4, 4, label="Jay"))))
    (mia,), (jay,) = drawn.runs(0, 0), drawn.runs(0, 1)
    assert all(below - above >= 5 for (_, above), (_, below) in zip(mia, jay, strict=True))


def test_every_child_of_many_with_the_same_grades_is_seen_and_named_apart():
    names = [f"Child {number}" for number in range(1, 9)]
    drawn = Drawing(figure(panel(*(line(3, 3, label=name) for name in names))))
    heights = [drawn.runs(0, place)[0][0][1] for place in range(8)]
    assert all(below - above >= 2 for above, below in pairwise(heights))
    rows = sorted(down for name in names for _, down in drawn.places_of(name))
    assert all(below - above >= 12 for above, below in pairwise(rows))
    assert all(drawn.scale().plot.top < row < drawn.scale().plot.bottom for row in rows)


def test_a_child_looks_the_same_in_every_panel():
    drawn = Drawing(TWO_CHILDREN)
    jays = {edge for across, down, _, edge in drawn.marks() if edge == COLOURS[1]}
    assert jays == {COLOURS[1]}
    paths = [
        group[0].get("stroke")
        for group in drawn.root
        if group.get("id", "").endswith(("-line-0-1", "-line-1-0"))
    ]
    assert paths == [COLOURS[1], COLOURS[1]]


@pytest.mark.parametrize(
    ("reading", "faces"),
    [
        ((3, False, False), [COLOURS[0]]),
        ((3, True, False), [PAPER]),
        ((3, False, True), [COLOURS[0], PAPER]),
        ((3, True, True), [PAPER, COLOURS[0]]),
    ],
    ids=["plain", "awaiting sign-off", "partly graded", "both"],
)
def test_what_a_reading_is_shows_in_its_filling(reading, faces):
    drawn = Drawing(figure(panel(line(reading))))
    down = drawn.runs()[0][0][1]
    assert [face for _, at, face, _ in drawn.marks() if at == down] == faces


@pytest.mark.parametrize(
    ("shown", "key"),
    [
        (line(3), []),
        (line((3, True, False)), ["awaiting sign-off"]),
        (line((3, False, True)), ["partly graded"]),
        (line((3, True, True)), ["awaiting sign-off, partly graded"]),
        (line(3, None), ["nothing graded"]),
        (line(3, ended_on=END), ["ended"]),
        (line(None, ended_on=END), ["nothing graded", "nothing graded"]),
    ],
)
def test_the_key_explains_the_marks_that_are_there_and_no_other(shown, key):
    drawn = Drawing(figure(panel(shown)))
    known = (
        "awaiting sign-off",
        "partly graded",
        "awaiting sign-off, partly graded",
        "nothing graded",
        "ended",
    )
    assert [text for text in drawn.texts if text in known] == key


def test_the_key_on_a_phone_keeps_within_the_paper():
    lines = [line((3, True, False), (3, False, True), (3, True, True), None, ended_on=END)]
    drawn = Drawing(figure(panel(*lines)), columns=1)
    rows = [drawn.places_of(text)[0][1] for text in ("awaiting sign-off", "nothing graded", "ended")]
    assert max(rows) < drawn.layout.height
    assert len(set(rows)) > 1


def test_a_gap_is_marked_on_the_line_of_dates():
    drawn = Drawing(figure(panel(line(3, None, 3))))
    scale = drawn.scale()
    (gap,) = [across for across, down, *_ in drawn.marks() if abs(down - scale.plot.bottom) < 0.2]
    assert gap == pytest.approx(scale.across((START + timedelta(days=91)).toordinal()), abs=0.2)


def test_a_child_who_was_seen_but_never_graded_is_still_named():
    drawn = Drawing(figure(panel(line(3, 2), line(None, None, label="Jay"))))
    assert len(drawn.places_of("Jay")) == 1


def test_an_ended_line_is_dotted_to_the_day_it_ended():
    drawn = Drawing(figure(panel(line(4, 3, ended_on=date(2026, 9, 1)))))
    scale, (_, down) = drawn.scale(), drawn.runs()[0][-1]
    end = scale.across(date(2026, 9, 1).toordinal())
    assert any(abs(x - end) < 0.2 and y == down for x, y, *_ in drawn.marks())
    assert drawn.source.count("stroke-dasharray") == 1


def test_a_gap_before_the_end_is_not_bridged():
    assert "stroke-dasharray" not in draw(figure(panel(line(4, None, ended_on=END))))


def test_a_scale_of_twelve_levels_has_room_for_its_numbers():
    levels = tuple(f"Level {number}" for number in range(1, 13))
    drawn = Drawing(figure(panel(line(12), line(11, label="Jay")), levels=levels))
    ((words, _),) = drawn.places_of("Level 12")
    number = min(across for across, _ in drawn.places_of("12"))
    assert words - number >= width_of("12", LEVEL)


@pytest.mark.parametrize(
    ("lines", "said"), [((), "no reading"), ((line(),), "no reading"), ((line(None),), "nothing graded")]
)
def test_a_panel_with_no_level_says_so(lines, said):
    drawn = Drawing(figure(panel(*lines, finding="not assessed")))
    assert said in drawn.texts
