"""Actions in words: who is to do what by when, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.access.actor import Actor
from gcp_tool.access.review_policies import can_end_action
from gcp_tool.core.formatting import long_date
from gcp_tool.models import Action

DONE, OVERDUE, OPEN = ("Done", "green"), ("Overdue", "orange"), ("Open", "blue")


@dataclass(frozen=True, slots=True)
class ActionCard:
    """An action as it is read."""

    key: str
    what: str
    who: str
    by: str
    status: str
    colour: str
    came: str
    can_end: bool


def present_actions(actions: Sequence[Action], actor: Actor, today: date) -> Sequence[ActionCard]:
    """Actions in their order."""
    return [_card(action, actor, today) for action in actions]


def owner_of(action: Action) -> str:
    """Who is to do it."""
    return action.owner.name if action.owner is not None else action.owner_words


def action_state(action: Action, today: date) -> str:
    """How far it is, as a sentence."""
    if action.done_on is not None:
        return f"Done on {long_date(action.done_on)}: {action.done_words}"
    if action.due_on < today:
        return f"Overdue: it was to be done by {long_date(action.due_on)}."
    return f"To be done by {long_date(action.due_on)}."


def _card(action: Action, actor: Actor, today: date) -> ActionCard:
    status, colour = DONE if action.done_on else OVERDUE if action.due_on < today else OPEN
    return ActionCard(
        key=action.key,
        what=action.what,
        who=owner_of(action),
        by=f"By {long_date(action.due_on)}",
        status=status,
        colour=colour,
        came=f"{long_date(action.done_on)}: {action.done_words}" if action.done_on else "",
        can_end=action.done_on is None and can_end_action(actor, action),
    )
