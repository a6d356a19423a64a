"""What an actor may do to reviews, the actions that follow and challenges: `can_x` answers, `check_x` raises."""

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import signs_for
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.models import Action, Assessment, Challenge, Family, Review


def can_record_review(actor: Actor, family: Family) -> bool:
    """Whether the actor may review the family: a manager of the team that holds it, or who covers for them."""
    return (
        actor.may(Permission.REVIEW_RECORD)
        and family.team_id in actor.managed_team_ids
        and family.closed_on is None
    )


def check_record_review(actor: Actor, family: Family) -> None:
    """Raise NotAllowed unless the actor may review the family."""
    if not can_record_review(actor, family):
        raise NotAllowed("A manager of the team that holds this family reviews it, while the case is open.")


def can_end_action(actor: Actor, action: Action) -> bool:
    """Whether the actor may say what came of an action: its owner, or who works with the family."""
    return action.owner_id == actor.id or actor.may(Permission.FAMILY_EDIT)


def check_end_action(actor: Actor, action: Action) -> None:
    """Raise NotAllowed unless the actor may say what came of an action."""
    if not can_end_action(actor, action):
        raise NotAllowed("Whoever is to do this, or works with the family, says what came of it.")


def can_challenge_assessment(actor: Actor, assessment: Assessment) -> bool:
    """Whether the actor may challenge what an assessment says: any professional who reads it, but not its lead."""
    return (
        actor.may(Permission.CHALLENGE_RAISE)
        and assessment.completed_on is not None
        and assessment.recorded_in_error_at is None
        and assessment.lead_user_id != actor.id
    )


def check_challenge_assessment(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the actor may challenge what the assessment says."""
    if not can_challenge_assessment(actor, assessment):
        raise NotAllowed(
            "You can challenge an assessment that somebody else led, once it was submitted. Your own you can amend."
        )


def can_challenge_review(actor: Actor, review: Review) -> bool:
    """Whether the actor may challenge the decision of a review: any professional who reads it, but not who took it."""
    return actor.may(Permission.CHALLENGE_RAISE) and review.by_id != actor.id


def check_challenge_review(actor: Actor, review: Review) -> None:
    """Raise NotAllowed unless the actor may challenge the decision of the review."""
    if not can_challenge_review(actor, review):
        raise NotAllowed(
            "You took this decision, so you cannot challenge it. To change it, correct the review."
        )


def can_answer_challenge(actor: Actor, challenge: Challenge) -> bool:
    """Whether it is the actor's to reply: who took the decision, who signs for the lead, or holds the family."""
    if challenge.by_id == actor.id:
        return False
    if challenge.review is not None and challenge.review.by_id == actor.id:
        return True
    holds = challenge.family.team_id in actor.managed_team_ids
    signs = challenge.assessment is not None and signs_for(actor, challenge.assessment)
    return actor.may(Permission.ASSESSMENT_SIGN_OFF) and (holds or signs)


def check_answer_challenge(actor: Actor, challenge: Challenge) -> None:
    """Raise NotAllowed unless it is the actor's to reply."""
    if not can_answer_challenge(actor, challenge):
        raise NotAllowed(
            "A manager of the team that graded or decided replies to a challenge, never who raised it."
        )


def can_end_challenge(actor: Actor, challenge: Challenge) -> bool:
    """Whether the actor may say how a challenge ended: who raised it, and who may reply."""
    return challenge.by_id == actor.id or can_answer_challenge(actor, challenge)


def check_end_challenge(actor: Actor, challenge: Challenge) -> None:
    """Raise NotAllowed unless the actor may say how a challenge ended."""
    if not can_end_challenge(actor, challenge):
        raise NotAllowed("Whoever raised a challenge, or may reply to it, says how it ended.")
