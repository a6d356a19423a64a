"""What an actor may do to a row they can see: `can_x` answers, `check_x` raises with the words to show."""

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.models import Assessment, Family, Team


def can_edit_family(actor: Actor, family: Family) -> bool:
    """Whether the actor may change the family and its people; a closed family stays as it is."""
    return actor.may(Permission.FAMILY_EDIT) and family.closed_on is None


def check_edit_family(actor: Actor, family: Family) -> None:
    """Raise NotAllowed unless the actor may change the family."""
    if not can_edit_family(actor, family):
        raise NotAllowed("This family is closed, or your account may not change it.")


def can_register_family(actor: Actor, team: Team) -> bool:
    """Whether the actor may register a family for the team: a manager for their own ones, others for any open one."""
    if not actor.may(Permission.FAMILY_REGISTER) or team.closed_on is not None:
        return False
    return not actor.managed_team_ids or team.id in actor.managed_team_ids | {actor.team_id}


def check_register_family(actor: Actor, team: Team) -> None:
    """Raise NotAllowed unless the actor may register a family for the team."""
    if not can_register_family(actor, team):
        raise NotAllowed("You cannot register a family for this team. Choose one of your own teams.")


def is_allocated_on_registering(actor: Actor, team: Team) -> bool:
    """Whether whoever registers a family works with it from the start: not its manager, who allocates it."""
    return team.id not in actor.managed_team_ids


def can_hold_family(actor: Actor, family: Family) -> bool:
    """Whether the actor may say which team holds the family and whether it is restricted: its manager."""
    return can_edit_family(actor, family) and can_allocate(actor, family)


def check_hold_family(actor: Actor, family: Family) -> None:
    """Raise NotAllowed unless the actor may say which team holds the family."""
    if not can_hold_family(actor, family):
        raise NotAllowed("Only a manager of the team that holds this family can move or restrict it.")


def can_allocate(actor: Actor, family: Family) -> bool:
    """Whether the actor may say who works with the family: the manager of the team that holds it."""
    return actor.may(Permission.FAMILY_ALLOCATE) and family.team_id in actor.managed_team_ids


def check_allocate(actor: Actor, family: Family) -> None:
    """Raise NotAllowed unless the actor may allocate the family."""
    if not can_allocate(actor, family):
        raise NotAllowed("Only a manager of the team that holds this family can allocate it.")


def can_start_assessment(actor: Actor, family: Family) -> bool:
    """Whether the actor may start an assessment of the family."""
    return actor.may(Permission.ASSESSMENT_WRITE) and family.closed_on is None


def check_start_assessment(actor: Actor, family: Family) -> None:
    """Raise NotAllowed unless the actor may start an assessment of the family."""
    if not can_start_assessment(actor, family):
        raise NotAllowed("This family is closed, or your account may not record assessments.")


def can_write_assessment(actor: Actor, assessment: Assessment) -> bool:
    """Whether the answers are the actor's to give: the lead's, while the assessment stands."""
    return (
        actor.may(Permission.ASSESSMENT_WRITE)
        and assessment.lead_user_id == actor.id
        and assessment.recorded_in_error_at is None
    )


def check_write_assessment(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the answers are the actor's to give."""
    if not can_write_assessment(actor, assessment):
        raise NotAllowed(f"Only {assessment.lead_user.name}, who leads this assessment, can change it.")


def can_sign_off(actor: Actor, assessment: Assessment) -> bool:
    """Whether the actor is the one to sign: a manager of the lead's team who took no part (also kept by a trigger)."""
    return (
        actor.may(Permission.ASSESSMENT_SIGN_OFF)
        and assessment.lead_team_id in actor.managed_team_ids
        and assessment.lead_user_id != actor.id
    )


def check_sign_off(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the actor is the one to sign the assessment off or return it."""
    if assessment.lead_user_id == actor.id:
        raise NotAllowed("You led this assessment, so somebody else must sign it off.")
    if not can_sign_off(actor, assessment):
        raise NotAllowed("Only a manager of the team that led this assessment can sign it off or return it.")
