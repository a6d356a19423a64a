"""Who may read the log: `can_x` answers, `check_x` raises with the words to show.

The manager of the team that holds a family reads who has looked at it, and whoever covers for them. Whoever looks after
accounts reads the whole log, for all the partnership, but without case content: neither families nor people in them are
named there, nothing leads to them, and it cannot be asked about one of them.
"""

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.models import Family


def can_see_who_looked(actor: Actor, family: Family) -> bool:
    """Whether the actor may read who has looked at the family, open or closed: the manager of its team."""
    return actor.may(Permission.FAMILY_LOG_READ) and family.team_id in actor.managed_team_ids


def check_see_who_looked(actor: Actor, family: Family) -> None:
    """Raise NotAllowed unless the actor may read who has looked at the family."""
    if not can_see_who_looked(actor, family):
        raise NotAllowed("Only a manager of the team that holds this family can read who has looked at it.")


def can_read_log(actor: Actor) -> bool:
    """Whether the actor may read the whole log, without case content: whoever looks after accounts."""
    return actor.may(Permission.LOG_READ)


def check_read_log(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may read the whole log."""
    if not can_read_log(actor):
        raise NotAllowed("Only those who look after accounts can read the log of the whole partnership.")
