"""Two versions of a tool side by side: what differs as a whole, and item by item for one age band."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.core.formatting import counted
from gcp_tool.domain.instrument import Area, Comparison, Domain, Instrument, Item, compare, pair_items
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.instruments.content import COMPARABLE, NOT_COMPARABLE


@dataclass(frozen=True, slots=True)
class Both:
    """One thing that both versions say something of."""

    what: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Summary:
    """What differs as a whole."""

    comparable: str
    rules: Sequence[Both]
    added: Sequence[str]
    removed: Sequence[str]
    moved: Sequence[str]
    words: str


@dataclass(frozen=True, slots=True)
class ItemPair:
    """An item of either version or both: what became of it, and what both say of it at one age."""

    title: str
    became: str
    rows: Sequence[Both]


def present_summary(old: Instrument, new: Instrument) -> Summary:
    """What differs between two versions, the older first, without the single words."""
    comparison = compare(old, new)
    return Summary(
        comparable=COMPARABLE if comparison.is_comparable else NOT_COMPARABLE,
        rules=[Both(what.capitalize(), before, after) for what, before, after in comparison.rules],
        added=[_named(part) for part in comparison.added],
        removed=[_named(part) for part in comparison.removed],
        moved=[_moved_words(old, new, one, other) for one, other in comparison.moved],
        words=_words(comparison),
    )


def _named(part: Domain | Area | Item) -> str:
    """The title of what came or went; a whole domain or area is called so."""
    kind = {Domain: " (a domain)", Area: " (an area)"}.get(type(part), "")
    return f"{part.title}{kind}"


def _moved_words(old: Instrument, new: Instrument, one: Item, other: Item) -> str:
    return f"{other.title}: from {old.area_of(one.id).title} to {new.area_of(other.id).title}"


def _words(comparison: Comparison) -> str:
    items = {change.item.id for change in comparison.words}
    if not items:
        return "Every item in both versions has the same words for every grade."
    return (
        f"{counted(len(comparison.words), 'descriptor')} of {counted(len(items), 'item')} in both versions"
        f" {'is' if len(comparison.words) == 1 else 'are'} not the same."
    )


def present_pairs(old: Instrument, new: Instrument, band: AgeBand) -> list[ItemPair]:
    """Both versions item by item, for the items that either grades at this age."""
    pairs = []
    for one, other in pair_items(old, new):
        before = one if one is not None and one.is_for(band) else None
        after = other if other is not None and other.is_for(band) else None
        shown = after or before
        if shown is not None:
            rows = _rows(old, new, before, after, band)
            pairs.append(ItemPair(shown.title, _became(before, after, rows), rows))
    return pairs


def _became(one: Item | None, other: Item | None, rows: Sequence[Both]) -> str:
    if one is None:
        return "New at this age"
    if other is None:
        return "No longer graded at this age"
    moved = "Moved. " if one.id != other.id else ""
    return f"{moved}{'Same words in both' if all(row.is_same for row in rows) else 'Words changed'}"


def _rows(
    old: Instrument, new: Instrument, one: Item | None, other: Item | None, band: AgeBand
) -> list[Both]:
    before, after = _said(one, band), _said(other, band)
    levels = max((old.scale.levels, new.scale.levels), key=len)
    names = ["Title", "Question", "Look for", *(f"{level.value} {level.label}" for level in levels)]
    said = zip(names, _padded(before, len(names)), _padded(after, len(names)), strict=True)
    return [Both(what, left, right) for what, left, right in said if left or right]


def _said(item: Item | None, band: AgeBand) -> list[str]:
    if item is None:
        return []
    words = item.descriptors(band) if item.wordings else ()
    return [item.title, item.question_for(band), "; ".join(item.look_for(band)), *words]


def _padded(said: Sequence[str], length: int) -> list[str]:
    return [*said, *[""] * (length - len(said))]
