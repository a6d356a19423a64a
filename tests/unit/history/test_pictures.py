"""The chart, the sentences and the table are three tellings of one value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.charts.words import NO_READING, table
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.history.presenters.tables import table_of
from gcp_tool.standing.series import Care, Subject
from tests.unit.history.histories import (
    JO,
    MIA,
    TODAY,
    care,
    ended,
    every_three_months,
    history_of,
    member,
    months_ago,
    series,
)

KOFI = Subject(3, "Kofi Harrow", birth_on=date(2017, 3, 14))
SAM = Subject(5, "Sam Harrow", birth_on=date(1990, 5, 5))
MEMBERS = (member(), member(JO, MemberRole.MAIN_CARER))


def picture(*domains, **changes):
    [view] = history_of([care(*domains, **changes)], MEMBERS).cares
    [found] = view.pictures
    return found


_READING = st.tuples(
    st.none() | st.integers(1, 5),
    st.fixed_dictionaries(
        {"signed_off": st.booleans(), "imported": st.booleans(), "graded": st.integers(1, 4)}
    ),
).map(lambda made: (made[0], made[1] | ({"graded": 0} if made[0] is None else {})))
_LEVELS = st.lists(_READING, max_size=6)


@given(_LEVELS, _LEVELS, st.none() | st.just(ended(months_ago(1))))
def test_words_table_and_chart_come_from_one_value(physical, food, end):
    if not physical and not food:
        return
    shown = picture(physical, food, ended=end)
    drawn = table(shown.figure)
    by_date = {row[0]: row[1:] for row in drawn.rows}
    for row in shown.table.rows:
        for cell, words in zip(row.cells, by_date[row.day], strict=True):
            said = (
                "nothing graded"
                if cell.words == "nothing graded"
                else NO_READING
                if cell.words
                else str(cell.value)
            )
            assert words.split(",")[0].split(";")[0] == said
            marks = (*row.marks, *cell.marks)
            assert ("awaiting sign-off" in words) == (
                "awaiting sign-off" in marks and cell.words != "no reading"
            )
            assert ("partly graded" in words) == any(mark.startswith("partial") for mark in marks)
    for sentence, panel in zip(shown.sentences, shown.figure.panels, strict=True):
        assert sentence.found == f"{panel.title}: {panel.finding}."
        for line in panel.lines:
            assert sum(str(point.level) in sentence.readings for point in line.graded) == len(line.graded)


def test_a_sentence_tells_the_finding_and_every_reading():
    found = picture((4, 2, 2), (2, 2, 2)).sentences[0]
    assert found.found == "Physical care: improved and kept, now 2."
    assert found.readings == "4 in May 2026, 2 in August 2026, 2 in November 2026."


def test_every_panel_has_the_range_from_the_first_reading_ever_to_the_end_of_this_month():
    cares = [care((4, 2)), care((3, 3, 3, 3), child=KOFI)]
    views = history_of(cares, (*MEMBERS, member(KOFI))).cares
    assert {(one.figure.start, one.figure.end) for view in views for one in view.pictures} == {
        (months_ago(9), date(2026, 11, 30))
    }


def test_the_same_values_are_the_same_drawing_on_another_day_of_the_month_and_for_another_child():
    other = history_of([care((4, 2, 2), child=KOFI, carer=SAM)], (), TODAY.replace(day=28)).cares[0]
    assert other.pictures[0].figure == picture((4, 2, 2)).figure


def test_no_name_is_in_what_is_kept_as_a_drawing():
    assert "Harrow" not in repr(picture((4, 2, 2), ended=ended()).figure)


@pytest.mark.parametrize(
    ("end", "drawn"),
    [
        (None, None),
        (ended(months_ago(1)), months_ago(1)),
        (ended(months_ago(8)), months_ago(3)),
        (ended(date(2027, 3, 1)), date(2026, 11, 30)),
        (ended(None), None),
    ],
)
def test_where_a_series_ended_is_drawn_inside_the_range(end, drawn):
    line = series(4, 3, last=months_ago(3))
    assert picture(line, (), ended=end).figure.panels[0].lines[0].ended_on == drawn


def test_only_the_last_line_of_a_panel_ends():
    new = {"line": "small-care@2.0:physical", "version": "2.0"}
    panel = picture((4, (3, new)), ended=ended(TODAY)).figure.panels[0]
    assert [(line.label, line.ended_on) for line in panel.lines] == [
        ("version 1.0", None),
        ("version 2.0", TODAY),
    ]


def test_a_reading_is_a_chip_of_level_label_and_kind():
    rows = table_of(care((1, 2, 3, 4, 5))).rows
    assert [(row.cells[0].value, row.cells[0].label, row.cells[0].kind) for row in rows] == [
        (1, "Strong", "low"),
        (2, "Steady", "low"),
        (3, "Some gaps", "concern"),
        (4, "Serious gaps", "serious"),
        (5, "Needs not met", "serious"),
    ]


@pytest.mark.parametrize(
    ("reading", "row_marks", "cell_marks"),
    [
        ((2, {"signed_off": False}), ("awaiting sign-off",), ()),
        ((2, {"imported": True}), ("imported",), ()),
        ((2, {"graded": 3}), (), ("partial, 3 of 4",)),
        ((2, {"graded": 1}), (), ("partial, 1 of 4", "too little graded to compare")),
        ((4, {"graded": 1}), (), ("partial, 1 of 4",)),
        ((2, {}), (), ()),
    ],
)
def test_what_to_know_of_a_reading_is_marked(reading, row_marks, cell_marks):
    [row] = table_of(care((reading,))).rows
    assert (row.marks, row.cells[0].marks) == (row_marks, cell_marks)


def test_a_mark_that_only_some_of_a_day_have_stands_with_them():
    [row] = table_of(care(((2, {"signed_off": False}),), (2,))).rows
    assert row.marks == ()
    assert [cell.marks for cell in row.cells] == [("awaiting sign-off",), ()]


def test_a_gap_and_no_reading_are_told_apart():
    [earlier, later] = table_of(care((4, None), (2,))).rows
    assert [cell.words for cell in earlier.cells] == ["", "no reading"]
    assert [cell.words for cell in later.cells] == ["nothing graded", ""]


def test_the_numbers_are_explained():
    shown = table_of(care((2,)))
    assert shown.scale == "1 strong, 2 steady, 3 some gaps, 4 serious gaps, 5 needs not met"


def test_two_assessments_of_one_day_are_said_to_be_two():
    assert "22 November 2026" in table_of(care((2,), twice_on=(TODAY,))).twice
    assert table_of(care((2,))).twice == ""


def test_one_reading_says_when_the_next_is_due():
    [view] = history_of([care((4,), (2,))], MEMBERS).cares
    assert view.next_reading.endswith("The next, due by 22 February 2027, will show whether it changes.")


@pytest.mark.parametrize(
    "history", [care((4, 3)), care((4,), ended=ended())], ids=["two readings", "one reading, ended"]
)
def test_no_next_reading_is_promised_otherwise(history):
    [view] = history_of([history], MEMBERS).cares
    assert view.next_reading == ""


def test_one_child_with_one_carer_needs_no_glance():
    assert history_of([care((4, 2))], MEMBERS).glance == ()
    assert history_of([], MEMBERS).glance == ()


def test_each_child_now_in_the_family_has_a_line_with_a_headline():
    baby = Subject(4, "Baby Harrow", expected_birth_on=date(2027, 3, 3))
    grown_up = Subject(6, "Ola Harrow", birth_on=date(2000, 1, 1))
    gone = Subject(7, "Tom Harrow", birth_on=date(2015, 1, 1))
    members = (*MEMBERS, member(KOFI), member(baby), member(grown_up), member(gone, ended_on=months_ago(1)))
    cares = [care((4, 4, 4), (2, 2, 2), child=KOFI), care((2, 2, 2), (2, 2, 2))]
    glance = history_of(cares, members).glance
    assert [(one.name, one.headline.number, one.slug, bool(one.note)) for one in glance] == [
        ("Kofi Harrow", 2, "care-1", False),
        ("Mia Harrow", 10, "care-2", False),
        ("Baby Harrow", 7, "", True),
    ]


def test_a_child_with_two_carers_has_one_headline_over_both_and_leads_to_the_first():
    cares = [care((2, 2, 2), (2, 2, 2)), care((4, 4, 4), (2, 2, 2), carer=SAM)]
    [line] = history_of(cares, MEMBERS).glance
    assert (line.headline.number, line.slug) == (2, "care-1")
    assert [view.headline.number for view in history_of(cares, MEMBERS).cares if view.headline] == [10, 2]


def test_a_care_that_ended_says_why_and_has_no_headline():
    [view] = history_of([care((4, 4), ended=ended())], MEMBERS).cares
    assert (view.headline, view.ended) == (None, "Jo Harrow left the family")
    assert "before it ended" in view.pictures[0].period


def test_care_that_was_looked_at_but_not_graded_is_not_passed_over():
    [view] = history_of([care((None,), ())], MEMBERS).cares
    assert view.headline is not None
    assert view.headline.number == 7


def test_two_tools_are_two_pictures_of_one_care():
    with_other_tool = Care(MIA, JO, care((2,)).tool, (series(2, in_scope=False),), None)
    history = history_of([care((4, 3)), with_other_tool], MEMBERS)
    [view] = history.cares
    assert [one.slug for one in view.pictures] == ["care-1-1", "care-1-2"]
    assert list(history.figures) == ["care-1-1", "care-1-2"]


def test_a_figure_starts_with_the_first_reading_even_of_a_series_that_ended():
    old = care(series(4, last=months_ago(30)), ended=ended(months_ago(29)))
    assert every_three_months(4, last=months_ago(30))[0].on == months_ago(30)
    views = history_of([care((2, 2)), old], MEMBERS).cares
    assert views[0].pictures[0].figure.start == months_ago(30)
