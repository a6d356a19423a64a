"""The people of a manager's teams, by name: how many families each works with, and nothing to rank them by. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.core.formatting import counted
from gcp_tool.desk.caseload.cases import Case
from gcp_tool.families.queries.holding import Worker


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """Somebody who works with families of the teams. Whoever has left has none to be supervised on."""

    key: str
    name: str
    words: str
    has_left: bool


def present_workers(cases: Sequence[Case], workers: Sequence[Worker], *, own: str) -> Sequence[WorkerLine]:
    """Who is in the teams or works with one of their families, and how many of these; by name.

    `own` is the key of who looks: without families there is nothing to see of them.
    """
    rows = [case.row for case in cases if case.row.closed_on is None and case.row.worker_key]
    counts = Counter(row.worker_key for row in rows)
    people = {row.worker_key or "": (row.worker or "", not row.is_here) for row in rows}
    people |= {worker.key: (worker.name, False) for worker in workers}
    return [
        WorkerLine(key, name, _words(counts[key], has_left=has_left), has_left)
        for key, (name, has_left) in sorted(people.items(), key=lambda one: (one[1][0].lower(), one[0]))
        if counts[key] or not (has_left or key == own)
    ]


def _words(families: int, *, has_left: bool) -> str:
    words = counted(families, "family", "families") if families else "no family"
    return f"has left, {words} still allocated" if has_left else words
