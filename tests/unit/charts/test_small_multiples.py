"""What a drawing shows, read back from the finished SVG."""

import gzip
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings

from gcp_tool.charts.content import STYLE_VERSION
from gcp_tool.charts.small_multiples import draw
from tests.unit.charts.drawings import Drawing
from tests.unit.charts.figures import END, START, TWO_CHILDREN, figure, figures, line, panel, six_by_twelve

DRAW_IN_ANOTHER_PROCESS = """
from gcp_tool.charts.small_multiples import draw
from tests.unit.charts.figures import TWO_CHILDREN, TWO_CHILDREN
print(draw(TWO_CHILDREN), end="")
"""


def test_the_same_values_give_the_same_bytes_twice_and_in_another_process():
    ran = subprocess.run(
        [sys.executable, "-c", DRAW_IN_ANOTHER_PROCESS],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert draw(TWO_CHILDREN) == draw(TWO_CHILDREN) == ran.stdout


def test_drawings_made_at_once_are_the_drawings_made_one_by_one():
    wanted = [figure(panel(line(*levels))) for levels in ((1, 2), (3, 4), (5, 5), (2, None, 2))]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(draw, wanted)) == [draw(one) for one in wanted]


@pytest.mark.parametrize("columns", [1, 2])
def test_a_full_family_page_drawing_is_light(columns):
    assert len(gzip.compress(draw(six_by_twelve(), columns).encode())) <= 10_000


def test_the_drawing_is_one_for_this_style_version():
    """Drawings are kept by fingerprint: when this fails, raise STYLE_VERSION and write the new digest here."""
    coarse = re.sub(r"\d+\.\d+", lambda number: str(round(float(number[0]))), draw(TWO_CHILDREN))
    digest = sha256(re.sub(r"c2-[0-9a-f]{12}|-m[0-9a-f]{10}", "", coarse).encode()).hexdigest()
    assert (STYLE_VERSION, digest[:16]) == (2, "fdda3e652dc8aefd")


def test_best_is_at_the_top_in_even_steps():
    drawn = Drawing(figure(panel(line(1, 2, 3, 4, 5, days=60))))
    heights = [down for _, down in drawn.runs()[0]]
    assert len({round(below - above, 1) for above, below in pairwise(heights)}) == 1
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]


@given(figures())
@settings(max_examples=10, deadline=None)
def test_every_reading_is_on_its_date_and_nearest_its_own_level(drawn_figure):
    drawn = Drawing(drawn_figure)
    for number, shown in enumerate(drawn_figure.panels):
        scale = drawn.scale(number)
        for place, one in enumerate(shown.lines):
            spots = [spot for run in drawn.runs(number, place) for spot in run]
            assert [round(across, 1) for across, _ in spots] == pytest.approx(
                [scale.across(point.on.toordinal()) for point in one.graded], abs=0.11
            )
            levels = [(down - scale.plot.top) / scale.layout.levels.height + 0.5 for _, down in spots]
            assert [round(level) for level in levels] == [point.level for point in one.graded]


@given(figures())
@settings(max_examples=10, deadline=None)
def test_a_reading_without_a_grade_breaks_the_line_and_nothing_else_does(drawn_figure):
    drawn = Drawing(drawn_figure)
    for number, shown in enumerate(drawn_figure.panels):
        for place, one in enumerate(shown.lines):
            expected = [
                len(list(run)) for graded, run in groupby(one.points, lambda p: p.level is not None) if graded
            ]
            assert [len(run) for run in drawn.runs(number, place)] == expected


@given(figures())
@settings(max_examples=10, deadline=None)
def test_nothing_is_drawn_outside_the_paper(drawn_figure):
    drawn = Drawing(drawn_figure)
    for across, down, *_ in [
        *drawn.marks(),
        *((*spot,) for text in set(drawn.texts) for spot in drawn.places_of(text)),
    ]:
        assert 0 <= across <= drawn.layout.width
        assert 0 <= down <= drawn.layout.height


def test_all_panels_share_one_range_of_real_dates():
    drawn = Drawing(
        figure(
            panel(line(4, 3, 2, days=100)), panel(line(2, first=START + timedelta(days=100)), title="Health")
        )
    )
    first, second = drawn.layout.places
    assert drawn.runs(0)[0][1][0] - first.plot.left == pytest.approx(
        drawn.runs(1)[0][0][0] - second.plot.left, abs=0.2
    )


def test_time_is_to_scale():
    (run,) = Drawing(figure(panel(line(4, 3, 2, days=30)), end=END)).runs()
    one, two, three = (across for across, _ in run)
    assert two - one == pytest.approx(three - two, abs=0.2)


def test_months_are_named_in_the_uk_form():
    months = [
        text for text in Drawing(figure(panel(line(4, 2)))).texts if re.fullmatch(r"[A-Z][a-z]{2} 2026", text)
    ]
    assert months == ["Mar 2026", "May 2026", "Jul 2026", "Sep 2026", "Nov 2026"]


def test_a_single_reading_is_one_mark_with_its_number():
    drawn = Drawing(figure(panel(line(3))))
    assert len(drawn.marks()) == 1
    ((across, down, *_),) = drawn.marks()
    assert any(0 < x - across < 15 and abs(y - down) < 6 for x, y in drawn.places_of("3"))


def test_the_last_level_is_written_where_the_line_ends():
    drawn = Drawing(figure(panel(line(4, 3, 2, None))))
    across, down = drawn.runs()[0][-1]
    assert any(0 < x - across < 15 and abs(y - down) < 6 for x, y in drawn.places_of("2"))


def test_the_heading_carries_the_finding():
    texts = Drawing(figure(panel(line(2), title="Physical care", finding="improved and kept, now 2"))).texts
    assert texts[:2] == ["Physical care:", "improved and kept, now 2"]


def test_a_long_finding_is_wrapped_whole():
    finding = "worse than at the start, recovering, now 3; Jay: improved, not yet shown to be kept, now 2"
    texts = Drawing(figure(panel(line(3), finding=finding)), columns=1).texts
    assert " ".join(texts[1:4]).startswith(finding)


def test_levels_have_their_number_and_their_words():
    drawn = Drawing(figure(panel(line(3))))
    for level, words in enumerate(drawn.figure.level_labels, start=1):
        ((_, down),) = drawn.places_of(words)
        assert any(abs(y - down) < 1 for _, y in drawn.places_of(str(level)))


@pytest.mark.parametrize(
    ("concern_from", "said"), [(3, "concern: 3 or worse"), (5, "concern: 5"), (1, "concern: 1 or worse")]
)
def test_the_band_of_concern_begins_above_its_first_level_and_is_named(concern_from, said):
    drawn = Drawing(figure(panel(line(3)), concern_from=concern_from))
    scale = drawn.scale()
    ((_, down),) = drawn.places_of(said)
    assert scale.down(5) < down < scale.plot.bottom
    assert f"L{drawn.layout.width:g} {scale.down(concern_from - 0.5):g}L" in drawn.source


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("panels", [1, 2, 3, 6])
def test_panels_stand_in_columns_and_never_touch(panels, columns):
    shown = [
        panel(line(3), title=f"Domain {number}", finding="a long finding " * number)
        for number in range(panels)
    ]
    drawn = Drawing(figure(*shown), columns)
    places = drawn.layout.places
    assert len({place.plot.left for place in places}) == min(panels, columns)
    for above, below in zip(places, places[columns:], strict=False):
        assert below.top > above.plot.bottom
    assert drawn.layout.height > places[-1].plot.bottom


def test_the_plots_of_a_row_stand_level_whatever_their_headings():
    shown = [
        panel(line(3)),
        panel(line(3), title="Parental motivation to change " * 3, finding="no new reading " * 9),
    ]
    one, two = Drawing(figure(*shown)).layout.places
    assert one.plot.top == two.plot.top
