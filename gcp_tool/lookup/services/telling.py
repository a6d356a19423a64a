"""Telling the managers of the team that holds a family, and whoever covers for them."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.accounts.signers import load_signers
from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import NoticeKind
from gcp_tool.models import Family
from gcp_tool.notices.giving import give_notice


def tell_managers(session: Session, families: Collection[Family], kind: NoticeKind, *, by: Actor) -> None:
    """Give the managers of each family's team a notice of this kind."""
    team_ids = {family.team_id for family in families}
    managers = load_signers(session, by.signing, team_ids, today=clock.today()).of_team
    for family in families:
        for user_id, _ in managers.get(family.team_id, ()):
            give_notice(session, to=user_id, kind=kind, family_id=family.id, by=by)
