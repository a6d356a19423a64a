"""A tool in words: as a whole, and item by item for children of one age band."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.domain.instrument import Instrument, Item
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.instruments.content import BAND_WORDS, HOUSEHOLD, IMMEDIATE, RULE_WORDS, ages_of


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of the scale, with what it means or what an item says for it."""

    value: int
    label: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class AgeView:
    """An age band: its code for addresses, its words, and how many items there are for it."""

    code: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item: what is asked and looked for, what is special about it, and its words for each level."""

    code: str
    title: str
    question: str
    ages: str
    marks: Sequence[str]
    hints: Sequence[str] = ()
    levels: Sequence[LevelView] = ()


Domains = Sequence[tuple[str, Sequence[tuple[str, Sequence[ItemView]]]]]


@dataclass(frozen=True, slots=True)
class ToolView:
    """A tool as a page shows it: as a whole, or read for one age band."""

    levels: Sequence[LevelView]
    domains: Domains
    rule: str
    ages: Sequence[AgeView]


def present_tool(tool: Instrument) -> ToolView:
    """A tool as a whole: its scale, and the items it has, without their words."""
    domains = [
        (domain.title, [(area.title, [_heading(tool, item) for item in area.items]) for area in domain.areas])
        for domain in tool.domains
    ]
    return _view(tool, domains)


def present_for_age(tool: Instrument, band: AgeBand) -> ToolView:
    """A tool as it is read for a child of one age band: every word that counts at that age."""
    domains = [
        (
            domain.title,
            [
                (area.title, [_worded(tool, item, band) for item in area.items_for(band)])
                for area in domain.areas_for(band)
            ],
        )
        for domain in tool.domains_for(band)
    ]
    return _view(tool, domains)


def _view(tool: Instrument, domains: Domains) -> ToolView:
    override = tool.scale.level(min(tool.combining.override_from, len(tool.scale.levels))).value
    meanings = [level.meaning for level in tool.scale.levels]
    return ToolView(
        levels=_levels(tool, meanings),
        domains=domains,
        rule=RULE_WORDS[tool.combining.name].format(from_=override),
        ages=[AgeView(band.value, words, len(tool.items_for(band))) for band, words in BAND_WORDS.items()],
    )


def _levels(tool: Instrument, words: Sequence[str]) -> list[LevelView]:
    return [
        LevelView(level.value, level.label, said, kind_of(tool, level.number))
        for level, said in zip(tool.scale.levels, words, strict=True)
    ]


def kind_of(tool: Instrument, level: int) -> str:
    """How a level is drawn: below concern, at concern, serious."""
    if tool.scale.is_serious(level):
        return "serious"
    return "concern" if tool.scale.is_concern(level) else "low"


def _heading(tool: Instrument, item: Item) -> ItemView:
    return ItemView(item.id, item.title, item.question, ages_of(item.applies_to), _marks(tool, item))


def _worded(tool: Instrument, item: Item, band: AgeBand) -> ItemView:
    return ItemView(
        code=item.id,
        title=item.title,
        question=item.question_for(band),
        ages=ages_of(item.applies_to),
        marks=_marks(tool, item),
        hints=item.look_for(band),
        levels=_levels(tool, item.descriptors(band)) if item.wordings else (),
    )


def _marks(tool: Instrument, item: Item) -> list[str]:
    serious = tool.scale.level(tool.scale.serious_from).value
    marks = ((item.household, HOUSEHOLD), (item.immediate, IMMEDIATE.format(from_=serious)))
    return [words for given, words in marks if given]
