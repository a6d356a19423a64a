"""What an actor may do to a contribution: `can_x` answers, `check_x` raises with the words to show.

A contribution is a part that was asked of a professional in an assessment that somebody else leads. That part is all
they see of it.
"""

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import can_write_assessment
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.domain.vocabulary import ContributionState, RevisionState
from gcp_tool.models import Assessment, Participant

_HELD = (ContributionState.INVITED, ContributionState.ACTIVE, ContributionState.DONE)
_OPEN = (RevisionState.DRAFT, RevisionState.RETURNED)


def is_worked_on(assessment: Assessment) -> bool:
    """Whether anything can be added to the assessment: while it stands, as a draft or returned."""
    revision = assessment.current_revision
    return assessment.recorded_in_error_at is None and revision is not None and revision.state in _OPEN


def can_ask(actor: Actor, assessment: Assessment) -> bool:
    """Whether the actor may ask others to add to the assessment: its lead, while it is worked on."""
    return can_write_assessment(actor, assessment) and is_worked_on(assessment)


def check_ask(actor: Actor, assessment: Assessment) -> None:
    """Raise NotAllowed unless the actor may ask others to add to the assessment."""
    if not can_ask(actor, assessment):
        raise NotAllowed("Only the lead asks others to add to an assessment, until it is submitted.")


def can_withdraw(actor: Actor, part: Participant) -> bool:
    """Whether the actor may take an invitation back: the lead, until what was added was handed in with the rest."""
    is_early = part.state == ContributionState.INVITED or part.assessment.completed_on is None
    return can_ask(actor, part.assessment) and part.state in _HELD and is_early


def check_withdraw(actor: Actor, part: Participant) -> None:
    """Raise NotAllowed unless the actor may take the invitation back."""
    if not can_withdraw(actor, part):
        raise NotAllowed(
            "Only the lead takes an invitation back, and only until what was added has been submitted."
        )


def can_read_part(actor: Actor, part: Participant) -> bool:
    """Whether the actor may read the part with the family's label and members: whoever holds it."""
    return actor.may(Permission.ASSESSMENT_WRITE) and part.user_id == actor.id and part.state in _HELD


def check_read_part(actor: Actor, part: Participant) -> None:
    """Raise NotAllowed unless the actor may read the part."""
    if not can_read_part(actor, part):
        raise NotAllowed("You said no to this, or it was taken back, so it cannot be opened any more.")


def can_contribute(actor: Actor, part: Participant) -> bool:
    """Whether the actor may write their part: whoever holds it and does not lead, while the assessment is open."""
    leads = part.assessment.lead_user_id == actor.id
    return can_read_part(actor, part) and is_worked_on(part.assessment) and not leads


def check_contribute(actor: Actor, part: Participant) -> None:
    """Raise NotAllowed unless the actor may write their part."""
    if not can_contribute(actor, part):
        raise NotAllowed("This assessment was submitted or closed, or your part in it has ended.")


def can_decline(actor: Actor, part: Participant) -> bool:
    """Whether the actor may say no: whoever was asked, until they have added something."""
    return can_contribute(actor, part) and part.state == ContributionState.INVITED


def check_decline(actor: Actor, part: Participant) -> None:
    """Raise NotAllowed unless the actor may say no."""
    if not can_decline(actor, part):
        raise NotAllowed("You can say no until you have added something. Tell the lead if you cannot go on.")


def can_finish(actor: Actor, part: Participant) -> bool:
    """Whether the actor may say that their part is finished: once they have begun."""
    return can_contribute(actor, part) and part.state == ContributionState.ACTIVE


def check_finish(actor: Actor, part: Participant) -> None:
    """Raise NotAllowed unless the actor may say that their part is finished."""
    if not can_finish(actor, part):
        raise NotAllowed("Add something first, or it was finished before.")
