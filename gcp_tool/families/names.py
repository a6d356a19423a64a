"""Names as people write, type and hear them: one spelling, its parts, how it sounds. Pure; knows no table."""

import re
import unicodedata
from collections.abc import Iterable

from jellyfish import damerau_levenshtein_distance, jaro_winkler_similarity, metaphone

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_APOSTROPHES = re.compile("['’‘ʼʻ`´]")
_PART = re.compile(r"[^\W_]+")
_LONGEST_NAME = 400
_SHORTEST_SHORT_FORM = 3
_SHORTEST_SLIP = 4
_LIKE_ENOUGH = 0.65
_WORDS_OF_LABELS = frozenset({"family", "household", "the", "and", "of"})


def fold(text: str) -> str:
    """The text in small letters without accents or marks, the same however it was typed."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not _is_mark(letter)).translate(_PLAIN)


def name_parts(*names: str) -> list[str]:
    """The parts of names, folded: `Zoë O'Brien-Łuk` is `zoe`, `obrien`, `luk`."""
    text = " ".join(names)[:_LONGEST_NAME]
    return _PART.findall(_APOSTROPHES.sub("", fold(text)))


def sounds_of(*names: str) -> str:
    """How names sound, a code for each part: what is kept in `person.sounds`.

    A part that has no code (it is not in Latin letters, or is a number) stands for itself.
    """
    return " ".join(sound_of(part) for part in name_parts(*names))


def sound_of(part: str) -> str:
    """The code of one folded part of a name: by metaphone, in whose English `y` and `th` say what they do not in names.

    So Mya is heard as Mia, Anthony as Antony.
    """
    if not part.isascii():
        return part
    heard = part.replace("th", "t")
    return metaphone(heard[:1] + heard[1:].replace("y", "i")) or part


def parts_alike(one: str, other: str) -> bool:
    """Whether two folded parts may be the same name heard or typed differently.

    Very short codes say little (Mia, May and Emma's M), so then the spelling must be close too.
    """
    if one == other:
        return True
    code = sound_of(one)
    return code == sound_of(other) and (len(code) > 1 or jaro_winkler_similarity(one, other) >= _LIKE_ENOUGH)


def names_alike(given: str, family: str, other_given: str, other_family: str) -> bool:
    """Whether two people may have the same name, also when first and last name were put in each other's place."""
    mine, theirs = (
        (name_parts(given), name_parts(family)),
        (name_parts(other_given), name_parts(other_family)),
    )
    straight = _given_alike(mine[0], theirs[0]) and _family_alike(mine[1], theirs[1])
    crossed = (
        bool(mine[1] and theirs[1]) and _any_alike(mine[0], theirs[1]) and _any_alike(mine[1], theirs[0])
    )
    return straight or crossed


def family_names_alike(family: str, other_family: str) -> bool:
    """Whether two last names may be the same; one that is not known is like no other."""
    return _any_alike(name_parts(family), name_parts(other_family))


def label_words(label: str) -> list[str]:
    """The words of a family's label that tell it from others: `The Hassan family` is `hassan`."""
    return [part for part in name_parts(label) if part not in _WORDS_OF_LABELS]


def labels_alike(label: str, other: str) -> bool:
    """Whether two labels may be of the same family."""
    return _any_alike(label_words(label), label_words(other))


def _given_alike(mine: list[str], theirs: list[str]) -> bool:
    return _any_alike(mine, theirs) or any(_is_short_form(a, b) for a in mine for b in theirs)


def _family_alike(mine: list[str], theirs: list[str]) -> bool:
    return not mine or not theirs or _any_alike(mine, theirs)


def _any_alike(mine: Iterable[str], theirs: list[str]) -> bool:
    return any(parts_alike(a, b) or _is_slip(a, b) for a in mine for b in theirs)


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter was mistyped, left out, added or exchanged with the next: enough beside a date of birth."""
    return min(len(one), len(other)) >= _SHORTEST_SLIP and damerau_levenshtein_distance(one, other) <= 1


def _is_short_form(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_SHORT_FORM and long.startswith(short)


def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 or unicodedata.category(letter) in {"Cf", "Mn", "Me"}
