"""One version of a tool as a whole, and the lookups that everything else asks it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.instrument.parts import Area, Domain, Item
from gcp_tool.domain.instrument.scale import CombiningRule, Scale
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind

_SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of a tool. On screen it is called a tool.

    Ids are dotted, and an id starts with the id of what it stands in; raises ValueError where that is broken
    or an id comes twice. Lookups raise NotFound. `guidance` says how the words are to be read, a sentence or two each.
    """

    code: str
    version: str
    title: str
    licence: str
    headings_only: bool
    scale: Scale
    domains: tuple[Domain, ...]
    combining: CombiningRule
    change: ChangeRule
    guidance: tuple[str, ...] = ()
    _parts: Mapping[str, Domain | Area | Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the parts by id."""
        parts: dict[str, Domain | Area | Item] = {}
        for parent, part in self._walk():
            if part.id in parts:
                raise ValueError(f"The id {part.id!r} comes twice.")
            if part.id.rpartition(_SEPARATOR)[0] != parent:
                raise ValueError(f"The id {part.id!r} does not say where it stands.")
            parts[part.id] = part
        object.__setattr__(self, "_parts", parts)

    def _walk(self) -> Iterator[tuple[str, Domain | Area | Item]]:
        for domain in self.domains:
            yield "", domain
            for area in domain.areas:
                yield domain.id, area
                yield from ((area.id, item) for item in area.items)

    @property
    def name(self) -> str:
        """Return the code and version as files and people name a tool."""
        return f"{self.code}/{self.version}"

    @property
    def items(self) -> tuple[Item, ...]:
        """Return every item, in the order of the tool."""
        return tuple(item for domain in self.domains for area in domain.areas for item in area.items)

    def domain(self, code: str) -> Domain:
        """Return a domain by id. Raises NotFound."""
        part = self._parts.get(code)
        if not isinstance(part, Domain):
            raise NotFound(f"There is no domain {code!r} in {self.name}.")
        return part

    def area(self, code: str) -> Area:
        """Return an area by id. Raises NotFound."""
        part = self._parts.get(code)
        if not isinstance(part, Area):
            raise NotFound(f"There is no area {code!r} in {self.name}.")
        return part

    def item(self, code: str) -> Item:
        """Return an item by id. Raises NotFound."""
        part = self._parts.get(code)
        if not isinstance(part, Item):
            raise NotFound(f"There is no item {code!r} in {self.name}.")
        return part

    def area_of(self, item_code: str) -> Area:
        """Return the area that an item stands in. Raises NotFound."""
        return self.area(self.item(item_code).id.rpartition(_SEPARATOR)[0])

    def domain_of(self, code: str) -> Domain:
        """Return the domain that an item, an area or the domain itself belongs to. Raises NotFound."""
        self.code_kind(code)
        return self.domain(code.partition(_SEPARATOR)[0])

    def code_kind(self, code: str) -> AnswerKind:
        """Say whether a code is a domain, an area or an item of this tool. Raises NotFound."""
        match self._parts.get(code):
            case Domain():
                return AnswerKind.DOMAIN
            case Area():
                return AnswerKind.AREA
            case Item():
                return AnswerKind.ITEM
            case _:
                raise NotFound(f"There is no domain, area or item {code!r} in {self.name}.")

    def domains_for(self, band: AgeBand) -> tuple[Domain, ...]:
        """Return the domains that hold an item for this age band."""
        return tuple(domain for domain in self.domains if domain.areas_for(band))

    def areas_for(self, band: AgeBand) -> tuple[Area, ...]:
        """Return the areas that hold an item for this age band, in the order of the tool."""
        return tuple(area for domain in self.domains for area in domain.areas_for(band))

    def items_for(self, band: AgeBand) -> tuple[Item, ...]:
        """Return the items graded for a child of this age band, in the order of the tool."""
        return tuple(item for area in self.areas_for(band) for item in area.items_for(band))
