"""What happened about families since a day, in lines. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from gcp_tool.core.clock import local
from gcp_tool.domain.vocabulary import PlanKind, ReviewDecision, RevisionState
from gcp_tool.plans.content import DECISION_WORDS, PLAN_WORDS

_STEP_WORDS = MappingProxyType(
    {
        RevisionState.SUBMITTED: "An assessment was submitted",
        RevisionState.RETURNED: "An assessment was returned to its lead",
        RevisionState.SIGNED_OFF: "An assessment was signed off",
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened, and when."""

    on: date
    words: str


def grade_changes(
    strip: Sequence[Mapping[str, Any]], names: Mapping[int, str], *, since: date
) -> Iterator[Change]:
    """How each domain of a child with a carer was read since, against before; only readings that can be compared."""
    for care in strip:
        who = f"{names.get(care['child'], 'a child')} with {names.get(care['carer'], 'a carer')}"
        read: dict[date, list[str]] = {}
        for domain in care["domains"]:
            points = [(date.fromisoformat(one[0]), one[2]) for one in domain["points"] if one[3]]
            if points and points[-1][0] >= since:
                words = f"{domain['title'].lower()} {_grade_words(points, since)}"
                read.setdefault(points[-1][0], []).append(words)
        for on, words_of_day in read.items():
            yield Change(on, f"{who} was read: {'; '.join(words_of_day)}")


def _grade_words(points: Sequence[tuple[date, int]], since: date) -> str:
    """`4 (it was 3)`: the latest, and what was the latest before the day."""
    now = points[-1][1]
    before = next((value for on, value in reversed(points) if on < since), None)
    if before is None:
        return f"{now} (first reading)"
    return f"{now} (as before)" if before == now else f"{now} (it was {before})"


def other_changes(
    *,
    steps: Sequence[tuple[int, datetime, RevisionState]],
    decisions: Sequence[tuple[int, date, ReviewDecision]],
    plans: Sequence[tuple[int, PlanKind, str, date, date | None]],
    allocated: Sequence[tuple[int, date]],
    since: date,
) -> Mapping[int, Sequence[Change]]:
    """What else happened, by family."""
    found: dict[int, list[Change]] = {}
    for family_id, at, state in steps:
        found.setdefault(family_id, []).append(Change(local(at).date(), _STEP_WORDS[state]))
    for family_id, on, decision in decisions:
        found.setdefault(family_id, []).append(
            Change(on, f"Six-month review: {_lower(DECISION_WORDS[decision])}")
        )
    for family_id, kind, child, started_on, ended_on in plans:
        plan = f"{PLAN_WORDS[kind]} plan of {child}"
        if started_on >= since:
            found.setdefault(family_id, []).append(Change(started_on, f"{plan} began"))
        if ended_on is not None and ended_on >= since:
            found.setdefault(family_id, []).append(Change(ended_on, f"{plan} ended"))
    for family_id, on in allocated:
        found.setdefault(family_id, []).append(Change(on, "Allocated to this worker"))
    return found


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
