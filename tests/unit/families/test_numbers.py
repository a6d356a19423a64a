"""Numbers and references of people and families."""

import re

import pytest

from gcp_tool.families.numbers import (
    clean_nhs_number,
    clean_upn,
    is_upn_odd,
    new_family_ref,
    new_person_ref,
    nhs_number_words,
)


@pytest.mark.parametrize("typed", ["9434765919", "943 476 5919", "943-476-5919", "  943 4765919 "])
def test_an_nhs_number_is_its_ten_digits_however_it_is_spaced(typed: str) -> None:
    assert clean_nhs_number(typed) == "9434765919"


@pytest.mark.parametrize("typed", ["", "   ", " - "])
def test_no_nhs_number_is_none(typed: str) -> None:
    assert clean_nhs_number(typed) is None


def test_a_wrong_digit_is_noticed() -> None:
    with pytest.raises(ValueError, match="one of its digits is wrong"):
        clean_nhs_number("943 476 5918")


@pytest.mark.parametrize("typed", ["94347659", "94347659190", "943476591X", "😀", "x" * 5000, "٩٤٣٤٧٦٥٩١٩"])
def test_what_is_no_nhs_number_is_told_how_one_looks(typed: str) -> None:
    with pytest.raises(ValueError, match="must be 10 digits"):
        clean_nhs_number(typed)


def test_an_nhs_number_is_shown_as_people_read_it_out() -> None:
    assert nhs_number_words("9434765919") == "943 476 5919"
    assert nhs_number_words("") == ""


@pytest.mark.parametrize(
    ("typed", "kept"), [(" b8012 00005001 ", "B801200005001"), ("", None), ("odd", "ODD")]
)
def test_a_pupil_number_is_kept_in_capitals(typed: str, kept: str | None) -> None:
    assert clean_upn(typed) == kept


@pytest.mark.parametrize(
    ("number", "odd"), [("B801200005001", False), ("A801200005001", True), ("ODD", True)]
)
def test_a_pupil_number_that_is_not_made_as_usual_is_noticed(number: str, *, odd: bool) -> None:
    assert is_upn_odd(number) is odd


@pytest.mark.parametrize(("make", "shape"), [(new_family_ref, "F-.{6}"), (new_person_ref, "P-.{8}")])
def test_a_made_reference_can_be_read_out_without_doubt(make: object, shape: str) -> None:
    made = {make() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(shape, ref) and not set("01AEIOUL") & set(ref[2:]) for ref in made)
