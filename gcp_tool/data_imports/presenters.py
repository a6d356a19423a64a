"""What the pages of imports show: counts and references, no names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.core.formatting import counted, date_and_time, join_words
from gcp_tool.data_imports.adding import Additions
from gcp_tool.data_imports.queries import Brought
from gcp_tool.data_imports.report import MOST_LINES
from gcp_tool.data_imports.services import Prepared
from gcp_tool.models import Family, Team


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring, or what is wrong with it."""

    sha256: str
    rows: str
    brings: str
    adds: str
    agencies: Sequence[tuple[str, int]]
    teams: Sequence[tuple[str, int]]
    notes: Sequence[str]
    problems: Sequence[str]
    bad_rows: str
    more_problems: int

    @property
    def can_be_imported(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def present_preview(session: Session, prepared: Prepared) -> Preview:
    """The preview of a file that was read and checked."""
    problems = prepared.problems
    lines = problems.lines(MOST_LINES)
    good = [] if problems else prepared.assessments
    families = {ready.past.head.family_ref for ready in good}
    answers = sum(1 for ready in good for _ in ready.answers())
    return Preview(
        sha256=prepared.file.sha256,
        rows=counted(prepared.gathered.row_count, "row"),
        brings=f"{counted(len(good), 'assessment')} of {counted(len(families), 'family', 'families')}, with"
        f" {counted(answers, 'answer')}",
        adds=_adds(prepared.additions),
        agencies=_ranked(Counter(ready.past.head.agency for ready in good)),
        teams=_ranked(Counter(_team_names(session, prepared, families).values())),
        notes=prepared.file.notes,
        problems=lines,
        bad_rows=f"{problems.bad_rows:,}",
        more_problems=problems.count - len(lines),
    )


def _ranked(counts: Counter[str]) -> Sequence[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _adds(new: Additions) -> str:
    given = [
        counted(len(new.families), "family", "families") if new.families else "",
        counted(len(new.people), "person", "people") if new.people else "",
    ]
    return join_words(part for part in given if part)


def _team_names(session: Session, prepared: Prepared, families: set[str]) -> dict[str, str]:
    """The team of each family, by the family's reference."""
    known = [prepared.known.families[ref] for ref in families if ref in prepared.known.families]
    held = select(Family.ref, Team.name).join(Family.team).where(Family.id.in_(known))
    added = {
        ref: new.team if isinstance(new.team, int) else prepared.known.teams[new.team]
        for ref, new in prepared.additions.families.items()
    }
    teams = select(Team.id, Team.name).where(Team.id.in_(added.values()))
    names = {team_id: name for team_id, name in session.execute(teams)}  # noqa: C416 - rows are no pairs to mypy
    found = {ref: name for ref, name in session.execute(held)}  # noqa: C416 - as above
    return found | {ref: names[team_id] for ref, team_id in added.items()}


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import that was made."""

    key: str
    at: str
    brought: str
    undone: str
    why: str


def present_import(one: Brought) -> ImportView:
    """An import as its page and the list show it."""
    upload = one.upload
    return ImportView(
        key=upload.key,
        at=date_and_time(upload.at),
        brought=f"{counted(one.assessments, 'assessment')} of {counted(one.families, 'family', 'families')}",
        undone=date_and_time(upload.undone_at) if upload.undone_at else "",
        why=upload.undone_reason or "",
    )
