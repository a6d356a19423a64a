"""Numbers and references of people and families: checked, written as people read them, made when there is none."""

import secrets

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.gb import nhs, upn

NHS_NUMBER_LENGTH = 10
_UNAMBIGUOUS = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no vowels, so that no reference is a word; no 0, 1, I, L, O
_REF_LENGTH = 6


def clean_nhs_number(typed: str) -> str | None:
    """The ten digits of an NHS number however it was spaced; None when nothing was typed.

    Raises:
        ValueError: it is not an NHS number; the message says what to do.
    """
    try:
        digits = nhs.compact(typed)
        if not digits:
            return None
        return str(nhs.validate(digits))
    except InvalidChecksum:
        raise ValueError("Check the NHS number: one of its digits is wrong") from None
    except ValidationError:
        raise ValueError(
            f"NHS number must be {NHS_NUMBER_LENGTH} digits, like 943 476 5919. Leave it empty if you do not know it"
        ) from None


def nhs_number_words(number: str) -> str:
    """The number as people read it out: `943 476 5919`; nothing when there is none."""
    return str(nhs.format(number)) if number else ""


def clean_upn(typed: str) -> str | None:
    """A unique pupil number in capitals without blanks; never refused, for schools hold odd ones."""
    return "".join(typed.split()).upper() or None


def is_upn_odd(number: str) -> bool:
    """Whether a unique pupil number is not as the Department for Education makes them, so worth a second look."""
    return not upn.is_valid(number)


def new_family_ref() -> str:
    """A reference for a family that has none: `F-3K7M2P`."""
    return f"F-{_random()}"


def new_person_ref() -> str:
    """A reference for a person: `P-3K7M2P4X`."""
    return f"P-{_random(_REF_LENGTH + 2)}"


def _random(length: int = _REF_LENGTH) -> str:
    return "".join(secrets.choice(_UNAMBIGUOUS) for _ in range(length))
