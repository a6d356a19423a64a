"""The words of an import: what is wrong with a file, or what it brings: references and counts, no names of families."""

from collections import Counter
from collections.abc import Iterable, Sequence

from gcp_tool.core.formatting import counted, join_words, long_date
from gcp_tool.data_imports.problems import Problems, shown
from gcp_tool.data_imports.services import Prepared

MOST_LINES = 200
_MOST_NAMED = 20
_HEADINGS = ("Family", "Assessments", "Answers", "Evidence")


def problem_report(name: str, problems: Problems) -> str:
    """All that is wrong with a file, a line for each, up to 200 lines."""
    lines = problems.lines(MOST_LINES)
    more = problems.count - len(lines)
    return "\n".join(
        [
            f"Nothing was imported: {counted(problems.bad_rows, 'row')} of {name} must be corrected first.",
            "",
            *lines,
            *([f"… and {counted(more, 'problem')} more."] if more else []),
        ]
    )


def outcome_report(prepared: Prepared, *, dry_run: bool) -> str:
    """What a file brought, or would bring: counts by family, and what was added."""
    table = _by_family(prepared)
    answers, evidence = sum(row[2] for row in table), sum(row[3] for row in table)
    what = (
        f"{counted(len(prepared.assessments), 'assessment')} of {counted(len(table), 'family', 'families')}, with"
        f" {counted(answers, 'answer')} and {counted(evidence, 'piece of evidence', 'pieces of evidence')}"
    )
    as_at = long_date(prepared.choices.as_at)
    rows = f"{counted(prepared.gathered.row_count, 'row')} of {prepared.file.name}, as at {as_at}"
    first = f"Dry run, nothing was changed. Would import {what}." if dry_run else f"Imported {what}."
    last = "" if dry_run else "They are signed off and locked, and say on screen that they were imported."
    added = _added(prepared, "Would add" if dry_run else "Added")
    parts = [first, f"Read {rows}.", *prepared.file.notes, "", *_aligned(table), "", *added, last]
    return "\n".join(parts).rstrip()


def _by_family(prepared: Prepared) -> list[tuple[str, int, int, int]]:
    assessments: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    evidence: Counter[str] = Counter()
    for ready in prepared.assessments:
        ref = ready.past.head.family_ref
        assessments[ref] += 1
        answers[ref] += sum(1 for _ in ready.answers())
        evidence[ref] += sum(1 for _ in ready.evidence())
    return [(ref, count, answers[ref], evidence[ref]) for ref, count in assessments.items()]


def _aligned(table: Sequence[tuple[str, int, int, int]]) -> list[str]:
    shown_rows = [(shown(ref), *(f"{count:,}" for count in counts)) for ref, *counts in table[:MOST_LINES]]
    widths = [max(len(row[column]) for row in (_HEADINGS, *shown_rows)) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in (_HEADINGS, *shown_rows)
    ]
    more = len(table) - len(shown_rows)
    return [*lines, f"… and {counted(more, 'family', 'families')} more"] if more else lines


def _added(prepared: Prepared, verb: str) -> list[str]:
    new = prepared.additions
    parts = [
        _named(len(new.agencies), "agency", "agencies", (agency.name for agency in new.agencies.values())),
        _named(len(new.teams), "team", "teams", (team.name for team in new.teams.values())),
        _named(len(new.users), "lead who cannot sign in", "leads who cannot sign in", new.users),
        _named(len(new.families), "family", "families", ()),
        _named(len(new.people), "person", "people", ()),
        _named(len(new.members), "membership", "memberships", ()),
    ]
    given = [part for part in parts if part]
    return [f"{verb}: {join_words(given)}."] if given else []


def _named(count: int, one: str, many: str, names: Iterable[str]) -> str:
    if not count:
        return ""
    some = [shown(name) for name in names]
    listed = ", ".join(some[:_MOST_NAMED]) + (", …" if len(some) > _MOST_NAMED else "")
    return f"{counted(count, one, many)} ({listed})" if some else counted(count, one, many)
