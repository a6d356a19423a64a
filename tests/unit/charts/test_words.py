"""The sentences and the table say what the drawing shows, reading by reading."""

import re
from datetime import date

import pytest
from hypothesis import given, settings

from gcp_tool.charts.content import Table
from gcp_tool.charts.words import table, words
from tests.unit.charts.figures import figure, figures, line, panel

FEBRUARY = date(2026, 2, 20)
NO_LINE = line()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([line(4, 3, 2)], "Physical care: 4 in January 2026, 3 in April 2026, 2 in July 2026."),
        (
            [line(4, None, 2)],
            "Physical care: 4 in January 2026, nothing graded in April 2026, 2 in July 2026.",
        ),
        ([line((3, True, False))], "Physical care: 3 in January 2026 (awaiting sign-off)."),
        ([line((3, False, True))], "Physical care: 3 in January 2026 (partly graded)."),
        ([line((3, True, True))], "Physical care: 3 in January 2026 (awaiting sign-off, partly graded)."),
        (
            [line(4, 3, 3, days=10)],
            "Physical care: 4 on 12 January 2026, 3 on 22 January 2026, 3 in February 2026.",
        ),
        ([line(4, ended_on=FEBRUARY)], "Physical care: 4 in January 2026, ended in February 2026."),
        ([line()], "Physical care: no reading."),
        ([], "Physical care: no reading."),
        (
            [line(4, 2), line(5, label="Jay"), line(label="Baby due")],
            "Physical care: Mia 4 in January 2026, 2 in April 2026; Jay 5 in January 2026; Baby due no reading.",
        ),
        (
            [line(4, label="محمد"), line(3, label="Jay")],
            "Physical care: \u2068محمد\u2069 4 in January 2026; Jay 3 in January 2026.",
        ),
    ],
)
def test_a_sentence_lists_the_readings_of_a_panel(lines, said):
    assert words(figure(panel(*lines))) == (said,)


def test_a_lone_line_is_named_where_other_panels_have_other_children():
    drawn = figure(panel(line(4)), panel(line(3, label="Jay"), title="Health"))
    assert words(drawn) == ("Physical care: Mia 4 in January 2026.", "Health: Jay 3 in January 2026.")
    assert table(drawn).head == ("Date", "Physical care: Mia", "Health: Jay")


def test_the_table_has_a_row_a_date_and_a_column_a_panel():
    drawn = figure(
        panel(line(4, (3, True, False), None)),
        panel(line(5, days=0, ended_on=FEBRUARY), title="Health"),
        panel(title="Safety"),
    )
    assert table(drawn) == Table(
        head=("Date", "Physical care", "Health", "Safety"),
        rows=(
            ("12 January 2026", "4", "5", "no reading"),
            ("20 February 2026", "no reading", "ended", "no reading"),
            ("13 April 2026", "3, awaiting sign-off", "no reading", "no reading"),
            ("13 July 2026", "nothing graded", "no reading", "no reading"),
        ),
    )


def test_both_readings_of_one_day_are_in_the_table():
    assert table(figure(panel(line(4, (3, True, False), days=0)))).rows == (
        ("12 January 2026", "4; 3, awaiting sign-off"),
    )


def test_a_figure_without_any_reading_has_a_head_and_no_rows():
    assert table(figure(panel())) == Table(head=("Date", "Physical care"), rows=())


def _in_the_table(drawn):
    """Every reading of every column, as the table tells it."""
    told = table(drawn)
    columns = []
    for place in range(1, len(told.head)):
        cells = [(row[0], part) for row in told.rows for part in row[place].split("; ")]
        columns.append([(day, part) for day, part in cells if part not in {"no reading", "ended"}])
    return columns


def _as_said(point):
    level = "nothing graded" if point.level is None else str(point.level)
    marks = ", ".join(["awaiting sign-off"] * point.awaiting + ["partly graded"] * point.partial)
    return f"{point.on.day} {point.on:%B %Y}", ", ".join(filter(None, (level, marks)))


@given(figures())
@settings(max_examples=30)
def test_the_table_holds_every_reading_and_no_other(drawn):
    expected = [
        [_as_said(point) for point in line.points]
        for panel in drawn.panels
        for line in panel.lines or [NO_LINE]
    ]
    assert _in_the_table(drawn) == expected


@given(figures(labels=("Mia",)))
@settings(max_examples=40)
def test_the_sentences_hold_every_reading_in_order_and_no_other(drawn):
    said = re.compile(r"(nothing graded|\d) (?:in|on (\d+)) (\w+ \d{4})((?: \([^)]*\))?)")
    for sentence, shown in zip(words(drawn), drawn.panels, strict=True):
        found = [(level, month, marks) for level, _, month, marks in said.findall(sentence)]
        points = shown.lines[0].points if shown.lines else ()
        assert found == [_in_a_sentence(point) for point in points]


def _in_a_sentence(point):
    level, _, marks = _as_said(point)[1].partition(", ")
    return level, f"{point.on:%B %Y}", f" ({marks})" if marks else ""


@given(figures(labels=("Mia",)))
@settings(max_examples=40)
def test_a_day_is_given_in_full_only_where_a_month_has_two_readings(drawn):
    for sentence, shown in zip(words(drawn), drawn.panels, strict=True):
        months = [point.on.replace(day=1) for line in shown.lines for point in line.points]
        crowded = [
            day
            for line in shown.lines
            for point in line.points
            if months.count((day := point.on).replace(day=1)) > 1
        ]
        assert re.findall(r" on (\d+ \w+ \d{4})", sentence) == [f"{day.day} {day:%B %Y}" for day in crowded]
