"""Who is told of a step of an assessment: its lead, and the managers of the team that holds the family."""

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.signing import SignsBy
from gcp_tool.accounts.signers import load_signers
from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.models import Assessment
from gcp_tool.notices.giving import give_notice


def tell_holding_managers(session: Session, assessment: Assessment, *, by: Actor) -> None:
    """Tell the managers of the team that holds the family what was handed in, unless they are the ones to sign it."""
    signing = by.signing.for_agency(assessment.lead_agency_id)
    holds, leads = assessment.family.team_id, assessment.lead_team_id
    signs = holds if signing.by is SignsBy.HOLDING_TEAM else leads
    team_ids = {team for team in (holds, signs) if team is not None}
    managers = load_signers(session, by.signing, team_ids, today=clock.today()).of_team
    if signing.user_id is not None:
        signers = {signing.user_id}
    else:
        signers = {user_id for user_id, _ in managers.get(signs, ())} if signs is not None else set()
    for user_id, _ in managers.get(holds, ()):
        if user_id not in signers:
            _tell(session, assessment, user_id, NoticeKind.ASSESSMENT_SUBMITTED, by)


def tell_lead(session: Session, assessment: Assessment, *, by: Actor) -> None:
    """Tell the lead that the assessment was signed off."""
    _tell(session, assessment, assessment.lead_user_id, NoticeKind.ASSESSMENT_SIGNED_OFF, by)


def _tell(session: Session, assessment: Assessment, to: int, kind: NoticeKind, by: Actor) -> None:
    give_notice(session, to=to, kind=kind, family_id=assessment.family_id, assessment_id=assessment.id, by=by)
