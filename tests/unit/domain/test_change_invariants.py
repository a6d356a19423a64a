"""What must hold of every history, tried on all of up to six readings and on uneven ones made at random.

The rule is also written out a second time here, word for word as it is published, and compared with the first.
"""

from datetime import date, timedelta
from functools import cache
from itertools import combinations_with_replacement, pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from gcp_tool.domain.change import STANDARD_RULE, Reading, no_better, summary, up_and_down, word
from gcp_tool.domain.change.summaries import headline_of
from gcp_tool.domain.dates import add_months

C = 3
GRADES = range(1, 6)
LAGS = (0, 1, 4, 7)
LONGEST = 6
LAST = date(2024, 5, 16)
FOUR_YEARS = timedelta(days=1461)
# READINGS[back][grade]: a reading so many quarters before the last one; the same objects serve all histories.
READINGS = [
    {grade: Reading(add_months(LAST, -3 * back), grade) for grade in GRADES} for back in range(LONGEST)
]
DAYS = [add_months(LAST, lag) for lag in LAGS]


@cache
def histories(longest):
    """All sequences of up to so many grades."""
    return [grades for length in range(1, longest + 1) for grades in product(GRADES, repeat=length)]


@cache
def quarterly(grades):
    """Readings of these grades three months apart, ending on one day."""
    return tuple(READINGS[len(grades) - 1 - place][grade] for place, grade in enumerate(grades))


@cache
def outcomes():
    """The word and the headline's number of every history, at every lag.

    The headline of the one line, as asking how long it holds would take most of the time; that a summary is made
    of these is shown for all of up to four readings, and for every pair.
    """
    starts = [STANDARD_RULE.view_start(day, 6) for day in DAYS]
    return {
        grades: [
            (word(readings, day), headline_of(readings, day, start, STANDARD_RULE).value)
            for day, start in zip(DAYS, starts, strict=True)
        ]
        for grades in histories(LONGEST)
        for readings in [quarterly(grades)]
    }


def shifted(readings):
    return [Reading(reading.on + FOUR_YEARS, reading.grade, reading.scorer) for reading in readings]


# The rule again, as it is published: slow, plain, and without a line in common with the code.


def published_view(readings, as_of, months):
    start = add_months(as_of, -months) + timedelta(days=14)
    earlier = [reading for reading in readings if reading.on <= start]
    in_force = earlier[-1] if earlier else readings[0]
    return [reading for reading in readings if reading.on >= in_force.on]


def published_run(readings, belongs):
    run = []
    while len(run) < len(readings) and belongs(readings[-1 - len(run)]):
        run.insert(0, readings[-1 - len(run)])
    return run


def published_word(readings, as_of, months=6):
    view = published_view(readings, as_of, months)
    grades = [reading.grade for reading in view]
    latest = grades[-1]
    run = published_run(view, lambda reading: reading.grade == latest)
    people = [reading.scorer for reading in run]
    long_enough = run[-1].on >= add_months(run[0].on, 3) - timedelta(days=14)
    borne_out = len(run) >= 3 or any(people.count(person) >= 2 for person in people)
    fits = {
        "first reading": len(readings) == 1,
        "no new reading": len(grades) == 1,
        "low concern throughout": max(grades) < C,
        "worse": all(latest > earlier for earlier in grades[:-1]) or grades[0] < latest == max(grades),
        "worse than at the start, recovering": latest > grades[0],
        "slipped back": latest > min(grades),
        "unchanged": len(set(grades)) == 1,
        "back where it started": latest == grades[0],
        "improved, still a concern": latest >= C,
        "improved and kept": len(run) >= 2 and long_enough and borne_out,
        "improved, not yet shown to be kept": True,
    }
    return next(said for said, holds in fits.items() if holds)


def published_no_better(readings, as_of):
    start = add_months(as_of, -6) + timedelta(days=14)
    latest = readings[-1].grade
    run = published_run(readings, lambda reading: reading.grade >= C)
    if latest < C or run[0].on > start:
        return False
    return latest >= [reading.grade for reading in readings if reading.on <= start][-1]


def published_up_and_down(readings):
    last = readings[-1].on
    recent = [reading for reading in readings if reading.on >= add_months(last, -24)]
    steps = [b.grade - a.grade for a, b in pairwise(recent) if a.grade != b.grade]
    reversals = sum(a * b < 0 for a, b in pairwise(steps))
    run = published_run(readings, lambda reading: reading.grade < C)
    settled = bool(run) and last >= add_months(run[0].on, 6) - timedelta(days=14)
    return len(recent) >= 4 and reversals >= 2 and max(r.grade for r in recent) >= C and not settled


def published_number(readings, as_of):
    latest = readings[-1]
    said = published_word(readings, as_of)
    worst = max(reading.grade for reading in published_view(readings, as_of, 6))
    fits = {
        1: said in ("worse", "slipped back") and latest.grade >= C,
        2: published_no_better(readings, as_of),
        3: latest.grade >= C and as_of - timedelta(days=28) > add_months(latest.on, 3),
        4: published_up_and_down(readings),
        5: said == "first reading" and latest.grade >= C,
        6: latest.grade >= C,
        7: latest.on <= add_months(as_of, -6) + timedelta(days=14),
        8: said != "improved and kept" and worst >= C,
        9: said == "improved and kept",
        10: True,
    }
    return next(number for number, holds in fits.items() if holds)


# Every history of up to six readings.


def test_histories_are_given_the_published_word_and_number():
    # All of up to four readings, and every 31st of the longer ones, which meets each grade in each place.
    longer = [grades for grades in histories(LONGEST) if len(grades) > 4]
    for grades in (*histories(4), *longer[::31]):
        found = outcomes()[grades]
        readings = quarterly(grades)
        for day, (said, number) in zip(DAYS, found, strict=True):
            assert str(said) == published_word(readings, day), (grades, day)
            assert number == published_number(readings, day), (grades, day)
            assert number == summary([readings], day).number, (grades, day)


def test_a_latest_reading_at_concern_is_always_among_the_first_six():
    for grades, found in outcomes().items():
        for _, number in found:
            assert (number <= 6) or grades[-1] < C, (grades, found)


def test_passing_time_alone_never_makes_care_look_better():
    for grades, found in outcomes().items():
        numbers = [number for _, number in found]
        assert all(later <= 7 for earlier, later in pairwise(numbers) if earlier <= 7), (grades, numbers)


def test_a_better_latest_reading_never_brings_a_worse_headline():
    for grades, found in outcomes().items():
        for better in range(1, grades[-1]):
            after = outcomes()[(*grades[:-1], better)]
            for (_, number), (_, bettered) in zip(found, after, strict=True):
                assert number < 8 or bettered in (4, 8, 9, 10), (grades, better, number, bettered)


def test_four_years_later_the_same_history_says_the_same():
    for grades in histories(4):
        readings = shifted(quarterly(grades))
        for day, found in zip(DAYS, outcomes()[grades], strict=True):
            later = day + FOUR_YEARS
            assert (word(readings, later), summary([readings], later).number) == found, (grades, day)


def test_two_domains_have_the_first_headline_that_fits_either():
    # Each pair on one of the days in turn: what day it is goes to both domains alike.
    for turn, pair in enumerate(combinations_with_replacement(histories(3), 2)):
        lag = turn % len(LAGS)
        numbers = [outcomes()[grades][lag][1] for grades in pair]
        said = summary([quarterly(grades) for grades in pair], DAYS[lag])
        assert said.number == min(numbers), (pair, DAYS[lag])
        assert said.because == tuple(n for n in (0, 1) if numbers[n] == said.number), (pair, DAYS[lag])


def test_two_domains_keep_both_promises():
    for one, other in combinations_with_replacement(histories(3), 2):
        # The family's number is the lesser of the two, as the rule above shows for every pair.
        numbers = [min(a, b) for (_, a), (_, b) in zip(outcomes()[one], outcomes()[other], strict=True)]
        assert max(one[-1], other[-1]) < C or max(numbers) <= 6, (one, other, numbers)
        assert all(later <= 7 for earlier, later in pairwise(numbers) if earlier <= 7), (one, other, numbers)


# Uneven histories.

people = st.sampled_from([None, "ann", "bea"])


@st.composite
def uneven_histories(draw):
    """One to eight readings, hours or years apart, in order."""
    on = draw(st.dates(date(2010, 1, 1), date(2030, 12, 31)))
    readings = []
    for gap in draw(st.lists(st.integers(1, 260), min_size=1, max_size=8)):
        readings.append(Reading(on, draw(st.integers(1, 5)), draw(people)))
        on += timedelta(days=gap)
    return readings


waits = st.integers(0, 400)


@settings(max_examples=200, deadline=None)
@given(uneven_histories(), waits, st.integers(1, 30))
def test_uneven_histories_are_given_the_published_words_and_flags(readings, wait, months):
    as_of = readings[-1].on + timedelta(days=wait)
    assert str(word(readings, as_of, months)) == published_word(readings, as_of, months)
    assert no_better(readings, as_of) == published_no_better(readings, as_of)
    assert up_and_down(readings, as_of) == published_up_and_down(readings)
    assert summary([readings], as_of).number == published_number(readings, as_of)


@settings(max_examples=100, deadline=None)
@given(st.lists(uneven_histories(), min_size=1, max_size=4), waits, waits)
def test_uneven_families_keep_both_promises(family, wait, longer):
    as_of = max(readings[-1].on for readings in family) + timedelta(days=wait)
    now, then = summary(family, as_of), summary(family, as_of + timedelta(days=longer))
    assert now.number <= 6 or all(readings[-1].grade < C for readings in family)
    assert now.number > 7 or then.number <= 7
    assert now.number == min(published_number(readings, as_of) for readings in family)


@settings(max_examples=100, deadline=None)
@given(uneven_histories(), waits)
def test_uneven_histories_say_the_same_four_years_later(readings, wait):
    as_of = readings[-1].on + timedelta(days=wait)
    now, later = summary([readings], as_of), summary([shifted(readings)], as_of + FOUR_YEARS)
    assert (now.number, now.because) == (later.number, later.because)
    assert (now.valid_until is None) == (later.valid_until is None)
    assert now.valid_until is None or later.valid_until - now.valid_until == FOUR_YEARS
    assert word(shifted(readings), as_of + FOUR_YEARS) is word(readings, as_of)


@settings(max_examples=100, deadline=None)
@given(uneven_histories(), waits, st.randoms(use_true_random=False), st.integers(1, 5))
def test_neither_order_nor_what_is_read_later_changes_anything(readings, wait, randomness, grade):
    as_of = readings[-1].on + timedelta(days=wait)
    mixed = [*readings, Reading(as_of + timedelta(days=1), grade)]
    randomness.shuffle(mixed)
    assert summary([mixed], as_of) == summary([readings], as_of)
    assert word(mixed, as_of) is word(readings, as_of)
    assert no_better(mixed, as_of) is no_better(readings, as_of)
    assert up_and_down(mixed, as_of) is up_and_down(readings, as_of)


@settings(max_examples=100, deadline=None)
@given(uneven_histories(), waits, st.integers(1, 4))
def test_a_better_latest_reading_never_brings_a_worse_headline_whatever_the_gaps(readings, wait, by):
    as_of = readings[-1].on + timedelta(days=wait)
    last = readings[-1]
    bettered = [*readings[:-1], Reading(last.on, max(1, last.grade - by), last.scorer)]
    if summary([readings], as_of).number >= 8:
        assert summary([bettered], as_of).number in (4, 8, 9, 10)
