"""Turns a tool file that has been checked into a tool: values become levels, and every line gets its name."""

from collections.abc import Mapping, Sequence

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.instrument import Area, CombiningRule, Domain, Instrument, Item, Level, Scale, Wording
from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.instruments.format import AreaPart, DomainPart, ItemPart, ToolFile, WordingPart


def build(tool_file: ToolFile, earlier: Sequence[Instrument]) -> Instrument:
    """Build the tool of a file without problems.

    `earlier` are the versions it can be compared with, oldest first: what they have already keeps its line.
    """
    scale = _scale(tool_file)
    lines = {domain.id: domain.line for tool in earlier for domain in tool.domains}
    lines |= {item.id: item.line for tool in earlier for item in tool.items}
    return _Builder(tool_file, scale, lines).instrument()


def _scale(tool_file: ToolFile) -> Scale:
    levels = tuple(
        Level(number, level.value, level.label, level.meaning)
        for number, level in enumerate(tool_file.scale.levels, start=1)
    )
    numbers = {level.value: level.number for level in levels}
    return Scale(levels, numbers[tool_file.scale.concern_from], numbers[tool_file.scale.serious_from])


class _Builder:
    """The file, its scale and the lines already named: what every part is built with."""

    def __init__(self, tool_file: ToolFile, scale: Scale, lines: Mapping[str, str]) -> None:
        self._file = tool_file
        self._scale = scale
        self._lines = lines

    def instrument(self) -> Instrument:
        return Instrument(
            code=self._file.code,
            version=self._file.version,
            title=self._file.title,
            licence=self._file.licence,
            guidance=self._file.guidance,
            headings_only=self._file.headings_only,
            scale=self._scale,
            domains=tuple(self._domain(part) for part in self._file.domains),
            combining=self._combining(),
            change=ChangeRule(
                concern_from=self._scale.concern_from,
                serious_from=self._scale.serious_from,
                **self._file.change.model_dump(),
            ),
        )

    def _combining(self) -> CombiningRule:
        override = self._file.combining.override_from
        from_level = self._scale.serious_from if override is None else self._number(override)
        return CombiningRule(self._file.combining.rule, from_level)

    def _number(self, value: int) -> int:
        return self._scale.level_with_value(value).number

    def _line(self, identifier: str) -> str:
        return self._lines.get(identifier, f"{self._file.code}@{self._file.version}:{identifier}")

    def _domain(self, part: DomainPart) -> Domain:
        areas = tuple(self._area(area) for area in part.areas)
        return Domain(part.id, part.title, part.neglect_type, areas, self._line(part.id))

    def _area(self, part: AreaPart) -> Area:
        return Area(part.id, part.title, tuple(self._item(item) for item in part.items))

    def _item(self, part: ItemPart) -> Item:
        return Item(
            id=part.id,
            title=part.title,
            question=part.question or "",
            household=part.household,
            immediate=part.immediate,
            applies_to=_in_order(part.applies_to),
            wordings=tuple(self._wordings(part)),
            line=self._line(part.id),
            hints=part.look_for,
        )

    def _wordings(self, part: ItemPart) -> list[Wording]:
        wordings = [self._wording(each) for each in part.by_band]
        covered = {band for wording in wordings for band in wording.bands}
        others = tuple(band for band in _in_order(part.applies_to) if band not in covered)
        if part.descriptors:
            wordings.append(Wording(others, self._words(part.descriptors)))
        return wordings

    def _wording(self, part: WordingPart) -> Wording:
        return Wording(
            _in_order(part.bands), self._words(part.descriptors), part.question or "", part.look_for
        )

    def _words(self, descriptors: Mapping[int, str]) -> tuple[str, ...]:
        return tuple(descriptors[level.value] for level in self._scale.levels)


def _in_order(bands: Sequence[AgeBand]) -> tuple[AgeBand, ...]:
    return tuple(band for band in AgeBand if band in bands)
