"""What an assessment is, where it stands, and what is left to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.start import LONG_PERIOD_DAYS
from gcp_tool.core.formatting import age_or_due, counted, date_and_time, date_range
from gcp_tool.domain.gates import Gap, Lack
from gcp_tool.domain.instrument import Area
from gcp_tool.domain.vocabulary import Origin, RevisionState


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of a summary list; `href` changes it."""

    key: str
    value: str
    href: str = ""
    change_text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the life of the assessment."""

    words: str
    who: str
    when: str
    comments: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The facts of an assessment, its state and its life so far."""

    key: str
    family_key: str
    title: str
    state: str
    state_colour: str
    imported: bool
    is_open: bool
    rows: Sequence[Row]
    steps: Sequence[Step]
    returned_because: str
    long_period: str


def care_title(care: Care) -> str:
    """Whose care this is, in one line: `Mia, with Jo`."""
    child = care.profile.child.name if care.profile.child else ""
    carer = care.profile.carer.name if care.profile.carer else ""
    return f"{child}, cared for by {carer}"


def present_overview(record: Record) -> Overview:
    """The facts of an assessment in words."""
    assessment, revision = record.assessment, record.revision
    days = (assessment.window_to - assessment.window_from).days + 1
    returned = [step.words for step in record.steps if step.to_state is RevisionState.RETURNED]
    return Overview(
        key=assessment.key,
        family_key=assessment.family.key,
        title=" · ".join(care_title(care) for care in record.cares),
        state=content.STATE_WORDS[revision.state],
        state_colour=content.STATE_COLOURS[revision.state],
        imported=assessment.origin is Origin.IMPORTED,
        is_open=revision.state in (RevisionState.DRAFT, RevisionState.RETURNED),
        rows=_rows(record),
        steps=_steps(record),
        returned_because=returned[-1] if returned and revision.state is RevisionState.RETURNED else "",
        long_period=f"The period looked at is {days} days. Four weeks or less gives one picture of care."
        if days > LONG_PERIOD_DAYS
        else "",
    )


def _rows(record: Record) -> Sequence[Row]:
    assessment = record.assessment
    rows = [
        Row(f"Child {n}" if len(record.cares) > 1 else "Child", _child(care, record))
        for n, care in _each(record)
    ]
    lead = f"{assessment.lead_user.name}, {assessment.lead_agency.name}"
    return [
        *rows,
        Row("Family", assessment.family.label),
        Row(
            "Tool", f"{assessment.instrument_version.title}, version {assessment.instrument_version.version}"
        ),
        Row("Purpose", content.PURPOSE_WORDS[assessment.purpose]),
        Row("Period looked at", date_range(assessment.window_from, assessment.window_to)),
        Row("Led by", lead if assessment.lead_team is None else f"{lead}, {assessment.lead_team.name}"),
        Row("Reference", assessment.ref),
    ]


def _each(record: Record) -> Sequence[tuple[int, Care]]:
    return list(enumerate(record.cares, start=1))


def _child(care: Care, record: Record) -> str:
    child, carer, role = care.profile.child, care.profile.carer, care.profile.carer_role
    if child is None or carer is None:
        return ""
    how_old = age_or_due(child.birth_on, child.expected_birth_on, record.assessment.window_to)
    part = f" ({content.CARER_WORDS[role]})" if role else ""
    return f"{child.name}, {how_old}, cared for by {carer.name}{part}"


def _steps(record: Record) -> Sequence[Step]:
    return [
        Step(
            words=content.EVENT_WORDS.get(step.event, step.event),
            who=step.by.name if step.by else "",
            when=date_and_time(step.at),
            comments=step.words,
        )
        for step in record.steps
    ]


@dataclass(frozen=True, slots=True)
class AreaTask:
    """An area in the task list: where it leads, and how far it is."""

    code: str
    title: str
    status: str
    colour: str


@dataclass(frozen=True, slots=True)
class TaskList:
    """All that is to be graded, domain by domain, and how far it is."""

    domains: Sequence[tuple[str, Sequence[AreaTask]]]
    answered: int
    of: int

    @property
    def progress(self) -> str:
        """`12 of 45 items answered`."""
        return f"{self.answered} of {counted(self.of, 'item')} answered"


def present_task_list(record: Record, care: Care) -> TaskList:
    """What is to be graded and how far it is."""
    given = record.given(care)
    gaps = record.gaps(care)
    by_domain: dict[str, list[AreaTask]] = {}
    for domain, area in record.areas(care):
        by_domain.setdefault(domain.title, []).append(_area_task(record, care, area, gaps))
    of = sum(len(record.items(care, area)) for _, area in record.areas(care))
    return TaskList(domains=list(by_domain.items()), answered=len(given), of=of)


def _area_task(record: Record, care: Care, area: Area, gaps: Sequence[Gap]) -> AreaTask:
    items = record.items(care, area)
    done = sum(record.answer(care, item) is not None for item in items)
    lacks = {gap.lack for gap in gaps if gap.item in items}
    if done == 0:
        return AreaTask(area.id, area.title, "Not started", "grey")
    if not lacks:
        return AreaTask(area.id, area.title, "Done", "")
    if lacks == {Lack.EVIDENCE}:
        return AreaTask(area.id, area.title, "Needs evidence", "orange")
    return AreaTask(area.id, area.title, f"{done} of {len(items)}", "light-blue")
