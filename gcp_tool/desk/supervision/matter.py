"""What a supervision pack and a handover list are made of, loaded in a number of queries that stays the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.core.clock import LOCAL
from gcp_tool.desk.alarms import Alarm, list_alarms
from gcp_tool.desk.caseload.cases import Case, Detail, load_cases, load_details
from gcp_tool.desk.caseload.choosing import Asked, choose
from gcp_tool.desk.caseload.presenters import CaseView
from gcp_tool.desk.caseload.showing import show_cases
from gcp_tool.desk.queries import pack
from gcp_tool.desk.queries.caseload import find_given_names
from gcp_tool.desk.queries.pack import OpenAction, OpenTarget, OpenWork
from gcp_tool.desk.queries.people import Person
from gcp_tool.desk.supervision.changes import Change, grade_changes, other_changes


@dataclass(frozen=True, slots=True)
class FamilyMatter:
    """A family of the worker: as the caseload shows it, why it stands so, and what is open about it."""

    id: int
    view: CaseView
    detail: Detail
    changes: Sequence[Change]
    targets: Sequence[OpenTarget]
    actions: Sequence[OpenAction]
    work: Sequence[OpenWork]


@dataclass(frozen=True, slots=True)
class Matter:
    """All of a worker: families in the order in which they need somebody, open work, and what cannot wait."""

    worker: Person
    since: date
    today: date
    families: Sequence[FamilyMatter]
    work: Sequence[OpenWork]
    alarms: Sequence[tuple[OpenWork, Alarm]]
    names: Mapping[int, str]


def cases_of(session: Session, actor: Actor, worker: Person, *, today: date) -> Sequence[Case]:
    """The worker's open families that the actor may open, in the order of need."""
    cases = load_cases(session, actor, today=today)
    mine = [
        case
        for case in cases
        if case.row.worker_id == worker.id and case.row.team_id in actor.managed_team_ids
    ]
    return choose(mine, Asked(), today)


def load_matter(session: Session, actor: Actor, worker: Person, *, since: date, today: date) -> Matter:
    """Everything that is known of a worker's families and their open work."""
    cases = cases_of(session, actor, worker, today=today)
    ids = [case.row.id for case in cases]
    work = pack.list_open_work(session, actor, user_id=worker.id, family_ids=ids)
    alarms = list_alarms(session, actor)
    details = load_details(session, cases)
    names = find_given_names(session, _people(details))
    changes = _changes(session, actor, worker, ids, since=since, today=today)
    targets, actions = pack.list_open_targets(session, ids), pack.list_open_actions(session, ids)
    families = [
        FamilyMatter(
            id=case.row.id,
            view=view,
            detail=details.get(case.row.id, Detail()),
            changes=sorted(
                [
                    *grade_changes(details.get(case.row.id, Detail()).strip, names, since=since),
                    *changes.get(case.row.id, ()),
                ],
                key=lambda change: change.on,
            ),
            targets=[one for one in targets if one.family_id == case.row.id],
            actions=[one for one in actions if one.family_id == case.row.id],
            work=[one for one in work if one.family_id == case.row.id],
        )
        for case, view in zip(cases, show_cases(session, cases, today=today), strict=True)
    ]
    return Matter(
        worker=worker,
        since=since,
        today=today,
        families=families,
        work=[one for one in work if one.lead_id == worker.id],
        alarms=[(one, alarm) for one in work for alarm in alarms.get(one.id, ())],
        names=names,
    )


def _changes(
    session: Session, actor: Actor, worker: Person, ids: Sequence[int], *, since: date, today: date
) -> Mapping[int, Sequence[Change]]:
    start = datetime.combine(since, time(), tzinfo=LOCAL)
    return other_changes(
        steps=pack.list_steps(session, actor, ids, since=start),
        decisions=pack.list_decisions(session, ids, since=since),
        plans=pack.list_plan_changes(session, ids, since=since, today=today),
        allocated=pack.list_allocated(session, worker.id, ids, since=since),
        since=since,
    )


def _people(details: Mapping[int, Detail]) -> set[int]:
    """Whom the reasons and the strips are about."""
    found = {one["child"] for detail in details.values() for one in detail.because}
    for detail in details.values():
        for care in detail.strip:
            found |= {care["child"], care["carer"]}
        for child in detail.because:
            found |= {cause["carer"] for cause in child["causes"]}
    return found
