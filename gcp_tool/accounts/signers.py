"""Who signs an assessment off today, by name: managers, whoever covers for them, or the person an agency named."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, literal, select, union_all
from sqlalchemy.orm import Session

from gcp_tool.access.signing import SigningSettings, SignsBy
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models import Delegation, User, UserRole

Names = Mapping[int, Sequence[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Signers:
    """The managers of some teams today, the cover for them, and whom agencies have named."""

    settings: SigningSettings
    of_team: Names
    named: Mapping[int, str]

    def names(
        self, *, lead_id: int, agency_id: int, lead_team_id: int | None, holding_team_id: int
    ) -> list[str]:
        """Who signs what this lead hands in; nobody signs their own."""
        signing = self.settings.for_agency(agency_id)
        if signing.user_id is not None:
            is_other = signing.user_id != lead_id and signing.user_id in self.named
            return [self.named[signing.user_id]] if is_other else []
        team_id = holding_team_id if signing.by is SignsBy.HOLDING_TEAM else lead_team_id
        found = self.of_team.get(team_id, ()) if team_id is not None else ()
        return [name for user_id, name in found if user_id != lead_id]


def load_signers(
    session: Session, settings: SigningSettings, team_ids: Collection[int], *, today: date
) -> Signers:
    """Everybody who could sign for these teams today, in two queries."""
    return Signers(settings, _of_teams(session, team_ids, today), _named(session, settings))


def _of_teams(session: Session, team_ids: Collection[int], today: date) -> Names:
    manages = select(UserRole.team_id, UserRole.user_id, literal(0).label("covers")).where(
        UserRole.role == Role.MANAGER, UserRole.ended_on.is_(None), UserRole.team_id.in_(team_ids)
    )
    covers = (
        select(Delegation.team_id, Delegation.cover_id, literal(1))
        .join(
            UserRole,
            and_(
                UserRole.user_id == Delegation.manager_id,
                UserRole.team_id == Delegation.team_id,
                UserRole.role == Role.MANAGER,
                UserRole.ended_on.is_(None),
            ),
        )
        .where(Delegation.team_id.in_(team_ids), Delegation.started_on <= today, Delegation.ended_on >= today)
    )
    everybody = union_all(manages, covers).subquery()
    statement = (
        select(everybody.c.team_id, User.id, User.name)
        .join(User, User.id == everybody.c.user_id)
        .where(User.active)
        .order_by(everybody.c.covers, func.lower(User.name), User.id)
    )
    found: dict[int, dict[int, str]] = {}
    for team_id, user_id, name in session.execute(statement):
        found.setdefault(team_id, {}).setdefault(user_id, name)
    return {team_id: list(names.items()) for team_id, names in found.items()}


def _named(session: Session, settings: SigningSettings) -> Mapping[int, str]:
    named = {one.user_id for one in (settings.everywhere, *settings.of_agency.values())} - {None}
    statement = select(User.id, User.name).where(User.id.in_(named), User.active).order_by(User.id)
    return {row.id: row.name for row in session.execute(statement)}
