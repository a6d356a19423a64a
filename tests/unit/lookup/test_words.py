"""What is told of somebody who is known, and which month of uses is shown."""

from datetime import date

import pytest

from gcp_tool.core import clock
from gcp_tool.domain.break_glass import OpeningReason, OpeningVerdict
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.families.identity import Identifier, Identity
from gcp_tool.history.presenters.opened import REASON_WORDS, SHORT_VERDICTS
from gcp_tool.lookup.content import VERDICT_WORDS
from gcp_tool.lookup.presenters.looking import match_words, present_known, present_typed
from gcp_tool.lookup.presenters.openings import read_month, waiting_words
from gcp_tool.lookup.queries.looking import KnownFamily

TODAY = date(2026, 11, 23)


def known(**changes: object) -> KnownFamily:
    facts = {
        "id": 7,
        "key": "k",
        "closed_on": None,
        "may_open": False,
        "agency": "Thornmere Health",
        "team": "Far team",
        "duty_line": "01632 960 123",
        "worker": "Priya Nair",
        "last_reading_on": date(2026, 6, 12),
        "plans": [PlanKind.CHILD_IN_NEED, PlanKind.CHILD_PROTECTION],
        "shared": frozenset({Identifier.NAME, Identifier.BIRTH}),
    }
    return KnownFamily(**(facts | changes))


def facts_of(family: KnownFamily) -> dict[str, str]:
    return {fact.key: fact.value for fact in present_known(family).facts}


def test_of_somebody_known_just_this_is_told() -> None:
    assert facts_of(known()) == {
        "What fits": "The same name and date of birth",
        "Case": "Open",
        "Allocated worker": "Priya Nair",
        "Team": "Far team",
        "Duty line": "01632 960 123",
        "Plan": "Child in need and Child protection",
        "Last reading": "12 June 2026",
    }


def test_what_there_is_not_is_said() -> None:
    empty = facts_of(known(worker=None, duty_line="", plans=(), last_reading_on=None))
    assert (empty["Allocated worker"], empty["Plan"], empty["Last reading"]) == (
        "Nobody now",
        "No plan now",
        "None yet",
    )
    assert "Duty line" not in empty
    closed = facts_of(known(worker=None, closed_on=date(2026, 3, 1)))
    assert (closed["Case"], closed["Allocated worker"]) == (
        "Closed 1 March 2026",
        "Nobody: the case is closed",
    )


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        ({Identifier.NHS_NUMBER}, "The same NHS number"),
        ({Identifier.LA_CHILD_ID, Identifier.NAME}, "The same name and local authority child number"),
        ({Identifier.NAME}, "Check that it is the same person"),
        (set(), "Check that it is the same person"),
    ],
)
def test_a_date_that_is_only_close_is_said_to_be(shared: set[Identifier], said: str) -> None:
    assert said in match_words(frozenset(shared))


def test_what_was_looked_up_is_shown_again() -> None:
    typed = present_typed(Identity("Mia", "Hassan", date(2019, 5, 3), nhs_number="4505577104"))
    assert [(fact.key, fact.value) for fact in typed] == [
        ("Name", "Mia Hassan"),
        ("Date of birth", "3 May 2019"),
        ("NHS number", "450 557 7104"),
    ]


def test_every_reason_and_verdict_has_its_words() -> None:
    assert set(REASON_WORDS) == set(OpeningReason)
    assert set(VERDICT_WORDS) == set(SHORT_VERDICTS) == set(OpeningVerdict)


@pytest.mark.parametrize(
    ("typed", "words", "before", "after"),
    [
        (None, "November 2026", "2026-10", ""),
        ("2026-11", "November 2026", "2026-10", ""),
        ("2025-12", "December 2025", "2025-11", "2026-01"),
        ("2027-01", "November 2026", "2026-10", ""),
        ("2000-01", "January 2000", "", "2000-02"),
        ("1999-12", "November 2026", "2026-10", ""),
        ("9999-99", "November 2026", "2026-10", ""),
        ("2026-11-01", "November 2026", "2026-10", ""),
        ("'; --", "November 2026", "2026-10", ""),
        ("٢٠٢٦-١١", "November 2026", "2026-10", ""),
    ],
)
def test_the_month_asked_for_is_one_that_has_begun(
    typed: str | None, words: str, before: str, after: str
) -> None:
    month = read_month(typed, TODAY)
    assert (month.words, month.before, month.after) == (words, before, after)
    assert clock.local(month.starts).day == clock.local(month.ends).day == 1
    assert month.starts < month.ends


def test_how_many_uses_wait_is_said() -> None:
    month = read_month("2026-10", TODAY)
    assert waiting_words([]) == "Nothing waits for your review."
    assert waiting_words([month.starts]) == "1 use waits for your review."
    assert waiting_words([month.starts, month.ends]) == "2 uses wait for your review."
