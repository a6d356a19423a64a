"""The supervision pack as a document: the page and the PDF are made of it. No worker is compared with another. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gcp_tool.assessments.content import STATE_WORDS
from gcp_tool.core.clock import local
from gcp_tool.core.formatting import counted, join_words, long_date
from gcp_tool.desk.caseload import content
from gcp_tool.desk.caseload.presenters import CaseView, last_reading_words
from gcp_tool.desk.queries.pack import OpenWork
from gcp_tool.desk.supervision.matter import FamilyMatter, Matter
from gcp_tool.documents.content import (
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Look,
    Paragraph,
    Part,
    Section,
    Strong,
    Table,
    Words,
)
from gcp_tool.domain.vocabulary import RevisionState

TITLE = "Supervision pack"
_NO_FAMILY = "No open family of your teams is allocated to this worker."
_NOTHING_CHANGED = "Nothing is on record since then."
_OPEN_COLUMNS = (Column("Family"), Column("What"), Column("Who"), Column("By"))
_WORK_COLUMNS = (Column("Family"), Column("State"), Column("Begun"), Column("Since"))


def build_pack(matter: Matter, *, made_by: str) -> Document:
    """Families in the order in which they need somebody, then open work, targets and actions."""
    since = long_date(matter.since)
    return Document(
        title=TITLE,
        subtitle=f"{matter.worker.name}. What changed is told since {since}",
        marking=content.MARKING,
        made_on=matter.today,
        made_by=made_by,
        parts=(
            Words((f"{counted(len(matter.families), 'open family', 'open families')}.", content.PROMPT)),
            *_alarms(matter),
            *([] if matter.families else [Words((_NO_FAMILY,))]),
            *(_family(matter, family, since) for family in matter.families),
            *open_sections(matter),
        ),
    )


def open_sections(matter: Matter) -> tuple[Part, ...]:
    """What is open: drafts and returned work, targets, actions."""
    returned = [one for one in matter.work if one.state is RevisionState.RETURNED]
    drafts = [one for one in matter.work if one.state is RevisionState.DRAFT]
    waiting = [one for one in matter.work if one.state is RevisionState.SUBMITTED]
    tables = (
        _work("Returned, to be finished", returned),
        _work("Drafts", drafts),
        _work("Waiting for sign-off", waiting),
        _targets(matter),
        _actions(matter),
    )
    return (Section("Open work", tables),)


def _alarms(matter: Matter) -> Iterator[Part]:
    """What cannot wait stands before everything else."""
    if matter.alarms:
        lines = tuple((Strong(work.family), f": {alarm.words}") for work, alarm in matter.alarms)
        yield Section("Act now: graded at the worst level, not signed off yet", (Bullets(lines),))


def _family(matter: Matter, family: FamilyMatter, since: str) -> Section:
    changes = tuple(f"{long_date(change.on)}: {change.words}" for change in family.changes)
    parts: list[Part] = [_facts(family.view)]
    because = tuple(_because(family.detail.because, matter.names))
    if because:
        parts.append(Section("Why", (Bullets(because),)))
    parts.append(
        Section(f"Since {since}", (Bullets(changes) if changes else Words((_NOTHING_CHANGED,), Look.SMALL),))
    )
    return Section(
        " ".join([family.view.label, *(f"({tag.lower()})" for tag in family.view.tags)]), tuple(parts)
    )


def _facts(view: CaseView) -> Facts:
    facts = [
        Fact("Summary", view.summary),
        *([Fact("Worst now", view.worst)] if view.worst else []),
        Fact("Latest grades", view.latest or content.NO_READING),
        Fact("Children", view.children),
        Fact("Plan", view.plan),
        Fact("Last reading", last_reading_words(view)),
        Fact("Next reading", _capital(view.reading.words)),
        Fact("Six-month review", _capital(view.review.words)),
        *([Fact("Check after support", _capital(view.check.words))] if view.check else []),
        *([Fact("Open too long", "; ".join(view.open))] if view.open else []),
    ]
    return Facts(tuple(facts))


def _because(because: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> Iterator[Paragraph]:
    """A line a child: the headline and the readings that show it."""
    for child in because:
        causes = [
            f"{cause['title']} with {names.get(cause['carer'], 'a carer')} ({_readings(cause)})"
            for cause in child["causes"]
        ]
        why = f": {join_words(causes)}" if causes else ""
        yield (Strong(names.get(child["child"], "A child")), f", {child['words']}{why}")


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _readings(cause: Mapping[str, Any]) -> str:
    return ", ".join(str(value) for _, value in cause["readings"]) or "no reading that can be compared"


def _work(caption: str, work: Sequence[OpenWork]) -> Table:
    rows = tuple(
        (one.family, STATE_WORDS[one.state], local(one.begun_at).date(), local(one.since).date())
        for one in work
    )
    return Table(caption, _WORK_COLUMNS, rows)


def _targets(matter: Matter) -> Table:
    rows = tuple(
        (family.view.label, f"{one.what} ({one.child})", one.who, one.by_on)
        for family in matter.families
        for one in family.targets
    )
    return Table("Open targets", _OPEN_COLUMNS, rows)


def _actions(matter: Matter) -> Table:
    rows = tuple(
        (family.view.label, one.what, one.owner, one.due_on)
        for family in matter.families
        for one in family.actions
    )
    return Table("Open actions", _OPEN_COLUMNS, rows)
