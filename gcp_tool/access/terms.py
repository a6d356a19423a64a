"""What the row filters of `scope` compare with: the values of one actor, or the places for them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, bindparam

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.access.sampled import reads_samples
from gcp_tool.access.signing import Signing, SignsBy
from gcp_tool.core import clock


@dataclass(frozen=True, slots=True)
class Terms:
    """What conditions compare with: the values of one actor, or the places for them in a statement made once.

    `naming` are the agencies that named the actor to sign, `named_by_all` is whether all those did that are not among
    the `settled`, which settled something for themselves. `opened` are families open under break-glass.
    """

    actor: Any
    managed: Any
    reads_families: Any
    naming: Any
    named_by_all: Any
    settled: Any
    today: Any
    opened: Any
    audits: bool = False
    has_opened: bool = False


PLACES = Terms(
    actor=bindparam("actor"),
    managed=bindparam("managed", expanding=True),
    reads_families=bindparam("reads_families", type_=Boolean),
    naming=bindparam("naming", expanding=True),
    named_by_all=bindparam("named_by_all", type_=Boolean),
    settled=bindparam("settled", expanding=True),
    today=bindparam("today"),
    opened=bindparam("opened", expanding=True),
)


def terms_of(actor: Actor) -> Terms:
    """The values of this actor today."""
    named = Signing(SignsBy.NAMED, actor.id)
    return Terms(
        actor=actor.id,
        managed=list(actor.managed_team_ids),
        reads_families=actor.may(Permission.FAMILY_READ),
        naming=list(actor.signing.agencies(named)),
        named_by_all=actor.signing.everywhere == named,
        settled=list(actor.signing.of_agency),
        today=clock.today(),
        opened=sorted(actor.openings),
        audits=reads_samples(actor),
        has_opened=bool(actor.openings),
    )
