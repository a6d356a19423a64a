"""Who signs off assessments, as each agency has settled it: a manager of the lead's team unless it says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from gcp_tool.core.database import plain_rows
from gcp_tool.models import Policy

SIGN_OFF = "sign_off"


class SignsBy(StrEnum):
    """Who signs: a manager of the lead's team, one named person, or a manager of the team that holds the family."""

    LEAD_TEAM = "lead_team"
    NAMED = "named"
    HOLDING_TEAM = "holding_team"


@dataclass(frozen=True, slots=True)
class Signing:
    """What one agency has settled; `user_id` is the named person where there is one."""

    by: SignsBy = SignsBy.LEAD_TEAM
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class SigningSettings:
    """What was settled for everybody, and by agencies for themselves."""

    everywhere: Signing = Signing()
    of_agency: Mapping[int, Signing] = field(default_factory=dict)

    def for_agency(self, agency_id: int | None) -> Signing:
        """What holds for the assessments that an agency leads."""
        return self.of_agency.get(agency_id or 0, self.everywhere)

    def agencies(self, signing: Signing) -> frozenset[int]:
        """The agencies that settled just this for themselves."""
        return frozenset(agency for agency, one in self.of_agency.items() if one == signing)

    def names(self, user_id: int) -> bool:
        """Whether the person is named anywhere as the one who signs."""
        return any(one.user_id == user_id for one in (self.everywhere, *self.of_agency.values()))


_policies = Policy.__table__.c
_SETTLED = (
    select(_policies.agency_id, _policies.value)
    .where(_policies.name == SIGN_OFF, _policies.effective_at <= bindparam("now"))
    .order_by(_policies.effective_at, _policies.id)
)


def load_signing(session: Session, now: datetime) -> SigningSettings:
    """What holds now: the latest that was settled and has taken effect, for everybody and for each agency."""
    settled: dict[int | None, Signing] = {
        agency_id: _signing(value) for agency_id, value in plain_rows(session, _SETTLED, {"now": now})
    }
    everywhere = settled.pop(None, Signing())
    return SigningSettings(everywhere, {agency: one for agency, one in settled.items() if agency is not None})


def _signing(value: Mapping[str, Any]) -> Signing:
    by = SignsBy(value["by"])
    return Signing(by, int(value["user"]) if by is SignsBy.NAMED else None)
