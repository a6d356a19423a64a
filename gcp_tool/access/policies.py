"""What an actor may do to a row they can see: `can_x` answers, `check_x` raises with the words to show."""

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.access.signing import SignsBy
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.models import Assessment, Family, Team, Upload

_SIGNERS = {
    SignsBy.LEAD_TEAM: "a manager of the team that led it does",
    SignsBy.NAMED: "the person does whom the agency that led it has named",
    SignsBy.HOLDING_TEAM: "a manager of the team that holds the family does",
}


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
    return not actor.own_team_ids or team.id in actor.managed_team_ids | {actor.team_id}


def check_register_family(actor: Actor, team: Team) -> None:
    """Raise NotAllowed unless the actor may register a family for the team."""
    if not can_register_family(actor, team):
        raise NotAllowed("You cannot register a family for this team. Choose one of your own teams.")


def is_allocated_on_registering(actor: Actor, team: Team) -> bool:
    """Whether whoever registers a family works with it from the start: not its manager, who allocates it."""
    return team.id not in actor.own_team_ids


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


def can_set_target(actor: Actor, assessment: Assessment) -> bool:
    """Whether the actor may set targets from an assessment: its lead; once submitted, whoever works with them."""
    return (
        actor.may(Permission.ASSESSMENT_WRITE)
        and assessment.recorded_in_error_at is None
        and assessment.family.closed_on is None
        and (assessment.lead_user_id == actor.id or assessment.completed_on is not None)
    )


def check_set_target(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the actor may set targets from the assessment, or change them."""
    if not can_set_target(actor, assessment):
        raise NotAllowed(
            "Until an assessment is submitted only its lead sets targets; the family must be open, and the assessment"
            " not recorded in error."
        )


def can_write_note(actor: Actor) -> bool:
    """Whether the actor may say that the words of a tool do not fit."""
    return actor.may(Permission.NOTE_WRITE)


def check_write_note(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may say that the words of a tool do not fit."""
    if not can_write_note(actor):
        raise NotAllowed("Only those who work with families write notes about the words of a tool.")


def can_answer_note(actor: Actor) -> bool:
    """Whether the actor may answer notes about the words of a tool."""
    return actor.may(Permission.NOTE_ANSWER)


def check_answer_note(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may answer notes about the words of a tool."""
    if not can_answer_note(actor):
        raise NotAllowed("Only an owner of the tools answers notes about their words.")


def signs_for(actor: Actor, assessment: Assessment) -> bool:
    """Whether it falls to the actor to sign what this lead hands in, as the lead's agency has settled it."""
    signing = actor.signing.for_agency(assessment.lead_agency_id)
    if signing.by is SignsBy.NAMED:
        return signing.user_id == actor.id
    if signing.by is SignsBy.HOLDING_TEAM:
        return assessment.family.team_id in actor.managed_team_ids
    return assessment.lead_team_id in actor.managed_team_ids


def can_sign_off(actor: Actor, assessment: Assessment) -> bool:
    """Whether the actor is the one to sign, and did not lead it (kept by a trigger for all who took part)."""
    return (
        actor.may(Permission.ASSESSMENT_SIGN_OFF)
        and signs_for(actor, assessment)
        and assessment.lead_user_id != actor.id
        and assessment.recorded_in_error_at is None
    )


def check_sign_off(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the actor is the one to sign the assessment off or return it."""
    if assessment.lead_user_id == actor.id:
        raise NotAllowed("You led this assessment, so somebody else must sign it off.")
    if not can_sign_off(actor, assessment):
        raise NotAllowed(
            f"You cannot sign this assessment off or return it: {_SIGNERS[_by(actor, assessment)]}."
        )


def _by(actor: Actor, assessment: Assessment) -> SignsBy:
    return actor.signing.for_agency(assessment.lead_agency_id).by


def can_hand_on(actor: Actor, assessment: Assessment) -> bool:
    """Whether the actor may give the assessment to another lead: its lead, or a manager of the lead's team."""
    if assessment.recorded_in_error_at is not None:
        return False
    leads = actor.may(Permission.ASSESSMENT_WRITE) and assessment.lead_user_id == actor.id
    manages = actor.may(Permission.ASSESSMENT_SIGN_OFF) and assessment.lead_team_id in actor.managed_team_ids
    return leads or manages


def check_hand_on(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the actor may give the assessment to another lead."""
    if not can_hand_on(actor, assessment):
        raise NotAllowed("Only the lead of an assessment, or a manager of the lead's team, can hand it on.")


def can_record_in_error(actor: Actor, assessment: Assessment) -> bool:
    """Whether the actor may say that it was recorded in error: a manager of the lead's or of the holding team."""
    manages = {assessment.lead_team_id, assessment.family.team_id} & actor.managed_team_ids
    return (
        actor.may(Permission.ASSESSMENT_SIGN_OFF)
        and bool(manages or signs_for(actor, assessment))
        and assessment.recorded_in_error_at is None
    )


def check_record_in_error(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the actor may say that the assessment was recorded in error."""
    if not can_record_in_error(actor, assessment):
        raise NotAllowed(
            "Only a manager of the team that led this assessment, or of the team that holds the family, can record it"
            " as made in error, and only once."
        )


def can_add_beside(actor: Actor, assessment: Assessment) -> bool:
    """Whether the actor may add beside what was handed in: responses, feedback, who was given what."""
    return (
        actor.may(Permission.ASSESSMENT_WRITE)
        and assessment.completed_on is not None
        and assessment.recorded_in_error_at is None
    )


def check_add_beside(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the actor may add beside what was handed in."""
    if not can_add_beside(actor, assessment):
        raise NotAllowed(
            "This can be added once an assessment was submitted, by those who work with the family."
        )


def can_import_scores(actor: Actor, team_id: int | None) -> bool:
    """Whether the actor may bring in past scores of families of a team: its manager, not whoever covers."""
    return actor.may(Permission.SCORES_IMPORT) and team_id in actor.own_team_ids


def check_import_scores(actor: Actor, team_id: int | None) -> None:
    """Raise NotAllowed unless the actor may bring in past scores of families of the team."""
    if not can_import_scores(actor, team_id):
        raise NotAllowed("You can import past scores only for families of a team that you manage yourself.")


def can_undo_import(actor: Actor, upload: Upload) -> bool:
    """Whether the actor may take an import back: their own."""
    return actor.may(Permission.SCORES_IMPORT) and upload.by_id == actor.id


def check_undo_import(actor: Actor, upload: Upload) -> None:
    """Raise NotAllowed unless the actor may take the import back."""
    if not can_undo_import(actor, upload):
        raise NotAllowed("Only whoever made this import can undo it here.")


def can_arrange_cover(actor: Actor, team: Team) -> bool:
    """Whether the actor may say who stands in for them: for a team that is their own, not one they cover."""
    return actor.may(Permission.COVER_ARRANGE) and team.id in actor.own_team_ids


def check_arrange_cover(actor: Actor, team: Team) -> None:
    """Raise NotAllowed unless the actor may say who stands in for them."""
    if not can_arrange_cover(actor, team):
        raise NotAllowed("You can arrange cover only for a team that you manage yourself.")
