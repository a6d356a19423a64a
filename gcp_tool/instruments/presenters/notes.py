"""Notes that the words of a tool do not fit, with their answers, as lists and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.core.formatting import date_and_time
from gcp_tool.domain.instrument import Item
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.instruments.content import ALL_AGES, BAND_WORDS
from gcp_tool.models import WordingNote


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note: about what, by whom, and what was answered."""

    key: str
    item: str
    tool: str
    ages: str
    words: str
    by: str
    answer: str
    answered: str
    levels: Sequence[tuple[str, str]]


def present_note(note: WordingNote) -> NoteView:
    """A note in words, with the descriptors that it is about."""
    version = note.instrument_version
    item = version.instrument.item(note.code)
    answered = ""
    if note.answered_by is not None and note.answered_at is not None:
        answered = f"{note.answered_by.name}, {date_and_time(note.answered_at)}"
    return NoteView(
        key=note.key,
        item=item.title,
        tool=f"{version.title}, version {version.version}",
        ages=BAND_WORDS[note.band] if note.band else ALL_AGES,
        words=note.words,
        by=f"{note.by.name}, {note.agency.name}, {date_and_time(note.at)}",
        answer=note.answer,
        answered=answered,
        levels=_levels(note, item),
    )


def _levels(note: WordingNote, item: Item) -> list[tuple[str, str]]:
    """The words that the note is about, where it names an age and the tool has words."""
    if note.band is None or not item.wordings:
        return []
    levels = note.instrument_version.instrument.scale.levels
    words = item.descriptors(note.band)
    return [(f"{level.value} {level.label}", said) for level, said in zip(levels, words, strict=True)]


def age_choices(item: Item) -> list[tuple[AgeBand, str]]:
    """The ages that a note about an item may be for."""
    return [(band, BAND_WORDS[band]) for band in item.applies_to]
