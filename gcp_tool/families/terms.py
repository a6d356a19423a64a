"""What somebody searches for, read from one box, and whether a family has it. Pure; knows no table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from gcp_tool.domain.dates import parse_date
from gcp_tool.families.names import fold, label_words, name_parts, parts_alike, sound_of
from gcp_tool.families.numbers import clean_nhs_number

_NHS_NUMBER = re.compile(r"(?<!\S)[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?!\S)")
_SHORTEST_REFERENCE = 3


class Hit(IntEnum):
    """How well something fits what was searched for; the greater, the better."""

    NONE = 0
    SOUNDS_ALIKE = 1
    AS_TYPED = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as a search looks at them; `sounds` is as stored."""

    given_name: str
    family_name: str
    sounds: str
    birth_on: date | None
    expected_birth_on: date | None
    nhs_number: str | None
    references: Sequence[str]


@dataclass(frozen=True, slots=True)
class Terms:
    """What to look for. Everything must be found in the family, though not in one person."""

    words: Sequence[str]
    births: Sequence[date] = ()
    nhs_numbers: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.births or self.nhs_numbers)

    def hit(self, label: str, ref: str, people: Sequence[Candidate]) -> Hit:
        """How well a family fits: as well as the worst of the terms."""
        if self.is_empty or not all(
            any(one.nhs_number == number for one in people) for number in self.nhs_numbers
        ):
            return Hit.NONE
        if not all(any(_born(one, day) for one in people) for day in self.births):
            return Hit.NONE
        return min(
            (max(_best(self._hits(word, people)), _label_hit(word, label, ref)) for word in self.words),
            default=Hit.AS_TYPED,
        )

    def is_about(self, person: Candidate) -> bool:
        """Whether a person has any of what is looked for."""
        return (
            person.nhs_number in self.nhs_numbers
            or any(_born(person, day) for day in self.births)
            or any(_person_hit(word, person) for word in self.words)
        )

    def _hits(self, word: str, people: Sequence[Candidate]) -> Iterator[Hit]:
        return (_person_hit(word, person) for person in people)


def read_terms(typed: str, birth_on: date | None) -> Terms:
    """What was typed, told apart: NHS numbers, dates, and words that are names or references."""
    numbers = [number for number in map(_nhs_number, _NHS_NUMBER.findall(typed)) if number]
    rest = _NHS_NUMBER.sub(lambda found: found[0] if _nhs_number(found[0]) is None else " ", typed).split()
    days = {word: day for word in rest if (day := _date(word)) is not None}
    births = dict.fromkeys([*days.values(), *([birth_on] if birth_on else [])])
    return Terms(tuple(word for word in rest if word not in days), tuple(births), tuple(numbers))


def _label_hit(word: str, label: str, ref: str) -> Hit:
    if _is_reference(word, (ref,)):
        return Hit.AS_TYPED
    return _parts_hit(word, name_parts(label), [sound_of(part) for part in label_words(label)])


def _person_hit(word: str, person: Candidate) -> Hit:
    if _is_reference(word, person.references):
        return Hit.AS_TYPED
    return _parts_hit(word, name_parts(person.given_name, person.family_name), person.sounds.split())


def _parts_hit(word: str, parts: Sequence[str], sounds: Sequence[str]) -> Hit:
    """Every part of a typed word (`Smith-Jones` has two) begins a part of the name, or sounds like one."""
    typed = name_parts(word)
    if not typed:
        return Hit.NONE
    return min(_part_hit(part, parts, sounds) for part in typed)


def _part_hit(typed: str, parts: Sequence[str], sounds: Sequence[str]) -> Hit:
    if any(part.startswith(typed) for part in parts):
        return Hit.AS_TYPED
    if sound_of(typed) in sounds and any(parts_alike(typed, part) for part in parts):
        return Hit.SOUNDS_ALIKE
    return Hit.NONE


def _is_reference(word: str, references: Iterable[str]) -> bool:
    folded = fold(word)
    return len(folded) >= _SHORTEST_REFERENCE and any(fold(ref).startswith(folded) for ref in references)


def _born(person: Candidate, day: date) -> bool:
    return day in {person.birth_on, person.expected_birth_on}


def _best(hits: Iterable[Hit]) -> Hit:
    return max(hits, default=Hit.NONE)


def _nhs_number(text: str) -> str | None:
    try:
        return clean_nhs_number(text)
    except ValueError:
        return None


def _date(word: str) -> date | None:
    try:
        return parse_date(word)
    except ValueError:
        return None
