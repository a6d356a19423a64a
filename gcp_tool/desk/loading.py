"""The desk of somebody who works with families, loaded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.accounts.signers import Signers, load_signers
from gcp_tool.assessments.presenters.contributing import AskedLine, present_lines
from gcp_tool.assessments.queries.contributing import list_to_add
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows
from gcp_tool.desk import presenters
from gcp_tool.desk.alarms import find_told, list_alarms
from gcp_tool.desk.caseload.cases import Case, load_cases
from gcp_tool.desk.caseload.choosing import count_waiting
from gcp_tool.desk.due import (
    ActionLine,
    DueLine,
    Number,
    present_actions,
    present_dues,
    present_numbers,
    present_reviews,
)
from gcp_tool.desk.presenters import FamilyLine, WorkView
from gcp_tool.desk.queries import work as queries
from gcp_tool.desk.queries.mine import list_actions
from gcp_tool.desk.queries.work import WorkRow
from gcp_tool.desk.team import WorkerLine, present_workers
from gcp_tool.families.queries.holding import list_workers
from gcp_tool.families.queries.lists import list_children
from gcp_tool.notices.presenters import NoticeView, present_notices
from gcp_tool.notices.queries import list_unseen

FAMILIES_SHOWN = 10
_NONE: PageOfRows[WorkRow] = PageOfRows((), 1, PAGE_SIZE, 0)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which page of each list is asked for."""

    to_sign: int = 1
    act_now: int = 1
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


@dataclass(frozen=True, slots=True)
class Families:
    """What families wait for. `numbers` open the caseload; `reviews` and `dues` are the first of each."""

    numbers: Sequence[Number] = ()
    reviews: Sequence[DueLine] = ()
    dues: Sequence[DueLine] = ()
    lines: Sequence[FamilyLine] = ()
    workers: Sequence[WorkerLine] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for the person. Who manages sees their teams; who does not, the families they work with."""

    signs: bool
    reviews: bool
    manages: bool
    works: bool
    lists: Lists
    families: Families
    actions: Sequence[ActionLine]
    asked: Sequence[AskedLine]
    notices: Sequence[NoticeView]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records of families are shown, list by list; nothing for a desk without any."""
        shown = {one.name: len(getattr(self.lists, one.name).rows) for one in fields(self.lists)}
        shown["reviews"], shown["dues"] = len(self.families.reviews), len(self.families.dues)
        shown["families"], shown["actions"] = len(self.families.lines), len(self.actions)
        shown["notices"], shown["asked"] = len(self.notices), len(self.asked)
        return {name: count for name, count in shown.items() if count}


def load_desk(session: Session, actor: Actor, numbers: Numbers, *, today: date) -> Desk:
    """Everything on the desk of somebody who records or signs off."""
    signs = actor.may(Permission.ASSESSMENT_SIGN_OFF)
    manages = bool(actor.own_team_ids)
    works = actor.may(Permission.ASSESSMENT_WRITE) and not manages
    return Desk(
        signs=signs,
        reviews=actor.may(Permission.REVIEW_RECORD),
        manages=manages,
        works=works,
        lists=_lists(session, actor, numbers, today=today, signs=signs),
        families=_families(session, actor, today=today, works=works),
        actions=present_actions(list_actions(session, actor), today),
        asked=present_lines(list_to_add(session, actor)),
        notices=present_notices(list_unseen(session, actor)),
    )


def _lists(session: Session, actor: Actor, numbers: Numbers, *, today: date, signs: bool) -> Lists:
    alarms = list_alarms(session, actor) if signs else {}
    act_now = queries.list_by_ids(session, actor, alarms, number=numbers.act_now) if alarms else _NONE
    to_sign = queries.list_to_sign_off(session, actor, number=numbers.to_sign) if signs else _NONE
    returned = queries.list_returned(session, actor, number=numbers.returned)
    drafts = queries.list_drafts(session, actor, number=numbers.drafts)
    waiting = queries.list_waiting_work(session, actor, number=numbers.waiting)
    every = [row for page in (act_now, to_sign, returned, drafts, waiting) for row in page.rows]
    profiles = queries.list_profiles(session, {row.id for row in every})
    mine = [*returned.rows, *drafts.rows]
    tools = queries.find_tools(session, {row.version_id for row in mine})
    answered = queries.find_answered(session, [row.revision_id for row in mine])
    signers = _signers(session, actor, waiting.rows, today)
    told = find_told(session, [row.id for row in act_now.rows])
    return Lists(
        act_now=presenters.present_alarms(act_now, profiles, alarms, told),
        to_sign=presenters.present_to_sign(to_sign, profiles, today),
        returned=presenters.present_open(returned, profiles, tools, answered, today=today),
        drafts=presenters.present_open(drafts, profiles, tools, answered, today=today),
        waiting=presenters.present_waiting(waiting, profiles, signers, today=today),
    )


def _signers(session: Session, actor: Actor, rows: Collection[WorkRow], today: date) -> Signers:
    teams = {row.holding_team_id for row in rows} | {row.lead_team_id for row in rows if row.lead_team_id}
    return load_signers(session, actor.signing, teams, today=today)


def _families(session: Session, actor: Actor, *, today: date, works: bool) -> Families:
    """What families wait for: those of a manager's teams, or those a worker works with."""
    if not actor.may(Permission.FAMILY_READ):
        return Families()
    cases = load_cases(session, actor, today=today)
    numbers = present_numbers(count_waiting(cases, today), manages=actor.may(Permission.FAMILY_ALLOCATE))
    if works:
        lines, total = _own(session, cases, today)
        return Families(numbers=numbers, dues=present_dues(cases, today), lines=lines, total=total)
    return Families(
        numbers=numbers,
        reviews=present_reviews(cases, today),
        workers=present_workers(cases, list_workers(session, actor.managed_team_ids), own=actor.key),
        total=sum(
            case.row.closed_on is None and case.row.team_id in actor.managed_team_ids for case in cases
        ),
    )


def _own(session: Session, cases: Sequence[Case], today: date) -> tuple[Sequence[FamilyLine], int]:
    """The first of a worker's families, and how many there are."""
    rows = [case.row for case in cases if case.row.closed_on is None]
    shown = rows[:FAMILIES_SHOWN]
    children = list_children(session, [row.id for row in shown])
    return presenters.present_families(shown, children, today), len(rows)
