"""Why care is as it is: factors of the child, the carers and the family's world. They never change a grade.

Where the statutory children in need return has a code for a factor, it is given here.
"""

from dataclasses import dataclass
from enum import StrEnum

from gcp_tool.domain.vocabulary import AgeBand


class FactorGroup(StrEnum):
    """Whose factors they are."""

    CHILD = "child"
    PARENTAL = "parental"
    WIDER = "wider"


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor: its code here, its words, and its code in the return where there is one.

    A strength protects.
    """

    code: str
    group: FactorGroup
    words: str
    statutory: str = ""
    is_strength: bool = False


def _child(code: str, words: str, statutory: str = "") -> Factor:
    return Factor(f"child.{code}", FactorGroup.CHILD, words, statutory)


def _parental(code: str, words: str, statutory: str = "") -> Factor:
    return Factor(f"parental.{code}", FactorGroup.PARENTAL, words, statutory)


def _wider(code: str, words: str, statutory: str = "") -> Factor:
    return Factor(f"wider.{code}", FactorGroup.WIDER, words, statutory)


def _strength(group: FactorGroup, code: str, words: str) -> Factor:
    return Factor(f"{group.value}.{code}", group, words, is_strength=True)


UNDER_ONE, ADOLESCENT = "child.under_one", "child.adolescent"

FACTORS = (
    _child("under_one", "Under one year old, or a baby who is due"),
    _child("premature", "Born early, or with a very low weight"),
    _child("adolescent", "Aged 11 or over"),
    _child("physical_disability", "Physical disability or long illness", "6A"),
    _child("learning_disability", "Learning disability", "5A"),
    _child("mental_health", "Own mental health", "4A"),
    _child("self_harm", "Self-harm", "15A"),
    _child("behaviour", "Behaviour that others find hard", "14A"),
    _child("young_carer", "Young carer", "7A"),
    _child("in_care", "In care now, or before"),
    _child("unaccompanied", "Unaccompanied, seeking asylum", "9A"),
    _child("refugee", "Refugee, or seeking asylum with family"),
    _child("missing", "Goes missing or runs away", "10A"),
    _child("out_of_school", "Out of school, or misses much of it"),
    _child("sexual_exploitation", "At risk of sexual exploitation", "11A"),
    _child("criminal_exploitation", "At risk of criminal exploitation", "24A"),
    _child("gangs", "Gangs", "13A"),
    _child("trafficking", "Trafficking", "12A"),
    _child("own_alcohol", "Own use of alcohol", "1A"),
    _child("own_drugs", "Own use of drugs", "2A"),
    _child("domestic_abuse", "Lives with, or is the subject of, domestic abuse", "3A"),
    _child("neglect", "Neglect", "16A"),
    _child("emotional_abuse", "Emotional abuse", "17A"),
    _child("physical_abuse", "Physical abuse by an adult", "18C"),
    _child("sexual_abuse", "Sexual abuse by an adult", "19C"),
    _strength(FactorGroup.CHILD, "trusted_adult", "Has an adult they trust and turn to"),
    _strength(FactorGroup.CHILD, "does_well", "Does well at something that matters to them"),
    _parental("mental_health", "Mental health of a carer", "4B"),
    _parental("physical_health", "Physical disability or long illness of a carer, loss of sight or hearing", "6B"),
    _parental("learning_disability", "Learning disability of a carer", "5B"),
    _parental("alcohol", "A carer’s use of alcohol", "1B"),
    _parental("drugs", "A carer’s use of drugs", "2B"),
    _parental("domestic_abuse", "Domestic abuse of or by a carer", "3B"),
    _parental("own_childhood", "A carer was maltreated as a child"),
    _parental("not_shown", "A carer had little good care to learn from"),
    _parental("own_schooling", "A carer missed much of school"),
    _parental("tired_out", "Worn out by a child’s greater needs"),
    _parental("young", "Became a parent very young"),
    _parental("alone", "Caring alone"),
    _strength(FactorGroup.PARENTAL, "acts_on_help", "Takes up help and acts on it"),
    _strength(FactorGroup.PARENTAL, "second_carer", "A second carer steps in"),
    _wider("poverty", "Money: too little, or debt"),
    _wider("unemployment", "No work, or work that does not last"),
    _wider("housing", "Housing: crowded, in bad repair, or about to be lost"),
    _wider("isolation", "Few people to turn to"),
    _wider("others_alcohol", "Use of alcohol by another person at home", "1C"),
    _wider("others_drugs", "Use of drugs by another person at home", "2C"),
    _wider("others_abuse", "Domestic abuse of or by another person at home", "3C"),
    _wider("others_mental_health", "Mental health of another person at home", "4C"),
    _wider("others_learning_disability", "Learning disability of another person at home", "5C"),
    _wider("others_health", "Physical disability or illness of another person at home", "6C"),
    _wider("moves", "Many moves, or new people at home"),
    _wider("immigration", "No right to public funds, or a status not settled"),
    _wider("hostility", "Racism or other hostility where they live"),
    _wider("faith_or_belief", "Harm linked to faith or belief", "23A"),
    _wider("services", "Services that did not come, or waiting lists"),
    _strength(FactorGroup.WIDER, "people", "Family, friends or neighbours who help"),
    _strength(FactorGroup.WIDER, "settled", "A settled home, school or community"),
)  # fmt: skip


def factors_of(group: FactorGroup) -> tuple[Factor, ...]:
    """The factors of a group, in order; the strengths come last."""
    return tuple(factor for factor in FACTORS if factor.group is group)


def factors_of_age(band: AgeBand, years: int | None) -> frozenset[str]:
    """The codes of the factors that a child's age makes true by itself; no years are those of a baby who is due."""
    if band is AgeBand.UNBORN or years == 0:
        return frozenset({UNDER_ONE})
    return frozenset({ADOLESCENT}) if band is AgeBand.ELEVEN_TO_SEVENTEEN else frozenset()
