"""Which item of a reading a note of it belongs to, and what it says. A note is written at a domain, an area or an item."""

from collections.abc import Mapping
from dataclasses import dataclass

from gcp_tool.demo.families import BoroughNotUsable, Reading
from gcp_tool.domain.vocabulary import EvidenceSource


@dataclass(frozen=True, slots=True)
class Note:
    """What was seen or heard, how it is known, and the items it is about, the one that it shows best first."""

    words: str
    source: EvidenceSource
    items: tuple[str, ...]


def notes_of(reading: Reading, levels: Mapping[str, int]) -> tuple[Note, ...]:
    """The notes of a reading, each with the items under the code that it was written at, the worst of them first."""
    return tuple(_note(code, given, levels) for code, given in reading.saw.items())


def _note(code: str, given: str | Mapping[EvidenceSource, str], levels: Mapping[str, int]) -> Note:
    under = [item for item in levels if item == code or item.startswith(f"{code}.")]
    if not under:
        raise BoroughNotUsable(f"A note is written at {code}, where nothing was graded.")
    worst = max(levels[item] for item in under)
    items = tuple(sorted(under, key=lambda item: levels[item] != worst))
    if isinstance(given, str):
        return Note(given, EvidenceSource.SEEN_AT_VISIT, items)
    ((source, words),) = given.items()
    return Note(words, source, items)
