"""What must agree across a tool file, looked for even where its shape is wrong elsewhere.

So that every problem is listed at once, these checks take the data as it was read and step over what they
cannot read: the shape is judged in `format`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gcp_tool.domain.vocabulary import AgeBand
from gcp_tool.instruments.source import Location, Source

_BANDS = [band.value for band in AgeBand]

_Mapping = Mapping[str | int, object]


class _Part(NamedTuple):
    """A domain, area or item of a file: where it is, what it holds, and the id of what it stands in."""

    location: Location
    data: _Mapping
    parent_id: object


def check_agreement(source: Source) -> None:
    """Note in the source everything that does not agree: the scale, the ids, and the words for each grade."""
    tool = _mapping(source.data)
    values = _check_values(source, tool)
    _check_scale(source, tool, values)
    _check_combining(source, tool, values)
    domains = list(_parts(_Part((), tool, None), "domains"))
    areas = [area for domain in domains for area in _parts(domain, "areas")]
    items = [item for area in areas for item in _parts(area, "items")]
    _check_ids(source, [*domains, *areas, *items])
    for item in items:
        if tool.get("headings_only") is True:
            _check_heading(source, item)
        else:
            _check_words(source, item, values)


def _mapping(data: object) -> _Mapping:
    return data if isinstance(data, Mapping) else {}


def _list(data: object) -> Sequence[object]:
    return data if isinstance(data, list) else []


def _parts(parent: _Part, name: str) -> Iterator[_Part]:
    for place, data in enumerate(_list(parent.data.get(name))):
        yield _Part((*parent.location, name, place), _mapping(data), parent.data.get("id"))


def _check_values(source: Source, tool: _Mapping) -> list[int]:
    """Check that values are on the scale once, and return them; none where they cannot be relied on."""
    values: list[int] = []
    levels = _list(_mapping(tool.get("scale")).get("levels"))
    for place, level in enumerate(levels):
        value = _mapping(level).get("value")
        if type(value) is int and value not in values:
            values.append(value)
        elif type(value) is int:
            source.add_problem(("scale", "levels", place, "value"), f"{value} is on the scale already.")
    return values if len(values) == len(levels) else []


def _check_scale(source: Source, tool: _Mapping, values: list[int]) -> None:
    scale = _mapping(tool.get("scale"))
    for name in ("concern_from", "serious_from"):
        _check_on_scale(source, ("scale", name), scale.get(name), values)
    concern, serious = scale.get("concern_from"), scale.get("serious_from")
    if concern in values[:1]:
        source.add_problem(("scale", "concern_from"), "concern_from must not be the best level.")
    if concern in values and serious in values and values.index(serious) < values.index(concern):
        source.add_problem(("scale", "serious_from"), "serious_from must not be better than concern_from.")


def _check_combining(source: Source, tool: _Mapping, values: list[int]) -> None:
    combining = _mapping(tool.get("combining"))
    override = combining.get("override_from")
    _check_on_scale(source, ("combining", "override_from"), override, values)
    if override is None and str(combining.get("rule")).endswith("_with_override"):
        source.add_problem(("combining",), "override_from is missing: this rule needs it.")


def _check_on_scale(source: Source, location: Location, value: object, values: list[int]) -> None:
    if values and isinstance(value, int) and value not in values:
        source.add_problem(location, f"{location[-1]} is {value}, which is not on the scale.")


def _check_ids(source: Source, parts: list[_Part]) -> None:
    seen: dict[str, int] = {}
    for part in sorted(parts, key=lambda part: source.line_of(part.location)):
        identifier, location = part.data.get("id"), (*part.location, "id")
        if not isinstance(identifier, str):
            continue
        if identifier in seen:
            source.add_problem(location, f"The id {identifier} is already on line {seen[identifier]}.")
        seen.setdefault(identifier, source.line_of(location))
        if isinstance(part.parent_id, str) and not identifier.startswith(f"{part.parent_id}."):
            source.add_problem(location, f"The id {identifier} must start with {part.parent_id}. here.")


def _check_heading(source: Source, item: _Part) -> None:
    for name in ("descriptors", "by_band"):
        if name in item.data:
            source.add_problem((*item.location, name), f"{name} cannot stand in a tool of headings only.")


def _check_words(source: Source, item: _Part, values: list[int]) -> None:
    """Check that every age band of an item has words for every grade, and from one place only."""
    if "question" not in item.data:
        source.add_problem(item.location, "question is missing.")
    bands = _check_bands(source, item)
    covered: list[object] = []
    for wording in _parts(item, "by_band"):
        own = _list(wording.data.get("bands"))
        for band in own:
            if band in covered:
                source.add_problem(wording.location, f"{band} has words of its own already.")
            elif bands and band in _BANDS and band not in bands:
                source.add_problem(wording.location, f"{band} is not among the bands the item applies to.")
            covered.append(band)
        _check_descriptors(source, wording, values, own)
    _check_default(source, item, values, [band for band in bands if band not in covered])


def _check_bands(source: Source, item: _Part) -> list[object]:
    bands = list(_list(item.data.get("applies_to")))
    for place, band in enumerate(bands):
        if band in bands[:place]:
            source.add_problem((*item.location, "applies_to", place), f"applies_to has {band} twice.")
    return bands


def _check_default(source: Source, item: _Part, values: list[int], bands: list[object]) -> None:
    """Check an item's own descriptors, which hold for the bands that have none of theirs."""
    if bands and "descriptors" not in item.data:
        named = ", ".join(str(band) for band in bands)
        source.add_problem(item.location, f"descriptors are missing for {named}.")
    elif bands:
        _check_descriptors(source, item, values, bands)
    elif "descriptors" in item.data and _list(item.data.get("applies_to")):
        message = "descriptors are never shown: every age band has words of its own."
        source.add_problem((*item.location, "descriptors"), message)


def _check_descriptors(source: Source, part: _Part, values: list[int], bands: Sequence[object]) -> None:
    if "descriptors" not in part.data:
        return
    named = ", ".join(str(band) for band in bands)
    words = _mapping(part.data["descriptors"])
    location = (*part.location, "descriptors")
    for value in values:
        if value not in words:
            source.add_problem(location, f"There is no descriptor for {value} ({named}).")
    for key in words:
        if values and isinstance(key, int) and key not in values:
            source.add_problem(
                (*location, key), f"There is a descriptor for {key}, which is not on the scale."
            )
