"""The content of a tool as the database keeps it: a plain mapping that JSON can hold, and back again.

The content stands on its own: an old assessment re-opens from it though its file is long gone.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NotRequired, TypedDict, cast

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.instrument.parts import Area, Domain, Item, Wording
from gcp_tool.domain.instrument.scale import CombiningRule, Level, Scale
from gcp_tool.domain.instrument.tool import Instrument
from gcp_tool.domain.vocabulary import AgeBand, NeglectType, PlanKind


class _Level(TypedDict):
    number: int
    value: int
    label: str
    meaning: str


class _Scale(TypedDict):
    levels: list[_Level]
    concern_from: int
    serious_from: int


class _Wording(TypedDict):
    bands: list[str]
    words: list[str]
    question: NotRequired[str]
    look_for: NotRequired[list[str]]


class _Item(TypedDict):
    id: str
    title: str
    question: str
    household: bool
    immediate: bool
    applies_to: list[str]
    wordings: list[_Wording]
    line: str
    look_for: NotRequired[list[str]]


class _Area(TypedDict):
    id: str
    title: str
    items: list[_Item]


class _Domain(TypedDict):
    id: str
    title: str
    neglect_type: str
    areas: list[_Area]
    line: str


class _Combining(TypedDict):
    name: str
    override_from: int


class _Content(TypedDict):
    guidance: NotRequired[list[str]]
    code: str
    version: str
    title: str
    licence: str
    headings_only: bool
    scale: _Scale
    domains: list[_Domain]
    combining: _Combining
    change: dict[str, Any]


def content_of(instrument: Instrument) -> dict[str, object]:
    """Return the content of a tool; `instrument_from` makes an equal tool of it."""
    content: dict[str, object] = {
        "code": instrument.code,
        "version": instrument.version,
        "title": instrument.title,
        "licence": instrument.licence,
        "headings_only": instrument.headings_only,
        "scale": {**asdict(instrument.scale), "levels": [asdict(level) for level in instrument.scale.levels]},
        "domains": [_domain_content(domain) for domain in instrument.domains],
        "combining": asdict(instrument.combining),
        "change": _change_content(instrument.change),
    }
    if instrument.guidance:
        content["guidance"] = list(instrument.guidance)
    return content


def _change_content(rule: ChangeRule) -> dict[str, Any]:
    """Write down the intervals only where a tool has any: content that was stored before them looks the same."""
    content = asdict(rule)
    intervals = content.pop("interval_months")
    if intervals:
        content["interval_months"] = {kind.value: months for kind, months in intervals.items()}
    return content


def _domain_content(domain: Domain) -> _Domain:
    return {
        "id": domain.id,
        "title": domain.title,
        "neglect_type": domain.neglect_type.value,
        "areas": [_area_content(area) for area in domain.areas],
        "line": domain.line,
    }


def _area_content(area: Area) -> _Area:
    return {"id": area.id, "title": area.title, "items": [_item_content(item) for item in area.items]}


def _item_content(item: Item) -> _Item:
    content: _Item = {
        "id": item.id,
        "title": item.title,
        "question": item.question,
        "household": item.household,
        "immediate": item.immediate,
        "applies_to": [band.value for band in item.applies_to],
        "wordings": [_wording_content(wording) for wording in item.wordings],
        "line": item.line,
    }
    if item.hints:
        content["look_for"] = list(item.hints)
    return content


def _wording_content(wording: Wording) -> _Wording:
    """Write down what is there and no more: content that was stored before hints came in looks the same."""
    content: _Wording = {"bands": [band.value for band in wording.bands], "words": list(wording.words)}
    if wording.question:
        content["question"] = wording.question
    if wording.hints:
        content["look_for"] = list(wording.hints)
    return content


def instrument_from(content: Mapping[str, object]) -> Instrument:
    """Build a tool from the content that `content_of` gave.

    Content is written once and never changed, so its shape is trusted. Raises ValueError where the values in
    it break a rule of the tool: a scale out of order, an id that comes twice, a combining rule nobody knows.
    """
    known = cast("_Content", content)
    scale = known["scale"]
    return Instrument(
        code=known["code"],
        version=known["version"],
        title=known["title"],
        licence=known["licence"],
        guidance=tuple(known.get("guidance", ())),
        headings_only=known["headings_only"],
        scale=Scale(
            levels=tuple(Level(**level) for level in scale["levels"]),
            concern_from=scale["concern_from"],
            serious_from=scale["serious_from"],
        ),
        domains=tuple(_domain_from(domain) for domain in known["domains"]),
        combining=CombiningRule(**known["combining"]),
        change=_change_from(known["change"]),
    )


def _change_from(content: dict[str, Any]) -> ChangeRule:
    intervals = content.get("interval_months", {})
    known = {PlanKind(kind): months for kind, months in intervals.items()}
    return ChangeRule(**{**content, "interval_months": known})


def _domain_from(content: _Domain) -> Domain:
    return Domain(
        id=content["id"],
        title=content["title"],
        neglect_type=NeglectType(content["neglect_type"]),
        areas=tuple(_area_from(area) for area in content["areas"]),
        line=content["line"],
    )


def _area_from(content: _Area) -> Area:
    return Area(content["id"], content["title"], tuple(_item_from(item) for item in content["items"]))


def _item_from(content: _Item) -> Item:
    return Item(
        id=content["id"],
        title=content["title"],
        question=content["question"],
        household=content["household"],
        immediate=content["immediate"],
        applies_to=_bands(content["applies_to"]),
        wordings=tuple(_wording_from(wording) for wording in content["wordings"]),
        line=content["line"],
        hints=tuple(content.get("look_for", ())),
    )


def _wording_from(content: _Wording) -> Wording:
    return Wording(
        bands=_bands(content["bands"]),
        words=tuple(content["words"]),
        question=content.get("question", ""),
        hints=tuple(content.get("look_for", ())),
    )


def _bands(values: list[str]) -> tuple[AgeBand, ...]:
    return tuple(AgeBand(value) for value in values)
