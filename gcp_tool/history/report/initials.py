"""A document in which the people of a family stand by their initials, in every word of it. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from gcp_tool.documents.content import Document

_AS_IT_IS: Final = frozenset({"svg", "language", "marking", "made_by", "footer"})


def with_initials(document: Document, people: Iterable[tuple[str, str]]) -> Document:
    """The document with these people, each a given and a family name, by their initials wherever they are named.

    Who made it, its marking and its footer stay as they are.
    """
    words = replacements(people)
    if not words:
        return document
    # not beside a number: a child may be called May, and a day may be in it
    names = "|".join(re.escape(name) for name in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?<!\d )(?:{names})(?!\w)(?! \d)")
    changed: Document = _changed(document, lambda text: pattern.sub(lambda found: words[found[0]], text))
    return changed


def replacements(people: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """What is put in place of each name: whole names and given names first, then the family's name alone."""
    everybody = [(given.strip(), family.strip()) for given, family in dict.fromkeys(people)]
    labels = _labels([name for name in everybody if any(name)])
    words: dict[str, str] = {}
    for (given, family), label in labels.items():
        words.setdefault(f"{given} {family}".strip(), label)
        if given:
            words.setdefault(given, label)
    for _, family in labels:
        if family:
            words.setdefault(family, _letters(family))
    return words


def _labels(people: list[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """The initials of each; two people alike are numbered."""
    letters = {name: _letters(" ".join(name)) for name in people}
    alike, given_out = Counter(letters.values()), Counter[str]()
    labels = {}
    for name, initials in letters.items():
        given_out[initials] += 1
        number = f" ({given_out[initials]})" if alike[initials] > 1 else ""
        labels[name] = f"{initials}{number}"
    return labels


def _letters(name: str) -> str:
    return "".join(f"{part[0].upper()}." for part in name.replace("-", " ").split())


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text in it changed, however deep it stands."""
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: _changed(getattr(value, field.name), change)
            for field in fields(value)
            if field.name not in _AS_IT_IS
        }
        return replace(value, **changes)
    return value
