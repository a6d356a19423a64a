"""How a family stands as plain values that a table can hold: ids and codes, and a scale's values beside its levels."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from gcp_tool.domain.change import Because, ChildSummary, WorstNow
from gcp_tool.standing.loading import LoadedFamily
from gcp_tool.standing.series import Care, DomainSeries, Seen
from gcp_tool.standing.telling import Told

STRIP_LENGTH = 8


def row_of(family: LoadedFamily, told: Told, *, today: date) -> dict[str, Any]:
    """The row that is stored for a family."""
    facts, summary = family.facts, told.summary
    words = _Words(told.cares)
    return {
        "family_id": facts.id,
        "team_id": facts.team_id,
        "worker_id": facts.worker_id,
        "restricted": facts.restricted,
        "summary": summary.number,
        "because": [words.child(child) for child in summary.children],
        "strip": [words.strip(care) for care in told.cares if care.ended is None],
        "worst_now": words.worst(summary.worst_now),
        "latest_on": max((day for care in told.cares for day in care.days), default=None),
        "reading_due_on": told.reading_due_on,
        "review_due_on": told.review_due_on,
        "decided_on": told.decided_on,
        "check_due_on": told.check_due_on,
        "plan_kind": told.plan_kind,
        "plan_since_on": told.plan_since_on,
        "as_at_on": today,
        "recompute_on": told.recompute_on,
    }


class _Words:
    """Summaries as plain values that JSON can hold: ids and codes, and the scale's values beside its levels."""

    def __init__(self, cares: Sequence[Care]) -> None:
        self._series: dict[tuple[int, int, str], tuple[Care, DomainSeries]] = {}
        for care in cares:
            for series in care.series:
                self._series.setdefault((care.child.id, care.carer.id, series.domain.id), (care, series))

    def child(self, said: ChildSummary) -> dict[str, Any]:
        """A child's headline and its causes."""
        return {
            "child": said.child,
            "summary": said.headline.value if said.headline else None,
            "words": said.words,
            "causes": [self._cause(cause) for cause in said.because],
            "worst": self.worst(said.worst_now),
        }

    def _cause(self, cause: Because) -> dict[str, Any]:
        care, series = self._series[cause.child, cause.carer, cause.domain]
        return {
            "carer": cause.carer,
            "domain": cause.domain,
            "title": series.domain.title,
            "word": cause.word.value,
            "value": None if cause.grade is None else care.tool.scale.level(cause.grade).value,
            "readings": [
                [reading.on.isoformat(), care.tool.scale.level(reading.grade).value]
                for reading in cause.readings
            ],
            "flags": [flag.value for flag in cause.flags],
        }

    def worst(self, found: Sequence[WorstNow]) -> dict[str, Any] | None:
        """The worst of now: the first of those that none is worse than, and how many more there are."""
        if not found:
            return None
        first = found[0]
        care, series = self._series[first.child, first.carer, first.domain]
        return {
            "child": first.child,
            "carer": first.carer,
            "domain": first.domain,
            "title": series.domain.title,
            "level": first.grade,
            "value": care.tool.scale.level(first.grade).value,
            "label": care.tool.scale.level(first.grade).label,
            "on": first.on.isoformat(),
            "concern": first.is_concern,
            "serious": first.is_serious,
            "more": len(found) - 1,
        }

    def strip(self, care: Care) -> dict[str, Any]:
        """The last readings of each domain of a care, and from which level on they are a concern, and serious."""
        return {
            "child": care.child.id,
            "carer": care.carer.id,
            "concern_from": care.rule.concern_from,
            "serious_from": care.rule.serious_from,
            "domains": [
                {
                    "domain": series.domain.id,
                    "title": series.domain.title,
                    "points": [_point(care, one) for one in series.seen[-STRIP_LENGTH:]],
                }
                for series in care.series
                if series.counts(care.rule)
            ],
        }


def _point(care: Care, one: Seen) -> list[Any]:
    """A reading of a strip: day, level, value, whether it can be compared, whether it is signed off."""
    value = None if one.level is None else care.tool.scale.level(one.level).value
    return [one.on.isoformat(), one.level, value, one.is_comparable(care.rule), one.signed_off]
