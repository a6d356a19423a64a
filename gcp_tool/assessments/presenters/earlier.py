"""The history across families in words, for the page on which an assessment is started."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.queries.earlier import EarlierFamily
from gcp_tool.core.formatting import counted, join_words, short_date

_SAFEGUARDING = "Somebody here may be known elsewhere. Ask your safeguarding lead before you start."
_MOST_READINGS = 3


@dataclass(frozen=True, slots=True)
class FamilyHistory:
    """What is on record in one family; `link_key` offers to link it with this one."""

    title: str
    lines: Sequence[str]
    href_key: str
    link_key: str


@dataclass(frozen=True, slots=True)
class History:
    """What is known from before, here and elsewhere."""

    families: Sequence[FamilyHistory]
    elsewhere: Sequence[str]

    @property
    def is_starting_again(self) -> bool:
        """Whether there is a past to read first."""
        return bool(self.families or self.elsewhere)


def present_earlier(found: Sequence[EarlierFamily]) -> History:
    """What is on record, in words; of families out of sight only who knows them."""
    hidden = [one for one in found if not one.is_visible]
    elsewhere = [
        _SAFEGUARDING if one.restricted else f"Already known to {one.agency}: ask them before you start."
        for one in hidden
    ]
    return History([_family(one) for one in found if one.is_visible], list(dict.fromkeys(elsewhere)))


def _family(one: EarlierFamily) -> FamilyHistory:
    closed = f", closed {short_date(one.closed_on)}" if one.closed_on else ""
    title = "In this family" if one.is_this else f"{one.label}{closed}: {join_words(one.people)}"
    may_link = not one.is_this and not one.is_linked
    return FamilyHistory(
        title=title,
        lines=[*_removals(one), *_plans(one), *_readings(one)],
        href_key="" if one.is_this else one.key,
        link_key=one.key if may_link else "",
    )


def _removals(one: EarlierFamily) -> Sequence[str]:
    return [
        f"{short_date(event.on)}: a child was removed from home" + (f". {event.words}" if event.words else "")
        for event in one.removals
    ]


def _plans(one: EarlierFamily) -> Sequence[str]:
    return [
        f"{plan.child}: {content.PLAN_WORDS[plan.kind]}, from {short_date(plan.started_on)}"
        + (f" to {short_date(plan.ended_on)}" if plan.ended_on else ", still open")
        + (f". {plan.end_words}" if plan.end_words else "")
        for plan in one.plans
    ]


def _readings(one: EarlierFamily) -> Sequence[str]:
    if not one.readings:
        return []
    latest = one.readings[-_MOST_READINGS:]
    words = "; ".join(f"{short_date(reading.on)}, highest grade {reading.highest}" for reading in latest)
    first = one.readings[0]
    rest = (
        f" The first was on {short_date(first.on)}, highest grade {first.highest}."
        if len(one.readings) > _MOST_READINGS
        else ""
    )
    return [f"{counted(len(one.readings), 'assessment')}: {words}.{rest}"]
