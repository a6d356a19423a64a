"""Rows as the choices of a form, and who was allocated when."""

from collections.abc import Sequence
from dataclasses import dataclass

from wtforms import SelectChoice

from gcp_tool.core.formatting import counted, date_range
from gcp_tool.families.queries.holding import PastAllocation, Worker
from gcp_tool.models import Team
from gcp_tool.web.forms import option


@dataclass(frozen=True, slots=True)
class AllocationShown:
    """Who was allocated, and when."""

    worker: str
    team: str
    part: str
    dates: str


def team_choices(teams: Sequence[Team]) -> list[SelectChoice]:
    """The teams with their agency."""
    return [option(team.key, f"{team.name}, {team.agency.name}") for team in teams]


def worker_choices(workers: Sequence[Worker], lead_id: int | None) -> list[SelectChoice]:
    """The workers, each with how many families they have now; whoever is allocated is told."""
    return [
        option(
            worker.key,
            worker.name,
            hint=f"{counted(worker.families, 'family', 'families')}{', allocated now' if worker.id == lead_id else ''}",
        )
        for worker in workers
    ]


def present_allocations(allocations: Sequence[PastAllocation]) -> list[AllocationShown]:
    """The allocations so far, in words."""
    return [
        AllocationShown(
            worker=past.worker,
            team=past.team or "",
            part="Allocated" if past.lead else "Also working with the family",
            dates=date_range(past.started_on, past.ended_on),
        )
        for past in allocations
    ]
