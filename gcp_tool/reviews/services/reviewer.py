"""Nobody reviews alone what they graded themselves."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.accounts.signers import load_signers
from gcp_tool.core import clock
from gcp_tool.core.formatting import join_words
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.models import Family
from gcp_tool.reviews import queries
from gcp_tool.reviews.content import LED_LATEST, NOBODY_ELSE
from gcp_tool.reviews.queries import Led


def led_latest(leads: Sequence[Led], user_id: int) -> bool:
    """Whether somebody led an assessment of the latest day on which the family was looked at."""
    return any(one.user_id == user_id for one in leads if one.on == leads[0].on)


def check_reviewer(session: Session, *, family: Family, by: Actor) -> None:
    """Raise NotAllowed when the actor led the latest assessment; the words name who can review instead."""
    if not led_latest(queries.list_leads(session, family.id), by.id):
        return
    signers = load_signers(session, by.signing, [family.team_id], today=clock.today())
    others = [name for user_id, name in signers.of_team.get(family.team_id, ()) if user_id != by.id]
    raise NotAllowed(LED_LATEST.format(who=join_words(others, "or") if others else NOBODY_ELSE))
