"""The desk of somebody who works with families, loaded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.accounts.signers import Signers, load_signers
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows
from gcp_tool.desk import presenters, queries
from gcp_tool.desk.alarms import find_told, list_alarms
from gcp_tool.desk.presenters import FamilyLine, WorkView
from gcp_tool.desk.queries import WorkRow
from gcp_tool.families.queries.lists import list_families

FAMILIES_SHOWN = 10
_NONE: PageOfRows[WorkRow] = PageOfRows((), 1, PAGE_SIZE, 0)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which page of each list is asked for."""

    to_sign: int = 1
    act_now: int = 1
    elsewhere: int = 1
    returned: int = 1
    drafts: int = 1
    waiting: int = 1


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of work on a desk, in the order in which they stand on it; each as long as what is in it."""

    act_now: PageOfRows[WorkView]
    to_sign: PageOfRows[WorkView]
    returned: PageOfRows[WorkView]
    drafts: PageOfRows[WorkView]
    waiting: PageOfRows[WorkView]
    elsewhere: PageOfRows[WorkView]


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for the person. Who manages sees their teams; who does not, the families they work with."""

    signs: bool
    manages: bool
    works: bool
    lists: Lists
    families: Sequence[FamilyLine]
    families_total: int

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records of families are shown, list by list; nothing for a desk without any."""
        shown = {one.name: len(getattr(self.lists, one.name).rows) for one in fields(self.lists)}
        shown["families"] = len(self.families)
        return {name: count for name, count in shown.items() if count}


def load_desk(session: Session, actor: Actor, numbers: Numbers, *, today: date) -> Desk:
    """Everything on the desk of somebody who records or signs off."""
    signs = actor.may(Permission.ASSESSMENT_SIGN_OFF)
    manages = bool(actor.own_team_ids)
    works = actor.may(Permission.ASSESSMENT_WRITE) and not manages
    families, total = _families(session, actor, today=today, works=works)
    return Desk(
        signs=signs,
        manages=manages,
        works=works,
        lists=_lists(session, actor, numbers, today=today, signs=signs),
        families=families,
        families_total=total,
    )


def _lists(session: Session, actor: Actor, numbers: Numbers, *, today: date, signs: bool) -> Lists:
    alarms = list_alarms(session, actor) if signs else {}
    act_now = queries.list_by_ids(session, actor, alarms, number=numbers.act_now) if alarms else _NONE
    to_sign = queries.list_to_sign_off(session, actor, number=numbers.to_sign) if signs else _NONE
    elsewhere = queries.list_signed_by_others(session, actor, number=numbers.elsewhere) if signs else _NONE
    returned = queries.list_returned(session, actor, number=numbers.returned)
    drafts = queries.list_drafts(session, actor, number=numbers.drafts)
    waiting = queries.list_waiting_work(session, actor, number=numbers.waiting)
    every = [row for page in (act_now, to_sign, elsewhere, returned, drafts, waiting) for row in page.rows]
    profiles = queries.list_profiles(session, {row.id for row in every})
    mine = [*returned.rows, *drafts.rows]
    tools = queries.find_tools(session, {row.version_id for row in mine})
    answered = queries.find_answered(session, [row.revision_id for row in mine])
    signers = _signers(session, actor, [*waiting.rows, *elsewhere.rows], today)
    told = find_told(session, [row.id for row in act_now.rows])
    return Lists(
        act_now=presenters.present_alarms(act_now, profiles, alarms, told),
        to_sign=presenters.present_to_sign(to_sign, profiles, today),
        returned=presenters.present_open(returned, profiles, tools, answered),
        drafts=presenters.present_open(drafts, profiles, tools, answered),
        waiting=presenters.present_waiting(waiting, profiles, signers, today=today),
        elsewhere=presenters.present_waiting(elsewhere, profiles, signers, today=today),
    )


def _signers(session: Session, actor: Actor, rows: Collection[WorkRow], today: date) -> Signers:
    teams = {row.holding_team_id for row in rows} | {row.lead_team_id for row in rows if row.lead_team_id}
    return load_signers(session, actor.signing, teams, today=today)


def _families(
    session: Session, actor: Actor, *, today: date, works: bool
) -> tuple[Sequence[FamilyLine], int]:
    """The first of a worker's families, or for who manages how many their teams hold."""
    if not works:
        return (), queries.count_open_families(session, actor)
    page = list_families(session, actor, closed=False, number=1)
    return presenters.present_families(page.rows[:FAMILIES_SHOWN], today), page.total
