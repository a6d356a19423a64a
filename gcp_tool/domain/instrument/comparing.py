"""Two versions of a tool side by side: what came, went or moved, what is said otherwise, whether one line joins them.

Items are the same when their ids are; where an id is new, an item of the same name in its domain, or else of the
same title, is taken to have moved.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.instrument.parts import Area, Domain, Item
from gcp_tool.domain.instrument.tool import Instrument
from gcp_tool.domain.vocabulary import AgeBand

Part = Domain | Area | Item
_YES = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class PartChanged:
    """What is said or asked otherwise of a part: its title, question, hints, ages or marks."""

    part: Part
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WordsChanged:
    """A descriptor of an item that is not as it was, for the ages that share it; `None` where there was none."""

    item: Item
    bands: tuple[AgeBand, ...]
    level: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions, in the order of the newer one."""

    is_comparable: bool
    rules: tuple[tuple[str, str, str], ...]
    added: tuple[Part, ...]
    removed: tuple[Part, ...]
    moved: tuple[tuple[Item, Item], ...]
    changed: tuple[PartChanged, ...]
    words: tuple[WordsChanged, ...]

    @property
    def is_same(self) -> bool:
        """Say whether nothing differs that anybody could read."""
        return not (self.rules or self.added or self.removed or self.moved or self.changed or self.words)


def compare(old: Instrument, new: Instrument) -> Comparison:
    """Compare two versions, the older first."""
    pairs = pair_items(old, new)
    kept = [(one, other) for one, other in pairs if one is not None and other is not None]
    old_places, new_places = _places(old), _places(new)
    return Comparison(
        is_comparable=_shares_a_line(old, new),
        rules=tuple(_rules(old, new)),
        added=(
            *(place for code, place in new_places.items() if code not in old_places),
            *(other for one, other in pairs if one is None and other is not None),
        ),
        removed=(
            *(place for code, place in old_places.items() if code not in new_places),
            *(one for one, other in pairs if other is None and one is not None),
        ),
        moved=tuple((one, other) for one, other in kept if one.id != other.id),
        changed=(
            *_retitled(old_places, new_places),
            *(change for one, other in kept for change in _item_changes(one, other)),
        ),
        words=tuple(change for one, other in kept for change in _word_changes(one, other)),
    )


def pair_items(old: Instrument, new: Instrument) -> tuple[tuple[Item | None, Item | None], ...]:
    """Return every item of both versions once, with its like in the other; those that went stand last."""
    left = {item.id: item for item in old.items}
    found = {item.id: left.pop(item.id) for item in new.items if item.id in left}
    for item in new.items:
        if item.id not in found and (like := _find_like(item, tuple(left.values()))) is not None:
            found[item.id] = left.pop(like.id)
    return (*((found.get(item.id), item) for item in new.items), *((item, None) for item in left.values()))


def _find_like(item: Item, others: Sequence[Item]) -> Item | None:
    domain, _, rest = item.id.partition(".")
    name = rest.rpartition(".")[2]
    named = [each for each in others if each.id.startswith(f"{domain}.") and each.id.endswith(f".{name}")]
    titled = [each for each in others if each.title.casefold() == item.title.casefold()]
    return next((found[0] for found in (named, titled) if len(found) == 1), None)


def _places(tool: Instrument) -> dict[str, Domain | Area]:
    places: dict[str, Domain | Area] = {}
    for domain in tool.domains:
        places[domain.id] = domain
        places |= {area.id: area for area in domain.areas}
    return places


def _shares_a_line(old: Instrument, new: Instrument) -> bool:
    lines = {item.line for item in old.items}
    return any(item.line in lines for item in new.items)


def _rules(old: Instrument, new: Instrument) -> list[tuple[str, str, str]]:
    """Name what differs in how the tool as a whole is read."""
    after = _rules_of(new)
    return [(what, before, after[what]) for what, before in _rules_of(old).items() if before != after[what]]


def _rules_of(tool: Instrument) -> dict[str, str]:
    scale = tool.scale
    levels = "; ".join(f"{level.value} {level.label}: {level.meaning}" for level in scale.levels)
    override = f", override from {tool.combining.override_from}" if tool.combining.has_override else ""
    return {
        "title": tool.title,
        "licence": tool.licence,
        "guidance": " ".join(tool.guidance),
        "levels": levels,
        "concern from": str(scale.level(scale.concern_from).value),
        "serious from": str(scale.level(scale.serious_from).value),
        "combining": f"{tool.combining.name}{override}",
        "change": _change_words(tool.change),
    }


def _change_words(rule: ChangeRule) -> str:
    """Name the numbers by which change is told, as a file writes them; an interval of its own with its plan."""
    numbers = asdict(rule)
    intervals = numbers.pop("interval_months")
    plans = {f"interval_months for {kind.value}": months for kind, months in intervals.items()}
    return "; ".join(f"{name}: {number}" for name, number in (numbers | plans).items())


def _retitled(old: dict[str, Domain | Area], new: dict[str, Domain | Area]) -> list[PartChanged]:
    return [
        PartChanged(place, "title", old[code].title, place.title)
        for code, place in new.items()
        if code in old and old[code].title != place.title
    ]


def _item_changes(old: Item, new: Item) -> list[PartChanged]:
    before, after = _said_of(old), _said_of(new)
    return [
        PartChanged(new, what, before.get(what, ""), after.get(what, ""))
        for what in dict.fromkeys([*before, *after])
        if before.get(what, "") != after.get(what, "")
    ]


def _said_of(item: Item) -> dict[str, str]:
    """What is said of an item beside its descriptors; what ages have of their own is named with them."""
    said = {
        "title": item.title,
        "question": item.question,
        "look for": "; ".join(item.hints),
        "household": _YES[item.household],
        "immediate": _YES[item.immediate],
        "ages": ", ".join(item.applies_to),
    }
    for wording in item.wordings:
        ages = ", ".join(wording.bands)
        said |= {f"question for {ages}": wording.question} if wording.question else {}
        said |= {f"look for at {ages}": "; ".join(wording.hints)} if wording.hints else {}
    return said


def _word_changes(old: Item, new: Item) -> list[WordsChanged]:
    """List the descriptors that differ; ages for which the same changed into the same stand together."""
    together: dict[tuple[int, str | None, str | None], list[AgeBand]] = {}
    for band in AgeBand:
        before, after = _words(old, band), _words(new, band)
        for place in range(max(len(before), len(after))):
            change = (place + 1, _at(before, place), _at(after, place))
            if change[1] != change[2]:
                together.setdefault(change, []).append(band)
    return [
        WordsChanged(new, tuple(bands), level, before, after)
        for (level, before, after), bands in together.items()
    ]


def _words(item: Item, band: AgeBand) -> tuple[str, ...]:
    return item.descriptors(band) if item.wordings and item.is_for(band) else ()


def _at(words: tuple[str, ...], place: int) -> str | None:
    return words[place] if place < len(words) else None
