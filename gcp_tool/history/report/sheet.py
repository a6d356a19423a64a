"""The sheet for one carer: what is going well first, in plain words, with nothing that may not be given to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.assessments import words
from gcp_tool.assessments.content import SOURCE_WORDS
from gcp_tool.assessments.presenters.voices import label_of
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.targets import title_of
from gcp_tool.core.formatting import baby_due, date_range, join_words, long_date
from gcp_tool.documents.content import (
    Bullets,
    Document,
    Look,
    Paragraph,
    Part,
    Quote,
    Section,
    Strong,
    Words,
)
from gcp_tool.domain.change import Reading, step
from gcp_tool.domain.change.readings import points
from gcp_tool.domain.instrument import Item
from gcp_tool.domain.vocabulary import AnswerKind, AnswerState, RevisionState
from gcp_tool.history.report.method import licence_line
from gcp_tool.models import Answer, Person, Target
from gcp_tool.standing.series import Care as ReadCare

MARKING = "PERSONAL"
TITLE = "How care is going"
NOTHING_GRADED = "Nothing was graded this time."
NOT_SIGNED = "A manager has not signed this yet, so it may still change."
SEES_IT_DIFFERENTLY = (
    "You may see it differently. Say so: what you say is written down in your words and kept with this, for everyone"
    " who reads it."
)


@dataclass(frozen=True, slots=True)
class SheetMatter:
    """What a sheet is made from. `cares` are the readings of this carer alone, by child."""

    record: Record
    carer: Person
    cares: Mapping[int, ReadCare]
    targets: Sequence[Target]
    own_grades: Mapping[tuple[int, str], int]
    next_reading_on: date | None
    next_meetings: Mapping[int, date]
    today: date


@dataclass(frozen=True, slots=True)
class Level:
    """What was graded, under its title. Without an item a whole domain was."""

    title: str
    level: int
    item: Item | None


def build_sheet(matter: SheetMatter, *, made_by: str) -> Document:
    """What one carer may be given of an assessment."""
    assessment, record = matter.record.assessment, matter.record
    mine = [care for care in record.cares if care.profile.carer_id == matter.carer.id]
    looked_at = date_range(assessment.window_from, assessment.window_to)
    tool = record.instrument
    waits = (NOT_SIGNED,) if record.revision.state is RevisionState.SUBMITTED else ()
    return Document(
        title=TITLE,
        subtitle=f"For {matter.carer.name}, about {join_words(child_words(care) for care in mine)}",
        marking=MARKING,
        made_on=matter.today,
        made_by=made_by,
        parts=(
            Words((f"We looked at how care was from {_from(looked_at)}.", *waits)),
            Words((_scale_words(record),), Look.SMALL),
            *(part for care in mine for part in _child_parts(matter, care, several=len(mine) > 1)),
            *_targets(matter),
            Section("What happens next", (Bullets(tuple(_next(matter, mine))),)),
        ),
        footer=(licence_line(tool.title, tool.version, tool.licence),),
    )


def _from(looked_at: str) -> str:
    return looked_at.removeprefix("from ")


def _scale_words(record: Record) -> str:
    best, *_, last = record.instrument.scale.levels
    ends = f"from {best.label} ({best.value}), the best, to {last.label} ({last.value})"
    return f"Each thing has a word and a number, {ends}."


def _child_parts(matter: SheetMatter, care: Care, *, several: bool) -> Iterator[Part]:
    parts = tuple(_parts(matter, care))
    if several:
        yield Section(child_words(care), parts)
    else:
        yield from parts


def child_words(care: Care) -> str:
    """The child's name; of a baby that is not born, when it is due."""
    child = care.profile.child
    if child is None:
        return ""
    if child.birth_on is None and child.expected_birth_on is not None:
        return f"{child.name}, {baby_due(child.expected_birth_on)}"
    return child.name


def _parts(matter: SheetMatter, care: Care) -> Iterator[Section]:
    scale = matter.record.instrument.scale
    levels = list(_levels(matter.record, care))
    well = [one for one in levels if not scale.is_concern(one.level)]
    harder = sorted((one for one in levels if scale.is_concern(one.level)), key=lambda one: one.level)
    if not levels:
        yield Section("What we looked at", (Words((NOTHING_GRADED,)),))
        return
    if well:
        yield Section("What is going well", tuple(_well(matter, care, well)))
    if harder:
        yield Section("What needs to be better", tuple(_needs(matter, care, harder)))
    changes = tuple(_since_last_time(matter, care))
    if changes:
        yield Section("Since last time", (Bullets(changes),))
    own = tuple(_own_words(matter, care))
    if own:
        yield Section("What you say", own)


def _levels(record: Record, care: Care) -> Iterator[Level]:
    """Every item that was graded; of a domain without any, the domain as a whole."""
    grades = record.domain_grades(care)
    for domain in record.instrument.domains:
        found = [
            Level(item.title, answer.grade, item)
            for area in domain.areas
            for item in record.items(care, area)
            if (answer := record.answer(care, item)) is not None
            and answer.state is AnswerState.GRADED
            and answer.grade is not None
        ]
        yield from found
        whole = grades.get(domain.id)
        if not found and whole is not None and whole.grade is not None:
            yield Level(domain.title, whole.grade, None)


def _well(matter: SheetMatter, care: Care, levels: Sequence[Level]) -> Iterator[Part]:
    scale = matter.record.instrument.scale
    by_level: dict[int, list[str]] = {}
    for one in sorted(levels, key=lambda one: one.level):
        by_level.setdefault(one.level, []).append(one.title)
    yield Bullets(
        tuple(
            (Strong(label_of(scale, level)), f": {join_words(_sentence(titles))}")
            for level, titles in by_level.items()
        )
    )
    shown = dict.fromkeys(piece for one in levels for piece in _evidence(matter, care, one))
    for piece in shown:
        yield _quote(piece)


def _sentence(titles: Sequence[str]) -> list[str]:
    """Titles as a list in a sentence: the first with its capital."""
    return [title if place == 0 else f"{title[:1].lower()}{title[1:]}" for place, title in enumerate(titles)]


def _needs(matter: SheetMatter, care: Care, levels: Sequence[Level]) -> Iterator[Part]:
    scale = matter.record.instrument.scale
    for one in levels:
        enough = ""
        if one.item is not None and one.item.wordings:
            good = one.item.descriptor(scale.concern_from - 1, care.band_for(one.item))
            enough = f"\nWhat would be good enough: {good}"
        yield Words(((Strong(one.title), f": {label_of(scale, one.level)}{enough}"),))
        for piece in _evidence(matter, care, one):
            yield _quote(piece)


def _quote(piece: Answer) -> Quote:
    how = SOURCE_WORDS[piece.source] if piece.source else "How it is known was not written down"
    return Quote(_text(piece), how, piece.on_date)


def _evidence(matter: SheetMatter, care: Care, one: Level) -> list[Answer]:
    """The evidence for an item that is marked as fit for this carer, and nothing else."""
    if one.item is None:
        return []
    pieces = matter.record.evidence_for(care, one.item.id)
    return [piece for piece in pieces if f"carer:{matter.carer.id}" in piece.shared_with and _text(piece)]


def _text(piece: Answer) -> str:
    return str(piece.raw.get("words", "")).strip()


def _since_last_time(matter: SheetMatter, care: Care) -> Iterator[Paragraph]:
    read = matter.cares.get(care.profile.child_id or 0)
    if read is None:
        return
    better: list[str] = []
    harder: list[str] = []
    for series in read.series:
        line = points(series.readings(read.rule), matter.record.assessment.window_to)
        if len(line) > 1 and line[-1].on == matter.record.assessment.window_to:
            _sort_step(read, line[-2], line[-1], better, harder)
    if better:
        yield (Strong("Better than last time"), f": {join_words(_sentence(better))}")
    if harder:
        yield (Strong("Harder than last time"), f": {join_words(_sentence(harder))}")


def _sort_step(
    read: ReadCare, earlier: Reading, later: Reading, better: list[str], harder: list[str]
) -> None:
    taken = step(earlier, later)
    better += [read.title_of(line) for line in taken.better]
    harder += [read.title_of(line) for line in taken.worse]


def _own_words(matter: SheetMatter, care: Care) -> Iterator[Part]:
    """What this carer said and graded; ours stands beside it and is never merged with it."""
    record, scale = matter.record, matter.record.instrument.scale
    said = words.said(record, AnswerKind.VOICE, care.profile, words.CARER_VIEW)
    if said:
        yield Quote(said, matter.carer.name)
    ours = record.domain_grades(care)
    beside = tuple(
        (
            Strong(domain.title),
            _two_views(
                label_of(scale, matter.own_grades[care.profile.id, domain.id]),
                label_of(scale, ours[domain.id].grade if domain.id in ours else None),
            ),
        )
        for domain in record.instrument.domains
        if (care.profile.id, domain.id) in matter.own_grades
    )
    if beside:
        yield Bullets(beside)


def _two_views(yours: str, ours: str) -> str:
    return f": you say {yours}, we say {ours}"


def _targets(matter: SheetMatter) -> Iterator[Section]:
    lines = tuple(_target(one) for one in matter.targets)
    if lines:
        yield Section("What we agreed to work on", (Bullets(lines),))


def _target(target: Target) -> Paragraph:
    tool = target.assessment.instrument_version.instrument
    moves = f"from {label_of(tool.scale, target.current)} to {label_of(tool.scale, target.aim)}"
    who = f" {target.who}." if target.who else ""
    what = target.what.rstrip(".")
    return (
        Strong(title_of(tool, target.code)),
        f", {moves}, by {long_date(target.by_on)}. {what}.{who.replace('..', '.')}",
    )


def _next(matter: SheetMatter, mine: Sequence[Care]) -> Iterator[Paragraph]:
    if matter.next_reading_on is not None:
        yield f"We look at care again by {long_date(matter.next_reading_on)}."
    for care in mine:
        meeting = matter.next_meetings.get(care.profile.child_id or 0)
        if meeting is not None:
            yield f"The next meeting about {child_words(care)} is on {long_date(meeting)}."
    lead = matter.record.assessment.lead_user.name
    yield f"{lead}, {matter.record.assessment.lead_agency.name}, will talk about this with you."
    yield SEES_IT_DIFFERENTLY
