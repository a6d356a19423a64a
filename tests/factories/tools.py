"""A small published tool: two domains, enough to grade, quick to read."""

import hashlib
import json
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.domain.change import ChangeRule
from gcp_tool.domain.instrument import (
    Area,
    CombiningRule,
    Domain,
    Instrument,
    Item,
    Level,
    Scale,
    Wording,
    content_of,
)
from gcp_tool.domain.vocabulary import AgeBand, NeglectType
from gcp_tool.models import InstrumentVersion
from tests.factories.defaults import AT, add, next_number

_LABELS = ("Strong", "Steady", "Some gaps", "Serious gaps", "Needs not met")
_BANDS = tuple(AgeBand)


def small_tool(code: str = "small-care", version: str = "1.0") -> Instrument:
    """A tool of two domains: the home, which a household shares, and meals, which are each child's own."""
    levels = tuple(Level(n, n, label, f"{label}: in words") for n, label in enumerate(_LABELS, start=1))
    return Instrument(
        code=code,
        version=version,
        title="Small care",
        licence="For tests only.",
        headings_only=False,
        scale=Scale(levels=levels, concern_from=3, serious_from=4),
        domains=(
            _domain(
                "physical", "Physical care", NeglectType.PHYSICAL, "home", ("warmth", "sleep"), household=True
            ),
            _domain(
                "food",
                "Food and drink",
                NeglectType.NUTRITIONAL,
                "meals",
                ("enough", "regular"),
                household=False,
            ),
        ),
        combining=CombiningRule(),
        change=ChangeRule(),
    )


def _domain(
    code: str, title: str, kind: NeglectType, area: str, items: tuple[str, ...], *, household: bool
) -> Domain:
    made = tuple(_item(f"{code}.{area}.{name}", name, household=household) for name in items)
    return Domain(code, title, kind, (Area(f"{code}.{area}", area.capitalize(), made),), code)


def _item(code: str, name: str, *, household: bool) -> Item:
    words = tuple(f"{name.capitalize()}: {label.lower()}" for label in _LABELS)
    return Item(
        id=code,
        title=name.capitalize(),
        question=f"What did you see of {name}?",
        household=household,
        immediate=False,
        applies_to=_BANDS,
        wordings=(Wording(_BANDS, words),),
        line=code,
    )


def make_instrument_version(session: Session, **changes: Any) -> InstrumentVersion:
    """A published version of the small tool; every call makes a new one."""
    tool = small_tool(changes.get("code", "small-care"), changes.get("version", f"1.{next_number()}"))
    content = json.dumps(content_of(tool), ensure_ascii=False, sort_keys=True)
    defaults = {
        "code": tool.code,
        "version": tool.version,
        "title": tool.title,
        "sha256": hashlib.sha256(content.encode()).hexdigest(),
        "content": content,
        "stored_at": AT,
    }
    return add(session, InstrumentVersion, defaults, changes)
