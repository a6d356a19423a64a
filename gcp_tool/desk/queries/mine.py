"""What one person was given to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.models import Action, Family

MOST_SHOWN = 25

# The filters of `scope` name Family themselves, so the family of an action is joined under another name.
_Family = aliased(Family)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An open action of a person. The family is named only while they may open it."""

    key: str
    what: str
    due_on: date
    family: str | None
    family_key: str | None


def list_actions(session: Session, actor: Actor) -> Sequence[ActionRow]:
    """The open actions of the actor, the earliest due first."""
    may_open = _Family.id.in_(scope.family_ids(actor))
    statement = (
        select(
            Action.key,
            Action.what,
            Action.due_on,
            case((may_open, _Family.label)),
            case((may_open, _Family.key)),
        )
        .join(_Family, _Family.id == Action.family_id)
        .where(Action.owner_id == actor.id, Action.done_on.is_(None))
        .order_by(Action.due_on, Action.id)
        .limit(MOST_SHOWN)
    )
    return [ActionRow(*row) for row in session.execute(statement)]
