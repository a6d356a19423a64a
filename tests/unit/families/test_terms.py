"""What somebody searches for, and whether a family has it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.families.names import sounds_of
from gcp_tool.families.terms import Candidate, Hit, read_terms

BORN = date(2019, 5, 3)


def person(given_name: str, family_name: str = "Hassan", **facts: object) -> Candidate:
    defaults: dict[str, object] = {
        "birth_on": None, "expected_birth_on": None, "nhs_number": None, "references": ["P-234567"],
    }  # fmt: skip
    return Candidate(given_name, family_name, sounds_of(given_name, family_name), **(defaults | facts))


MIA = person("Mia", birth_on=BORN, nhs_number="9434765919", references=["P-MIA234", "LA7001"])
ZOE = person("Zoë", "O’Brien-Łuk")
BABY = person("Baby", expected_birth_on=date(2026, 9, 1))
PEOPLE = (MIA, ZOE, BABY)


def hit(typed: str, birth_on: date | None = None) -> Hit:
    return read_terms(typed, birth_on).hit("The Hassan family", "F-3K7M2P", PEOPLE)


@pytest.mark.parametrize(
    "typed",
    [
        "Mia", "mia", "MI", "hass", "Mia Hassan", "hassan mia", "zoe", "Zoë", "o'brien", "OBRIEN", "luk", "Łuk",
        "O'Brien-Luk", "family", "F-3K7", "f-3k7m2p", "LA7001", "la7", "p-mia234", "943 476 5919", "943-476-5919",
        "9434765919", "mia 943 476 5919", "03/05/2019", "2019-05-03", "mia 3/5/2019", "1/9/2026", "  mia  ",
    ],
)  # fmt: skip
def test_what_begins_a_name_or_is_a_number_or_a_date_is_found_as_typed(typed: str) -> None:
    assert hit(typed) is Hit.AS_TYPED


@pytest.mark.parametrize("typed", ["Mya", "Hasan", "Zoey", "Hasen", "mya hasan", "Obryan"])
def test_what_sounds_alike_is_found_after_that(typed: str) -> None:
    assert hit(typed) is Hit.SOUNDS_ALIKE


@pytest.mark.parametrize(
    "typed",
    [
        "Price", "May", "mia price", "ia", "94", "943 476 5918", "04/05/2019", "31/02/2019", "😀", "!!", "-", "%",
        "_", "mia 😀", "\u202e", "مريم",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(typed: str) -> None:
    assert hit(typed) is Hit.NONE


def test_nothing_typed_finds_nothing() -> None:
    assert read_terms("  ", None).is_empty
    assert hit("") is Hit.NONE


@pytest.mark.parametrize(
    ("birth_on", "found"),
    [(BORN, Hit.AS_TYPED), (date(2026, 9, 1), Hit.AS_TYPED), (date(2019, 3, 5), Hit.NONE)],
)
def test_a_date_of_birth_or_the_date_a_baby_is_due_is_found(birth_on: date, found: Hit) -> None:
    assert hit("", birth_on) is found


def test_every_term_must_be_found_in_the_family() -> None:
    assert hit("zoe", BORN) is Hit.AS_TYPED
    assert hit("mia", date(2001, 1, 1)) is Hit.NONE


def test_a_family_is_as_good_a_find_as_its_worst_term() -> None:
    assert hit("mia hasan") is Hit.SOUNDS_ALIKE


def test_a_family_without_people_is_found_by_its_label_and_reference() -> None:
    terms = read_terms("hasan", None)
    assert terms.hit("Hassan", "24-117", ()) is Hit.SOUNDS_ALIKE
    assert read_terms("24-1", None).hit("Hassan", "24-117", ()) is Hit.AS_TYPED
    assert terms.hit("Price", "24-117", ()) is Hit.NONE


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("mia", MIA),
        ("943 476 5919", MIA),
        ("3/5/2019", MIA),
        ("luk", ZOE),
        ("obryan", ZOE),
        ("1/9/2026", BABY),
    ],
)
def test_the_people_through_whom_a_family_is_found_are_told_apart(typed: str, about: Candidate) -> None:
    assert [one for one in PEOPLE if read_terms(typed, None).is_about(one)] == [about]


@given(st.text(max_size=200), st.none() | st.dates())
def test_whatever_is_typed_is_answered(typed: str, birth_on: date | None) -> None:
    assert read_terms(typed, birth_on).hit("Hassan", "F-1", PEOPLE) in set(Hit)


@given(st.sampled_from(PEOPLE), st.integers(1, 8))
def test_every_beginning_of_a_name_finds_it(one: Candidate, length: int) -> None:
    assert read_terms(one.given_name[:length], None).hit("", "F-1", [one]) is Hit.AS_TYPED
