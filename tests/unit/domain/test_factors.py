"""The lists of factors, and the parts of a day, as data."""

import re

import pytest

from gcp_tool.domain.day import prompts_for
from gcp_tool.domain.factors import FACTORS, FactorGroup, factors_of, factors_of_age
from gcp_tool.domain.vocabulary import AgeBand

# the codes of the children in need census for factors at the end of an assessment
STATUTORY = re.compile(r"(1|2|3|4|5|6)[ABC]|(7|9|10|11|12|13|14|15|16|17|22|23|24)A|8[B-F]|(18|19)[BC]|20|21")


def test_every_factor_has_a_code_of_its_own_and_of_its_group() -> None:
    codes = [factor.code for factor in FACTORS]
    assert len(codes) == len(set(codes))
    assert all(factor.code.startswith(f"{factor.group.value}.") for factor in FACTORS)


def test_statutory_codes_are_those_of_the_census_and_each_stands_once() -> None:
    codes = [factor.statutory for factor in FACTORS if factor.statutory]
    assert [code for code in codes if not STATUTORY.fullmatch(code)] == []
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("code", "statutory"),
    [
        ("child.neglect", "16A"),
        ("child.young_carer", "7A"),
        ("child.unaccompanied", "9A"),
        ("child.missing", "10A"),
        ("child.physical_disability", "6A"),
        ("child.premature", ""),
        ("child.in_care", ""),
        ("child.under_one", ""),
        ("child.adolescent", ""),
        ("parental.mental_health", "4B"),
        ("parental.domestic_abuse", "3B"),
        ("wider.poverty", ""),
        ("wider.others_drugs", "2C"),
    ],
)
def test_the_factors_that_count_are_listed_with_their_codes(code: str, statutory: str) -> None:
    assert {factor.code: factor.statutory for factor in FACTORS}[code] == statutory


@pytest.mark.parametrize("group", FactorGroup)
def test_every_group_has_risks_and_strengths(group: FactorGroup) -> None:
    kinds = {factor.is_strength for factor in factors_of(group)}
    assert kinds == {True, False}


@pytest.mark.parametrize(
    ("band", "years", "codes"),
    [
        (AgeBand.UNBORN, None, {"child.under_one"}),
        (AgeBand.UNDER_TWO, 0, {"child.under_one"}),
        (AgeBand.UNDER_TWO, 1, set()),
        (AgeBand.FIVE_TO_TEN, 7, set()),
        (AgeBand.ELEVEN_TO_SEVENTEEN, 11, {"child.adolescent"}),
    ],
)
def test_age_says_by_itself_what_it_can(band: AgeBand, years: int | None, codes: set[str]) -> None:
    assert factors_of_age(band, years) == codes


@pytest.mark.parametrize("band", AgeBand)
def test_every_age_has_a_day_to_ask_about(band: AgeBand) -> None:
    prompts = prompts_for(band)
    assert len(prompts) >= 3
    assert len({prompt.code for prompt in prompts}) == len(prompts)
    assert all(prompt.question.endswith("?") and prompt.hint for prompt in prompts)
