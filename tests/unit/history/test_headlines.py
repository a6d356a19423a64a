"""The headline of a child: what to ask about first, and what makes us ask."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.history import content
from gcp_tool.history.presenters.headlines import (
    Cause,
    child_headline,
    family_headline,
    headline_of,
    not_assessed,
)
from gcp_tool.standing.series import Subject
from tests.unit.history.histories import TODAY, care, ended, member, months_ago, plan, series, told

SAM = Subject(5, "Sam Harrow")
LOW = (2, 2, 2)


@pytest.mark.parametrize(
    ("levels", "number", "words", "tone"),
    [
        ((2, 3, 5), 1, "getting worse", "ask"),
        ((5, 5, 5), 2, "no better after six months: check for drift", "ask"),
        ((4, 2, 4, 3), 4, "up and down", "ask"),
        ((5, 4), 6, "still a concern", "ask"),
        ((4, 2), 8, "improved, not yet shown to be kept", "better"),
        ((4, 2, 2), 9, "improved and kept", "better"),
        ((2, 2, 2), 10, "low concern", "better"),
    ],
)
def test_the_headline_is_the_rules_own(levels, number, words, tone):
    headline = headline_of([care(levels, LOW)], TODAY)
    assert headline is not None
    assert (headline.number, headline.words, headline.tone) == (number, words, tone)


def test_one_reading_at_concern_is_a_first_reading():
    headline = headline_of([care((5,), (2,))], TODAY)
    assert headline is not None
    assert (headline.number, headline.words) == (5, "first reading, at concern")
    assert headline.causes == [Cause("Physical care", "first reading, now 5", "5 on 22 November 2026")]


def test_a_domain_never_graded_is_not_enough_evidence():
    headline = headline_of([care((2, 2, 2), ())], TODAY)
    assert headline is not None
    assert (headline.number, headline.tone) == (7, "unsure")
    assert headline.causes == [Cause("Food and drink", "not assessed", "")]


def test_the_domains_and_dates_that_caused_it_are_told():
    headline = headline_of([care((4, 4, 4), LOW)], TODAY)
    assert headline is not None
    readings = "4 on 22 May 2026, 4 on 22 August 2026 and 4 on 22 November 2026"
    flags = ("No better in six months",)
    assert headline.causes == [Cause("Physical care", "unchanged, now 4", readings, flags)]


def test_a_headline_that_rests_on_what_awaits_sign_off_says_so():
    headline = headline_of([care((4, (4, {"signed_off": False})), (2, 2))], TODAY)
    assert headline is not None
    assert headline.causes[0].readings == "4 on 22 August 2026 and 4 on 22 November 2026, awaiting sign-off"


def test_going_up_and_down_is_shown_over_all_of_it():
    headline = headline_of([care((4, 2, 4, 3), LOW)], TODAY)
    assert headline is not None
    assert headline.causes[0].readings.startswith("4 on 22 February 2026, 2 on 22 May 2026")


@pytest.mark.parametrize(
    ("levels", "cause"),
    [
        (
            LOW,
            Cause(
                "Every domain",
                "better than 3 throughout the last six months",
                "last read on 22 November 2026",
            ),
        ),
        ((2,), Cause("Every domain", "better than 3", "on 22 November 2026")),
    ],
)
def test_a_low_concern_is_told_once_for_all_domains(levels, cause):
    headline = headline_of([care(levels, levels)], TODAY)
    assert headline is not None
    assert headline.causes == [cause]


def test_of_two_carers_the_headline_of_the_child_is_what_to_ask_about_first():
    with_jo, with_sam = care((4, 2, 2), LOW), care((4, 4, 4), LOW, carer=SAM)
    headline = headline_of([with_jo, with_sam], TODAY)
    assert headline is not None
    assert headline.number == 2
    assert [cause.title for cause in headline.causes] == ["Physical care, with Sam Harrow"]


def test_what_ended_is_out_of_the_headline():
    gone = care((5, 5, 5), LOW, ended=ended())
    assert headline_of([gone], TODAY) is None
    headline = headline_of([gone, care(LOW, LOW, carer=SAM)], TODAY)
    assert headline is not None
    assert headline.number == 10


def test_nothing_that_counts_is_no_headline():
    assert headline_of([], TODAY) is None
    assert headline_of([care((None,), ())], TODAY) is None


KOFI = Subject(3, "Kofi Harrow", birth_on=months_ago(30))


def test_a_child_without_a_live_series_is_not_enough_evidence_beside_one_that_has():
    standing = told([care(LOW, LOW)], (member(), member(KOFI)))
    mia, kofi = (child_headline(standing, child, TODAY) for child in standing.summary.children)
    assert (mia.number, mia.words) == (10, "low concern")
    assert (kofi.number, kofi.words, kofi.causes) == (
        7,
        "not enough recent evidence",
        (Cause("", content.NO_GRADE_YET, ""),),
    )


def test_a_family_without_any_live_series_is_not_assessed_and_stands_with_what_is_not_known():
    standing = told([care(LOW, LOW, ended=ended())], (member(),))
    [mia] = standing.summary.children
    assert (mia.headline, child_headline(standing, mia, TODAY).words) == (None, "not assessed")
    assert not_assessed().number == 7
    headline = family_headline(standing)
    assert headline is not None
    assert (headline.number, headline.words, headline.tone) == (7, "not assessed", "unsure")


def test_a_family_without_children_and_readings_has_no_headline():
    assert family_headline(told([])) is None


def test_the_headline_of_a_family_is_its_worst_childs_and_says_of_how_many_children():
    cares = [
        care((4, 4, 4), LOW),
        care((3, 3, 3), LOW, child=KOFI),
        care(LOW, LOW, child=Subject(4, "Ana")),
    ]
    headline = family_headline(told(cares, (member(), member(KOFI), member(Subject(4, "Ana")))))
    assert headline is not None
    assert (headline.number, headline.children) == (2, "2 of 3 children")
    assert headline.worst_now == "4 · Physical care · Mia Harrow"


def test_the_worst_of_now_says_how_many_more_are_as_bad_and_nothing_below_concern():
    headline = headline_of([care((4,), (4,))], TODAY)
    assert headline is not None
    assert headline.worst_now == "4 · Physical care and 1 more"
    low = headline_of([care(LOW, LOW)], TODAY)
    assert low is not None
    assert low.worst_now == ""


def test_a_conference_that_is_near_makes_a_concern_overdue():
    line = care(series(5, 4, last=months_ago(2)), series(2, 2, domain="food", last=months_ago(2)))
    without = told([line], (member(),))
    meeting = plan(months_ago(12), next_meeting_on=TODAY - timedelta(days=18))
    with_meeting = told([line], (member(),), (meeting,))
    assert (without.summary.number, with_meeting.summary.number) == (6, 3)
    [child] = with_meeting.summary.children
    [cause] = child_headline(with_meeting, child, TODAY).causes
    assert cause.flags == ("Overdue: to be read again by 21 October 2026",)


_LEVELS = st.lists(st.integers(1, 5), max_size=6)


@given(_LEVELS, _LEVELS, st.integers(0, 12))
def test_any_live_concern_asks(physical, food, months):
    last = months_ago(months)
    history = care(series(*physical, last=last), series(*food, domain="food", last=last))
    headline = headline_of([history], TODAY)
    if any(levels and levels[-1] >= 3 for levels in (physical, food)):
        assert headline is not None
        assert headline.tone == "ask"
        assert 1 <= headline.number <= 6
    if headline is not None:
        assert headline.causes
