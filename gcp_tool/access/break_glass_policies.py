"""What an actor may do with break-glass: `can_x` answers, `check_x` raises with the words to show."""

from datetime import datetime

from gcp_tool.access.actor import Actor
from gcp_tool.access.break_glass import breaks_glass
from gcp_tool.access.permissions import Permission
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.models import BreakGlass, Family

ASK_THE_LEAD = "Contact the safeguarding lead."


def can_break_glass(actor: Actor, family: Family) -> bool:
    """Whether the actor may open a family that they may not otherwise see: never a restricted one."""
    return breaks_glass(actor.permissions) and not family.restricted


def check_break_glass(actor: Actor, family: Family) -> None:
    """Raise NotAllowed unless the actor may open the family under break-glass."""
    if not breaks_glass(actor.permissions):
        raise NotAllowed("Break-glass is for accounts on duty, which change no family. Ask the duty line.")
    if not can_break_glass(actor, family):
        raise NotAllowed(ASK_THE_LEAD)


def is_live(opening: BreakGlass, now: datetime) -> bool:
    """Whether the family can still be read because of this opening."""
    return opening.at <= now < opening.until and not opening.family.restricted


def can_note_opening(actor: Actor, opening: BreakGlass, now: datetime) -> bool:
    """Whether the actor may leave the one note: whoever opened the family, while it is open to them."""
    return opening.user_id == actor.id and opening.noted_at is None and is_live(opening, now)


def check_note_opening(actor: Actor, opening: BreakGlass, now: datetime) -> None:
    """Raise NotAllowed unless the actor may leave the one note."""
    if not can_note_opening(actor, opening, now):
        raise NotAllowed(
            "Whoever opened a family under break-glass can leave one note, while the 3 hours last. To add more, ring"
            " the family’s worker."
        )


def can_review_opening(actor: Actor, opening: BreakGlass) -> bool:
    """Whether it is the actor's to judge this use, once: a manager of the family's team, never who opened it."""
    return (
        actor.may(Permission.BREAK_GLASS_REVIEW)
        and opening.family.team_id in actor.managed_team_ids
        and opening.user_id != actor.id
        and opening.reviewed_at is None
    )


def check_review_opening(actor: Actor, opening: BreakGlass) -> None:
    """Raise NotAllowed unless it is the actor's to judge this use."""
    if not can_review_opening(actor, opening):
        raise NotAllowed(
            "A manager of the team that holds the family reviews each use of break-glass, once, and never their own."
        )
