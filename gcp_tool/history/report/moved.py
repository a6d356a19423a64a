"""What moved and what shows it: the weightiest items on the second page, each of them with all of it in the annex."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.core.formatting import counted, join_words
from gcp_tool.documents.content import Column, Part, Row, Section, Table, Words
from gcp_tool.history.report.choices import Readers
from gcp_tool.history.report.evidence import NO_EVIDENCE, Shows, shows
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.movement import ItemNow, items_now, not_comparable, where
from gcp_tool.history.report.naming import name_of

MOST_ITEMS = 5
ROOM_FOR_BETTER = 2
BOTH = 2
LONGEST_EVIDENCE = 120

HEADING = "What moved, and what shows it"
NOTHING_MOVED = "No item was graded differently at the start and at the latest reading."
NOTHING_TO_SHOW = "No item moved with evidence for it, and none is serious."
CANNOT_BE_TOLD = "No item was graded both times, so what moved cannot be told item by item"
NOTHING_SERIOUS = "No item is at a serious grade now."
IN_THE_ANNEX = "The annex tells of every one, with all that shows it."
NOT_ASKED_FOR = "A report with an annex tells of every one, with all that shows it."

_Evidence = Mapping[int, Shows]


@dataclass(frozen=True, slots=True)
class _Alike:
    """The same item with the same grades, of one child or of several."""

    items: tuple[ItemNow, ...]
    is_shown: bool

    @property
    def first(self) -> ItemNow:
        return self.items[0]

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """What is asked about first: what is serious, worse, and shown by something; then the grade."""
        one = self.first
        return not one.is_serious, not one.is_worse, not self.is_shown, -one.now


def moved_section(matter: Matter, readers: Readers, *, with_annex: bool) -> Section:
    """What is serious or moved since the start of the time looked at, as much as a page holds."""
    items = items_now(matter)
    evidence = _evidence(matter, items, readers)
    weighty = [one for one in items if _is_weighty(one, evidence)]
    groups = _alike(weighty, evidence)
    told = _chosen(groups)
    columns = (
        Column("Item"),
        Column("Was", numeric=True),
        Column("Now", numeric=True),
        Column("What shows it"),
    )
    rows = tuple(_short_row(matter, one, evidence) for one in told)
    caption = (
        "The items to ask about first" if len(told) < len(groups) else "Items that moved or are serious now"
    )
    parts: list[Part] = [Table(caption, columns, rows, when_empty=_why_none(matter, items))]
    parts += _more(len(groups) - len(told), with_annex=with_annex)
    parts += [Words((" ".join(_counts(matter, items)),))] if items else []
    parts += _untold(matter)
    return Section(HEADING, tuple(parts))


def moved_in_full(matter: Matter, readers: Readers) -> Section:
    """Every item that moved and every one that is serious now, with all that was written down for it."""
    items = items_now(matter)
    moved = sorted((one for one in items if one.is_worse or one.is_better), key=lambda one: one.is_better)
    evidence = _evidence(matter, items, readers)
    columns = (
        Column("Item"),
        Column("Was", numeric=True),
        Column("Now", numeric=True),
        Column("Change"),
        Column("What shows it"),
    )
    rows = tuple(
        (_title(matter, one), _was(one), _now(one), one.change, evidence[id(one)].in_full) for one in moved
    )
    empty = CANNOT_BE_TOLD + "." if not_comparable(matter) else NOTHING_MOVED
    table = Table("Items graded differently at the start and now", columns, rows, when_empty=empty)
    return Section(
        "Every item that moved or is serious", (table, _serious(matter, items, evidence), *_untold(matter))
    )


def _serious(matter: Matter, items: Sequence[ItemNow], evidence: _Evidence) -> Table:
    """The items at a serious grade now, with what was seen."""
    rows = tuple(
        (_title(matter, one), _now(one), one.graded_on, evidence[id(one)].in_full)
        for one in items
        if one.is_serious
    )
    columns = (Column("Item"), Column("Grade", numeric=True), Column("Graded on"), Column("What shows it"))
    return Table("Items at a serious grade now", columns, rows, when_empty=NOTHING_SERIOUS)


def _evidence(matter: Matter, items: Sequence[ItemNow], readers: Readers) -> _Evidence:
    return {
        id(one): shows(matter, one.care, one.line, readers)
        for one in items
        if one.is_serious or one.is_worse or one.is_better
    }


def _is_weighty(one: ItemNow, evidence: _Evidence) -> bool:
    """Whether it is to be told by itself: serious, worse and a concern, or moved with something that shows it."""
    if one.is_serious or (one.is_worse and one.is_concern):
        return True
    return (one.is_worse or one.is_better) and not evidence[id(one)].is_empty


def _alike(items: Sequence[ItemNow], evidence: _Evidence) -> Sequence[_Alike]:
    groups: dict[tuple[object, ...], list[ItemNow]] = {}
    for one in items:
        groups.setdefault((one.domain, one.title, one.was, one.now), []).append(one)
    alike = (
        _Alike(tuple(some), any(not evidence[id(one)].is_empty for one in some)) for some in groups.values()
    )
    return sorted(alike, key=lambda group: group.rank)


def _chosen(groups: Sequence[_Alike]) -> Sequence[_Alike]:
    """As many as the page holds: mostly what to ask about first, with room for what is better."""
    better = [one for one in groups if one.first.is_better and not one.first.is_serious]
    others = [one for one in groups if one not in better]
    room = MOST_ITEMS - min(len(better), ROOM_FOR_BETTER)
    kept = others[:room]
    return [*kept, *better[: MOST_ITEMS - len(kept)]]


def _short_row(matter: Matter, group: _Alike, evidence: _Evidence) -> Row:
    one = group.first
    own = dict.fromkeys(evidence[id(item)].in_short(LONGEST_EVIDENCE) for item in group.items)
    said = [words for words in own if words != NO_EVIDENCE] or [NO_EVIDENCE]
    return f"{one.title} ({_whose(matter, group)})", _was(one), _now(one), said[0]


def _whose(matter: Matter, group: _Alike) -> str:
    """`Physical care`, and whose it is where the report tells of several."""
    if len(matter.live) == 1:
        return group.first.domain
    if len(group.items) == len(matter.live):
        return f"{group.first.domain}, {'both' if len(matter.live) == BOTH else 'all'}"
    names = dict.fromkeys(name_of(matter, item.care) for item in group.items)
    return f"{group.first.domain}, {join_words(names)}"


def _counts(matter: Matter, items: Sequence[ItemNow]) -> Iterator[str]:
    """`Isla: 3 items worse, 2 better and 30 the same; 4 serious now.`."""
    for care in matter.live:
        mine = [one for one in items if one.care is care]
        compared = [one for one in mine if one.was is not None]
        worse, better = sum(one.is_worse for one in compared), sum(one.is_better for one in compared)
        same = len(compared) - worse - better
        serious = sum(one.is_serious for one in mine)
        if mine:
            since = f"{counted(worse, 'item')} worse, {better} better and {same} the same" if compared else ""
            yield f"{name_of(matter, care)}: {'; '.join(filter(None, [since, f'{serious} serious now']))}."


def _why_none(matter: Matter, items: Sequence[ItemNow]) -> str:
    moved = any(one.is_worse or one.is_better for one in items)
    return NOTHING_TO_SHOW if moved or not_comparable(matter) else f"{NOTHING_MOVED} {NOTHING_SERIOUS}"


def _more(number: int, *, with_annex: bool) -> list[Part]:
    if not number:
        return []
    said = "item moved or is serious" if number == 1 else "items moved or are serious"
    return [Words((f"{number} more {said}. {IN_THE_ANNEX if with_annex else NOT_ASKED_FOR}",))]


def _untold(matter: Matter) -> list[Part]:
    untold = not_comparable(matter)
    return [Words((f"{CANNOT_BE_TOLD}: {'; '.join(untold)}.",))] if untold else []


def _title(matter: Matter, one: ItemNow) -> str:
    """`Bedtime (Physical care)`."""
    return f"{one.title} ({where(matter, one.care, one.domain)})"


def _was(one: ItemNow) -> int | None:
    return None if one.was is None else one.care.value(one.was)


def _now(one: ItemNow) -> int:
    return one.care.value(one.now)
