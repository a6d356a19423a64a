"""What stood around a family at the end of a day, without anything that came after it. Pure."""

from dataclasses import replace
from datetime import date

from gcp_tool.plans.queries.timeline import PlanFacts, SupportFacts, TimelineRows


def around_as_at(rows: TimelineRows, on: date) -> TimelineRows:
    """Plans, referrals, help, events and workers as they were known on a day: what ended since goes on."""
    return replace(
        rows,
        plans=[_plan(one, on) for one in rows.plans if one.started_on <= on],
        referrals=[one for one in rows.referrals if one.on_date <= on],
        support=[_support(one, on) for one in rows.support if _begun(one) <= on],
        events=[one for one in rows.events if one.on_date <= on],
        allocations=[
            replace(one, ended_on=_by(one.ended_on, on)) for one in rows.allocations if one.started_on <= on
        ],
        reviews=[one for one in rows.reviews if one.on_date <= on],
    )


def _by(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _plan(one: PlanFacts, on: date) -> PlanFacts:
    ended_on = _by(one.ended_on, on)
    return replace(one, ended_on=ended_on, end_words=one.end_words if ended_on else "")


def _begun(one: SupportFacts) -> date:
    return one.started_on or one.offered_on or date.max


def _support(one: SupportFacts, on: date) -> SupportFacts:
    """The help as it was: how it ended, and what was written of that, was not known before it did."""
    if one.ended_on is None or one.ended_on <= on:
        return replace(one, started_on=_by(one.started_on, on), offered_on=_by(one.offered_on, on))
    return replace(one, ended_on=None, outcome=None, words="")
