"""The desk of somebody who works with families, loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows
from gcp_tool.desk import presenters, queries
from gcp_tool.desk.presenters import FamilyLine, WorkView
from gcp_tool.desk.queries import WorkRow
from gcp_tool.families.queries.lists import list_families

FAMILIES_SHOWN = 10
_NONE: PageOfRows[WorkRow] = PageOfRows((), 1, PAGE_SIZE, 0)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which page of each list is asked for."""

    to_sign: int = 1
    drafts: int = 1
    waiting: int = 1


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for the person. Who signs off sees their teams; who does not, the families they work with."""

    signs: bool
    to_sign: PageOfRows[WorkView]
    drafts: PageOfRows[WorkView]
    waiting: PageOfRows[WorkView]
    families: Sequence[FamilyLine]
    families_total: int

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records of families are shown, list by list; nothing for a desk without any."""
        shown = {
            "to_sign": len(self.to_sign.rows),
            "drafts": len(self.drafts.rows),
            "waiting": len(self.waiting.rows),
            "families": len(self.families),
        }
        return {name: count for name, count in shown.items() if count}


def load_desk(session: Session, actor: Actor, numbers: Numbers, *, today: date) -> Desk:
    """Everything on the desk of somebody who records or signs off."""
    signs = actor.may(Permission.ASSESSMENT_SIGN_OFF)
    to_sign = queries.list_to_sign_off(session, actor, number=numbers.to_sign) if signs else _NONE
    drafts = queries.list_open_work(session, actor, number=numbers.drafts)
    waiting = queries.list_waiting_work(session, actor, number=numbers.waiting)
    every = [*to_sign.rows, *drafts.rows, *waiting.rows]
    profiles = queries.list_profiles(session, [row.id for row in every])
    families, total = _families(session, actor, today=today, signs=signs)
    return Desk(
        signs=signs,
        to_sign=presenters.present_to_sign(to_sign, profiles, today),
        drafts=presenters.present_open(
            drafts,
            profiles,
            queries.find_tools(session, {row.version_id for row in drafts.rows}),
            queries.find_answered(session, [row.revision_id for row in drafts.rows]),
        ),
        waiting=presenters.present_waiting(
            waiting,
            profiles,
            queries.list_signers(session, {row.lead_team_id for row in waiting.rows if row.lead_team_id}),
            actor=actor,
            today=today,
        ),
        families=families,
        families_total=total,
    )


def _families(
    session: Session, actor: Actor, *, today: date, signs: bool
) -> tuple[Sequence[FamilyLine], int]:
    """The first of a worker's families, or for who signs off how many their teams hold."""
    if signs:
        return (), queries.count_open_families(session, actor)
    page = list_families(session, actor, closed=False, number=1)
    return presenters.present_families(page.rows[:FAMILIES_SHOWN], today), page.total
