"""What a manager may bring in: scores of families of their own teams, led by people who are on record.

Of families and people elsewhere nothing is told but that their reference cannot be used: they are taken out of what is
known before anything is held against it.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import can_import_scores
from gcp_tool.data_imports.adding import Additions
from gcp_tool.data_imports.gathered import Gathered
from gcp_tool.data_imports.known import Known, TeamKey, name_key
from gcp_tool.data_imports.problems import Problem, Problems
from gcp_tool.data_imports.ready import Ready
from gcp_tool.models import Family

_NOT_YOURS = "This reference belongs to somebody else’s record, so it cannot be used here. Correct it."
_NO_TEAM = "Say in the column team which of your teams holds this family: it is not on record here."
_NO_AGENCY = (
    "There is no agency of this name here. Correct it, or ask whoever looks after accounts to add it."
)
_NO_LEAD = "Nobody here has this email address. Correct it, or ask whoever looks after accounts to add them."


def check_own(session: Session, gathered: Gathered, known: Known, problems: Problems, *, by: Actor) -> None:
    """Take out of what is known whatever is not of the actor's teams; a file that names it is told so.

    Of people only those are left who are, or were, in one of the actor's own families that the file names.
    """
    families = _take_out_families(session, known, by)
    people = _take_out_people(known)
    for past in gathered.assessments.values():
        for care in past.cares.values():
            head = care.head
            for column, ref, others in (
                ("family_ref", head.family_ref, families),
                ("child_ref", head.child_ref, people),
                ("carer_ref", head.carer_ref, people),
            ):
                if ref in others:
                    problems.add_to_all(care.rows, Problem(column, ref, _NOT_YOURS))


def _take_out_families(session: Session, known: Known, by: Actor) -> set[str]:
    ids = list(known.families.values())
    held = session.execute(select(Family.id, Family.team_id).where(Family.id.in_(ids)))
    teams = {family_id: team_id for family_id, team_id in held}  # noqa: C416 - rows are no pairs to mypy
    others = {ref for ref, family_id in known.families.items() if not can_import_scores(by, teams[family_id])}
    for ref in others:
        del known.families[ref]
    return others


def _take_out_people(known: Known) -> set[str]:
    own = set(known.families.values())
    members = {person_id for family_id, person_id in known.households if family_id in own}
    others = {ref for ref, person in known.people.items() if person.id not in members}
    for ref in others:
        del known.people[ref]
    return others


def check_additions(
    assessments: Sequence[Ready], additions: Additions, known: Known, problems: Problems, *, by: Actor
) -> None:
    """Only families of the actor's teams are added, and people; agencies, teams and accounts are added elsewhere."""
    for ready in assessments:
        head, rows = ready.past.head, list(ready.past.rows)
        new = additions.families.get(head.family_ref)
        if name_key(head.agency) in additions.agencies:
            problems.add_to_all(rows, Problem("agency", head.agency, _NO_AGENCY))
        elif head.lead_email in additions.users:
            problems.add_to_all(rows, Problem("lead_email", head.lead_email, _NO_LEAD))
        if new is not None and not can_import_scores(by, _team_id(new.team, known)):
            problems.add_to_all(rows, Problem("team", head.team, _NO_TEAM))


def _team_id(team: int | TeamKey, known: Known) -> int | None:
    return team if isinstance(team, int) else known.teams.get(team)
