"""Changing a family: what it is called, where it lives, which team holds it, whether it is restricted."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import check_edit_family, check_hold_family
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.audit.versions import update_versioned
from gcp_tool.domain.errors import EditConflict
from gcp_tool.models import Family, Team
from gcp_tool.standing.families import refresh_standing


@dataclass(frozen=True, slots=True)
class Holding:
    """Which team holds a family, and whether it is for its workers only: for its manager to say."""

    team: Team
    restricted: bool


def change_family(
    session: Session,
    *,
    family: Family,
    label: str,
    area: str,
    holding: Holding | None,
    expected: int,
    by: Actor,
) -> None:
    """Change a family; without `holding` the team and the restriction stay as they are.

    Raises:
        NotAllowed: the actor may not change the family, or not say who holds it.
        EditConflict: somebody else changed it meanwhile.
    """
    check_edit_family(by, family)
    values: dict[str, object] = {"label": label, "area": area}
    if holding is not None:
        check_hold_family(by, family)
        values |= {"team_id": holding.team.id, "restricted": holding.restricted}
    before = family.team_id, family.restricted
    try:
        update_versioned(session, family, expected=expected, values=values, by=by)
    except EditConflict as conflict:
        raise _with_team_key(session, conflict, family) from conflict
    details = {"team": family.team_id, "restricted": family.restricted} if holding else {}
    changed = details if (family.team_id, family.restricted) != before else {}
    record(session, Event.FAMILY_CHANGED, by=by, family_id=family.id, details=changed)
    if changed:
        refresh_standing(session, family.id)


def _with_team_key(session: Session, conflict: EditConflict, family: Family) -> EditConflict:
    """The team as the form holds it: by its key."""
    fields = dict(conflict.theirs.fields)
    if fields.pop("team_id", None) is not None:
        fields["team"] = session.scalar(select(Team.key).where(Team.id == family.team_id)) or ""
    return EditConflict(replace(conflict.theirs, fields=fields))
