"""What the record of a family showed on the day of a review: plain values, kept with it as JSON and read for ever."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

SHAPE = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade as a chip shows it, with its words; without a level nothing was graded."""

    level: int | None
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A day and the grade of each domain."""

    day: str
    marks: Sequence[str]
    cells: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class DomainShown:
    """One domain: how care in it has changed, its last readings, and what to know besides."""

    title: str
    found: str
    strip: Sequence[Mark]
    flags: Sequence[str]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class CareShown:
    """A child with a carer by one tool: the first reading, the domains, and every reading as a table."""

    title: str
    details: str
    ended: str
    headline: str
    first: Sequence[str]
    domains: Sequence[DomainShown]
    scale: str
    head: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a part: what it is, and what is known of it."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A short part of the page; `empty` is said where it has no line."""

    title: str
    lines: Sequence[Line]
    empty: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a review rests on. `tone` is how the headline is framed: ask, unsure or better."""

    headline: str
    tone: str
    worst_now: str
    children: Sequence[Line]
    because: Sequence[str]
    cares: Sequence[CareShown]
    parts: Sequence[Part]


_SHOWN = TypeAdapter(Shown)


def as_snapshot(shown: Shown) -> dict[str, Any]:
    """What was shown as JSON can keep it."""
    return {"shape": SHAPE, "shown": _SHOWN.dump_python(shown, mode="json")}


def from_snapshot(snapshot: dict[str, Any]) -> Shown | None:
    """What was shown; None for a snapshot of another shape, which is shown as it is kept."""
    return _SHOWN.validate_python(snapshot["shown"]) if snapshot.get("shape") == SHAPE else None


def hash_of(snapshot: dict[str, Any]) -> str:
    """The hash that says whether a snapshot is as it was kept, whatever order its keys come back in."""
    plain = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
