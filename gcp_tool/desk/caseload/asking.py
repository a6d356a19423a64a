"""What a caseload is asked for: read from an address, offered as choices, and said in words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from gcp_tool.core.pagination import page_number
from gcp_tool.desk.caseload import content
from gcp_tool.desk.caseload.cases import Case
from gcp_tool.desk.caseload.choosing import NONE, Asked
from gcp_tool.desk.kinds import Only, Sort
from gcp_tool.domain.change.rule import STANDARD_RULE
from gcp_tool.domain.change.summaries import Headline, words_of
from gcp_tool.plans.content import PLAN_WORDS

Code = TypeVar("Code", bound=StrEnum)
Choices = Sequence[tuple[str, str]]

_PLANS: Choices = (*((kind.value, PLAN_WORDS[kind]) for kind in content.PLANS), (NONE, content.NO_PLAN))


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


_SUMMARIES: Choices = (
    *((str(one.value), _capital(words_of(one, STANDARD_RULE))) for one in Headline),
    (NONE, "Not assessed"),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing a caseload can be asked for: the name it has in the address, its label, and what can be chosen."""

    name: str
    label: str
    choices: Choices
    chosen: str


def asked_of(values: Mapping[str, str]) -> Asked:
    """What an address asks for; what it does not understand asks for everything."""
    return Asked(
        only=_code(Only, values.get("only")),
        worker=values.get("worker", ""),
        team=values.get("team", ""),
        plan=_listed(values.get("plan", ""), _PLANS),
        summary=_listed(values.get("summary", ""), _SUMMARIES),
        sort=_code(Sort, values.get("sort")) or Sort.NEED,
        number=page_number(values.get("page")),
    )


def known(asked: Asked, cases: Sequence[Case]) -> Asked:
    """The same without a worker or a team that is not among the cases."""
    return Asked(
        only=asked.only,
        worker=_listed(asked.worker, _workers(cases)) if asked.worker else "",
        team=_listed(asked.team, _teams(cases)) if asked.team else "",
        plan=asked.plan,
        summary=asked.summary,
        sort=asked.sort,
        number=asked.number,
    )


def filters_of(asked: Asked, cases: Sequence[Case]) -> Sequence[Filter]:
    """What can be asked for. A choice of one thing only is not offered."""
    workers, teams = _workers(cases), _teams(cases)
    some = [
        Filter(
            "only",
            "Waiting for",
            [(only.value, content.ONLY_CHOICES[only]) for only in Only],
            asked.only or "",
        ),
        Filter("worker", "Worker", workers, asked.worker) if len(workers) > 1 else None,
        Filter("team", "Team", teams, asked.team) if len(teams) > 1 else None,
        Filter("plan", "Plan", _PLANS, asked.plan),
        Filter("summary", "Summary", _SUMMARIES, asked.summary),
    ]
    return [one for one in some if one is not None]


def said_of(asked: Asked, cases: Sequence[Case]) -> str:
    """What was asked for, in words."""
    if asked.is_everything:
        return "All open families."
    chosen = [
        f"{one.label}: {label}"
        for one in filters_of(asked, cases)
        for value, label in one.choices
        if one.chosen and value == one.chosen
    ]
    return f"{'; '.join(chosen)}."


def _workers(cases: Sequence[Case]) -> Choices:
    """Those who work with a family of the caseload, by name, and nobody where that is so."""
    here = {row.worker_key: row.worker for case in cases if (row := case.row).is_here}
    named = sorted(
        ((key, name) for key, name in here.items() if key and name),
        key=lambda pair: (pair[1].lower(), pair[0]),
    )
    return [*named, *([(NONE, content.NO_WORKER)] if any(not case.row.is_here for case in cases) else [])]


def _teams(cases: Sequence[Case]) -> Choices:
    names = {case.row.team_key: case.row.team for case in cases}
    return sorted(names.items(), key=lambda pair: (pair[1].lower(), pair[0]))


def _listed(value: str, choices: Choices) -> str:
    return value if any(value == one for one, _ in choices) else ""


def _code(kind: type[Code], value: str | None) -> Code | None:
    return next((code for code in kind if code.value == value), None)
