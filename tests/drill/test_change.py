"""The change rule on every history of up to six readings, where the unit tests take every thirty-first."""

import pytest

from gcp_tool.domain.change import STANDARD_RULE, summary, word
from gcp_tool.domain.change.summaries import headline_of
from tests.unit.domain.test_change_invariants import (
    DAYS,
    FOUR_YEARS,
    LONGEST,
    histories,
    outcomes,
    published_number,
    published_word,
    quarterly,
    shifted,
)

pytestmark = pytest.mark.drill


def test_every_history_is_given_the_published_word_and_number() -> None:
    for grades in histories(LONGEST):
        readings = quarterly(grades)
        for day, (said, number) in zip(DAYS, outcomes()[grades], strict=True):
            assert str(said) == published_word(readings, day), (grades, day)
            assert number == published_number(readings, day), (grades, day)
            assert number == summary([readings], day).number, (grades, day)


def test_four_years_later_every_history_says_the_same() -> None:
    for grades in histories(LONGEST):
        readings = tuple(shifted(quarterly(grades)))
        for day, (said, number) in zip(DAYS, outcomes()[grades], strict=True):
            later = day + FOUR_YEARS
            start = STANDARD_RULE.view_start(later, 6)
            assert word(readings, later) is said, (grades, day)
            assert headline_of(readings, later, start, STANDARD_RULE).value == number, (grades, day)
