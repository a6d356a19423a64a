"""What was decided about a family, how long ago, and what is still to be done because of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.review_policies import can_record_review
from gcp_tool.core.formatting import counted, date_and_time, long_date
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.due import REVIEW_AFTER_MONTHS
from gcp_tool.domain.reviewing import months_without
from gcp_tool.history.presenters.actions import ActionCard, present_actions
from gcp_tool.history.queries.decisions import find_draft, list_actions
from gcp_tool.models import Family
from gcp_tool.plans.content import DECISION_WORDS
from gcp_tool.standing.loading import LoadedFamily
from gcp_tool.standing.queries import DecisionRow
from gcp_tool.standing.telling import Told


@dataclass(frozen=True, slots=True)
class DecidedView:
    """The last decision, that there was none for too long, the check after support, and the actions that count.

    `following` is when the next review was to be; it is late once that day has passed.
    """

    last: str
    following: str
    is_late: bool
    last_key: str
    too_long: str
    check: str
    is_check_overdue: bool
    draft: str
    may_review: bool
    actions: Sequence[ActionCard]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say or do."""
        return not (self.last or self.too_long or self.may_review or self.actions)


def read_decided(
    session: Session, family: Family, loaded: LoadedFamily, told: Told, *, actor: Actor, today: date
) -> DecidedView:
    """What was decided; whoever may review is told whether somebody is at it."""
    last = loaded.decided
    may_review = can_record_review(actor, family)
    draft = find_draft(session, family.id) if may_review else None
    actions = list_actions(session, family.id)
    shown = [
        one
        for one in actions
        if one.done_on is None or (last is not None and one.review_id == last.review_id)
    ]
    return DecidedView(
        last=_last_words(last),
        following=f"Next review {long_date(last.next_on)}" if last and last.next_on else "",
        is_late=last is not None and last.next_on is not None and last.next_on < today,
        last_key=last.key if last else "",
        too_long=_too_long(told, today),
        check=f"A reading is due by {long_date(told.check_due_on)}" if told.check_due_on else "",
        is_check_overdue=told.check_due_on is not None and told.check_due_on < today,
        draft=f"{draft.by} began a review, last saved on {date_and_time(draft.at)}." if draft else "",
        may_review=may_review,
        actions=present_actions(shown, actor, today),
    )


def _last_words(last: DecisionRow | None) -> str:
    return f"{DECISION_WORDS[last.decision]}, decided on {long_date(last.on)} by {last.by}" if last else ""


def _too_long(told: Told, today: date) -> str:
    """`No decision for 8 months`, once the six-month review is overdue."""
    if told.review_due_on is None or told.review_due_on >= today:
        return ""
    since = add_months(told.review_due_on, -REVIEW_AFTER_MONTHS)
    return f"No decision for {counted(months_without(since, today), 'month')}"
