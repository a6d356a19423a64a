"""Which records may be of the same person or family, and how much of them matches."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.families.identity import (
    FamilyIdentity,
    Identifier,
    Identity,
    Shared,
    due_window,
    expected_window,
    is_likely_same_family,
    is_likely_same_person,
    is_near,
    may_be_disclosed,
    near_days,
    shared_by_families,
    shared_identifiers,
)

MIA = Identity("Mia", "Hassan", date(2019, 5, 3), nhs_number="9434765919", la_child_id="LA7")
DUE = Identity("Baby", "Hassan", expected_birth_on=date(2026, 6, 1))
SARA = Identity("Sara", "Hassan", date(1991, 2, 7))
DAYS = st.dates(date(1900, 1, 8), date(2099, 12, 24))


def family(
    label: str = "Hassan family", *children: Identity, adults: tuple[Identity, ...] = ()
) -> FamilyIdentity:
    return FamilyIdentity(label, children, adults)


@pytest.mark.parametrize(
    ("born", "likely"),
    [
        (date(2019, 5, 3), True),
        (date(2019, 5, 10), True),
        (date(2019, 5, 11), False),
        (date(2019, 3, 5), True),
        (date(2018, 5, 3), True),
        (date(2020, 5, 3), True),
        (date(2017, 5, 3), False),
    ],
)
def test_an_alike_name_with_a_near_date_of_birth_is_likely(born: date, *, likely: bool) -> None:
    assert (
        is_likely_same_person(replace(MIA, nhs_number=None, la_child_id=None), Identity("Mya", "Hasan", born))
        is likely
    )


@given(DAYS.filter(lambda day: (day.month, day.day) != (2, 29)), st.integers(0, 17))
def test_nearness_goes_both_ways(day: date, place: int) -> None:
    days = near_days(day)
    assert day in near_days(days[place % len(days)])


@given(DAYS)
def test_a_day_is_near_itself_and_few_others(day: date) -> None:
    days = near_days(day)
    assert day in days
    assert len(days) <= 18
    assert days == sorted(set(days))


@given(DAYS, st.integers(-800, 800))
def test_a_day_is_near_when_it_is_among_the_near_days(day: date, away: int) -> None:
    other = min(max(day + timedelta(days=away), date(1900, 1, 8)), date(2099, 12, 24))
    assert is_near(day, other) == (other in near_days(day))


def test_the_same_number_is_enough() -> None:
    assert is_likely_same_person(MIA, Identity("Adam", "Price", date(2001, 1, 1), nhs_number="9434765919"))
    assert is_likely_same_person(MIA, Identity("Adam", "Price", date(2001, 1, 1), la_child_id="LA7"))


def test_an_alike_name_without_dates_is_not() -> None:
    assert not is_likely_same_person(Identity("Mia", "Hassan"), Identity("Mia", "Hassan"))


@pytest.mark.parametrize(
    ("other", "likely"),
    [
        (Identity("Mia", "Hasan", date(2026, 5, 20)), True),
        (Identity("Mia", "Hassan", date(2026, 3, 9)), True),
        (Identity("Mia", "Hassan", date(2026, 3, 8)), False),
        (Identity("Mia", "Hassan", date(2026, 6, 29)), True),
        (Identity("Mia", "Hassan", date(2026, 6, 30)), False),
        (Identity("Mia", "Price", date(2026, 5, 20)), False),
        (Identity("", "Hassan", expected_birth_on=date(2026, 6, 28)), True),
        (Identity("Baby", "Hassan", expected_birth_on=date(2026, 7, 28)), False),
        (Identity("Baby", "Price", expected_birth_on=date(2026, 6, 1)), False),
        (Identity("Baby", "Hassan"), False),
    ],
)
def test_a_baby_due_may_be_a_child_born_about_then(other: Identity, *, likely: bool) -> None:
    assert is_likely_same_person(DUE, other) is likely
    assert is_likely_same_person(other, DUE) is likely


@given(DAYS, DAYS)
def test_a_window_of_births_and_a_window_of_due_dates_say_the_same(due: date, born: date) -> None:
    first_birth, last_birth = due_window(due)
    first_due, last_due = expected_window(born)
    assert (first_birth <= born <= last_birth) == (first_due <= due <= last_due)


def test_what_two_records_share_is_counted_by_kind() -> None:
    assert shared_identifiers(MIA, replace(MIA, given_name="Mya")) == set(Identifier)
    assert shared_identifiers(MIA, Identity("Adam", "Price", MIA.birth_on)) == {Identifier.BIRTH}
    assert shared_identifiers(MIA, Identity("Mia", "Hassan", date(2019, 5, 4))) == {Identifier.NAME}
    assert shared_identifiers(DUE, DUE) == {Identifier.NAME, Identifier.BIRTH}
    assert shared_identifiers(Identity("Mia", ""), Identity("Adam", "")) == set()


def test_a_child_of_both_families_makes_them_likely_the_same() -> None:
    assert is_likely_same_family(family("New", MIA), family("Old", MIA))
    assert not is_likely_same_family(
        family("Hassan", MIA), family("Hassan", Identity("Adam", "Hassan", date(2011, 1, 1)))
    )


def test_alike_labels_with_an_alike_carer_make_families_likely_the_same() -> None:
    typed = family("Hassan family", MIA, adults=(Identity("Sara", "Hassan"),))
    known = family("Hasan", adults=(Identity("Sarah", "Hasan"),))
    assert is_likely_same_family(typed, known)
    assert not is_likely_same_family(typed, replace(known, label="Oak Street"))
    assert not is_likely_same_family(typed, replace(known, adults=[Identity("Dee", "Hassan")]))


def test_a_carer_who_was_a_child_of_another_family_is_counted() -> None:
    typed, known = family("Now", MIA, adults=(SARA,)), family("Then", SARA)
    assert is_likely_same_family(typed, known)
    assert shared_by_families(typed, known).carer == {Identifier.NAME, Identifier.BIRTH}


def test_identifiers_are_counted_over_the_best_match_of_each() -> None:
    known = family(
        "Old", Identity("Adam", "Hassan", MIA.birth_on), replace(MIA, nhs_number=None), adults=(SARA,)
    )
    shared = shared_by_families(family("New", MIA, adults=(SARA,)), known)
    assert shared.child == {Identifier.NAME, Identifier.BIRTH, Identifier.LA_CHILD_ID}
    assert shared.carer == {Identifier.NAME, Identifier.BIRTH}
    assert shared.count == 5


@pytest.mark.parametrize(
    ("typed", "known", "counts"),
    [
        (family("Hassan family", MIA), family("Hassan family", MIA), False),
        (family("Oak Street", MIA), family("Oak Street", MIA), True),
        (family("Hassan, Oak Street", MIA), family("Oak Street Hassans", MIA), True),
        (family("Hassan family", MIA), family("Hassan family"), True),
        (family("Hassan", MIA), family("Price", MIA), False),
    ],
)
def test_a_label_counts_only_when_it_says_more_than_the_last_name(
    typed: FamilyIdentity, known: FamilyIdentity, *, counts: bool
) -> None:
    assert shared_by_families(typed, known).label is counts


@pytest.mark.parametrize(("count", "disclosed"), [(0, False), (2, False), (3, True), (5, True)])
def test_three_identifiers_are_needed_to_say_who_knows_a_family(count: int, *, disclosed: bool) -> None:
    assert may_be_disclosed(count) is disclosed


def test_nothing_shared_counts_nothing() -> None:
    assert Shared().count == 0


def test_near_days_leave_out_days_that_are_not() -> None:
    assert date(2020, 2, 29) in near_days(date(2020, 2, 29))
    assert all(day.year == 2020 for day in near_days(date(2020, 2, 29)))
    assert date(2019, 5, 31) + timedelta(days=7) in near_days(date(2019, 5, 31))
