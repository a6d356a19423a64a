"""A tool in words: its scale, its domains and areas, and each item with the words for every level and age."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.domain.instrument import Instrument, Item
from gcp_tool.domain.vocabulary import AgeBand

BAND_WORDS = {
    AgeBand.UNBORN: "Baby due",
    AgeBand.UNDER_TWO: "0 to 1 year",
    AgeBand.TWO_TO_FOUR: "2 to 4 years",
    AgeBand.FIVE_TO_TEN: "5 to 10 years",
    AgeBand.ELEVEN_TO_SEVENTEEN: "11 to 17 years",
}


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of the scale and what it means."""

    value: int
    label: str
    meaning: str
    kind: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """The words of an item for some ages: level by level."""

    ages: str
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item: what is asked, for whom, and its words."""

    title: str
    question: str
    ages: str
    marks: str
    wordings: Sequence[WordingView]


@dataclass(frozen=True, slots=True)
class ToolView:
    """A tool as a page shows it."""

    levels: Sequence[LevelView]
    domains: Sequence[tuple[str, Sequence[tuple[str, Sequence[ItemView]]]]]
    rule: str
    counts: Sequence[tuple[str, int]]


_RULE_WORDS = {
    "median_with_override": "The middle grade of its items, unless one is {from_} or more: then the worst of them",
    "mode_with_override": "The grade given most, unless one is {from_} or more: then the worst of them",
    "mode": "The grade given most",
    "worst": "The worst grade",
}


def present_tool(tool: Instrument) -> ToolView:
    """A tool in words."""
    scale = tool.scale
    levels = [
        LevelView(level.value, level.label, level.meaning, _kind(tool, level.number))
        for level in scale.levels
    ]
    domains = [
        (domain.title, [(area.title, [_item(tool, item) for item in area.items]) for area in domain.areas])
        for domain in tool.domains
    ]
    override = scale.level(min(tool.combining.override_from, len(scale.levels))).value
    return ToolView(
        levels=levels,
        domains=domains,
        rule=_RULE_WORDS[tool.combining.name].format(from_=override),
        counts=[(words, len(tool.items_for(band))) for band, words in BAND_WORDS.items()],
    )


def _kind(tool: Instrument, level: int) -> str:
    if tool.scale.is_serious(level):
        return "serious"
    return "concern" if tool.scale.is_concern(level) else "low"


def _item(tool: Instrument, item: Item) -> ItemView:
    marks = [
        words
        for given, words in (
            (item.household, "graded once for the household"),
            (item.immediate, "calls for action at once when serious"),
        )
        if given
    ]
    return ItemView(
        title=item.title,
        question=item.question,
        ages=_ages(item.applies_to),
        marks="; ".join(marks),
        wordings=[
            WordingView(
                _ages(wording.bands),
                [
                    (f"{level.value} {level.label}", words)
                    for level, words in zip(tool.scale.levels, wording.words, strict=True)
                ],
            )
            for wording in item.wordings
        ],
    )


def _ages(bands: Sequence[AgeBand]) -> str:
    return "All ages" if len(bands) == len(AgeBand) else ", ".join(BAND_WORDS[band] for band in bands)
