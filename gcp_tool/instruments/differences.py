"""What differs between two versions of a tool, as lines of text."""

from collections.abc import Iterator

from gcp_tool.domain.instrument import Area, Comparison, Domain, Instrument, Item

_KINDS = {Domain: "domain", Area: "area", Item: "item"}
_NONE = "(nothing)"


def difference_lines(old: Instrument, new: Instrument, comparison: Comparison) -> list[str]:
    """Say what differs, the older version first, from the whole to the single words."""
    lines = [f"{old.name} ({old.title}) to {new.name} ({new.title})", comparable_words(comparison), ""]
    if comparison.is_same:
        return [*lines, "Nothing differs that anybody could read."]
    return [*lines, *_rules(comparison), *_parts(comparison), *_words(new, comparison)]


def comparable_words(comparison: Comparison) -> str:
    """Say whether grades of the two may be joined on one line."""
    if comparison.is_comparable:
        return "Comparable: grades made with either stand on one line."
    return "Not comparable: the line of grades breaks between them."


def _rules(comparison: Comparison) -> Iterator[str]:
    for what, before, after in comparison.rules:
        yield from _both(f"{what} changed", before, after)


def _parts(comparison: Comparison) -> Iterator[str]:
    for done, parts in (("added", comparison.added), ("removed", comparison.removed)):
        yield from (f"{_KINDS[type(part)]} {done}: {part.id} ({part.title})" for part in parts)
    for one, other in comparison.moved:
        yield f"item moved: {one.id} to {other.id} ({other.title})"
    for change in comparison.changed:
        kind = _KINDS[type(change.part)]
        yield from _both(f"{kind} {change.part.id}: {change.what} changed", change.before, change.after)


def _words(new: Instrument, comparison: Comparison) -> Iterator[str]:
    for change in comparison.words:
        levels = {level.number: level.value for level in new.scale.levels}
        ages = ", ".join(change.bands)
        heading = (
            f"item {change.item.id}: words for {levels.get(change.level, change.level)} changed ({ages})"
        )
        yield from _both(heading, change.before, change.after)


def _both(heading: str, before: str | None, after: str | None) -> Iterator[str]:
    yield heading
    yield f"  - {before or _NONE}"
    yield f"  + {after or _NONE}"
