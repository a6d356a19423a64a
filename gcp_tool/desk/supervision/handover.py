"""What goes with a family to its next worker: what is open about it, and what is due. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gcp_tool.assessments.content import STATE_WORDS
from gcp_tool.core.clock import local
from gcp_tool.core.formatting import long_date
from gcp_tool.desk.supervision.matter import FamilyMatter, Matter


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A family with what is open about it, a sentence each."""

    key: str
    label: str
    summary: str
    lines: Sequence[str]


def present_handover(matter: Matter) -> Sequence[HandoverView]:
    """The families of who hands over, those that need somebody most first."""
    return [
        HandoverView(one.view.key, one.view.label, one.view.summary, tuple(_lines(one)))
        for one in matter.families
    ]


def _lines(family: FamilyMatter) -> Iterator[str]:
    view = family.view
    yield f"Next reading: {view.reading.words}"
    yield f"Six-month review: {view.review.words}"
    if view.check is not None:
        yield f"Check after support: {view.check.words}"
    for work in family.work:
        begun = long_date(local(work.begun_at).date())
        yield f"Assessment, {STATE_WORDS[work.state].lower()}: led by {work.lead}, begun on {begun}"
    for target in family.targets:
        yield f"Target by {long_date(target.by_on)}: {target.what} ({target.who})"
    for action in family.actions:
        yield f"Action by {long_date(action.due_on)}: {action.what} ({action.owner})"
