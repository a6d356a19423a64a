"""What a tool is made of: items and their words, in areas, in domains."""

from dataclasses import dataclass

from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import AgeBand, NeglectType


@dataclass(frozen=True, slots=True)
class Wording:
    """The descriptors of an item for some age bands: one for each level, from the best.

    A question and hints of its own stand here only where the item's do not fit these ages.
    """

    bands: tuple[AgeBand, ...]
    words: tuple[str, ...]
    question: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What is graded. `line` is the same for items of other versions that may be joined on one line."""

    id: str
    title: str
    question: str
    household: bool
    immediate: bool
    applies_to: tuple[AgeBand, ...]
    wordings: tuple[Wording, ...]
    line: str
    hints: tuple[str, ...] = ()

    def is_for(self, band: AgeBand) -> bool:
        """Say whether the item is graded for a child of this age band."""
        return band in self.applies_to

    def descriptors(self, band: AgeBand) -> tuple[str, ...]:
        """Return the words for every level, from the best. Raises NotFound where the tool has none."""
        wording = self._find_wording(band)
        if wording is None:
            raise NotFound(f"{self.title!r} has no descriptors for the age band {band.value}.")
        return wording.words

    def descriptor(self, level: int, band: AgeBand) -> str:
        """Return the words for one level, counted from 1. Raises NotFound where the tool has none."""
        words = self.descriptors(band)
        if not 1 <= level <= len(words):
            raise NotFound(f"{self.title!r} has no descriptor for level {level}.")
        return words[level - 1]

    def question_for(self, band: AgeBand) -> str:
        """Return the question that opens a conversation about a child of this age; none in a tool of headings."""
        wording = self._find_wording(band)
        return wording.question if wording and wording.question else self.question

    def look_for(self, band: AgeBand) -> tuple[str, ...]:
        """Return what to look for or ask at this age; nothing where the tool has no hints."""
        wording = self._find_wording(band)
        return wording.hints if wording and wording.hints else self.hints

    def _find_wording(self, band: AgeBand) -> Wording | None:
        return next((wording for wording in self.wordings if band in wording.bands), None)


@dataclass(frozen=True, slots=True)
class Area:
    """Items that belong together; they make one grade."""

    id: str
    title: str
    items: tuple[Item, ...]

    def items_for(self, band: AgeBand) -> tuple[Item, ...]:
        """Return the items graded for a child of this age band; none means the area is not shown."""
        return tuple(item for item in self.items if item.is_for(band))


@dataclass(frozen=True, slots=True)
class Domain:
    """Areas that belong together, and the kind of neglect they tell about."""

    id: str
    title: str
    neglect_type: NeglectType
    areas: tuple[Area, ...]
    line: str

    def areas_for(self, band: AgeBand) -> tuple[Area, ...]:
        """Return the areas that hold an item for this age band."""
        return tuple(area for area in self.areas if area.items_for(band))
