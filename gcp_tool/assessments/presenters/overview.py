"""What an assessment is and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gcp_tool.assessments import content
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.start import LONG_PERIOD_DAYS
from gcp_tool.core import clock
from gcp_tool.core.formatting import age_or_due, counted, date_and_time, date_range, join_words
from gcp_tool.domain.vocabulary import Origin, RevisionState
from gcp_tool.models import StatusChange


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
    in_error: str
    amends: str


def care_title(care: Care) -> str:
    """Whose care this is, in one line: `Mia, with Jo`."""
    child = care.profile.child.name if care.profile.child else ""
    carer = care.profile.carer.name if care.profile.carer else ""
    return f"{child}, cared for by {carer}"


def whose_title(cares: Sequence[Care]) -> str:
    """Whose care an assessment is about, in one line; the children of one carer together."""
    if len(cares) == 1:
        return care_title(cares[0])
    children: dict[str, list[str]] = {}
    for care in cares:
        if care.profile.child and care.profile.carer:
            children.setdefault(care.profile.carer.given_name, []).append(care.profile.child.given_name)
    return " · ".join(f"{join_words(names)}, cared for by {carer}" for carer, names in children.items())


def present_overview(record: Record) -> Overview:
    """The facts of an assessment in words."""
    assessment, revision = record.assessment, record.revision
    days = (assessment.window_to - assessment.window_from).days + 1
    returned = [step.words for step in record.steps if step.to_state is RevisionState.RETURNED]
    return Overview(
        key=assessment.key,
        family_key=assessment.family.key,
        title=whose_title(record.cares),
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
        in_error=assessment.recorded_in_error_reason or "",
        amends=revision.why if revision.number > 1 else "",
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
        *([Row("Graded together with", assessment.together_with)] if assessment.together_with else []),
        *_waited(record),
        Row("Reference", assessment.ref),
    ]


def _waited(record: Record) -> Sequence[Row]:
    """When it was handed in and signed off, and how long it waited for that."""
    submitted, signed = record.revision.submitted_at, record.revision.signed_off_at
    if submitted is None or record.assessment.origin is Origin.IMPORTED:
        return []
    handed_in = Row("Handed in", date_and_time(submitted))
    if signed is None:
        waits = record.revision.state is RevisionState.SUBMITTED
        return [handed_in, Row("Waiting", days_between(submitted, clock.now()))] if waits else [handed_in]
    by = record.revision.signed_off_by
    who = f" by {by.name}" if by else ""
    return [
        handed_in,
        Row("Signed off", f"{date_and_time(signed)}{who}, after {days_between(submitted, signed)}"),
    ]


def days_between(first: datetime, last: datetime) -> str:
    """`3 days`, by the calendar; `less than a day` on one day."""
    days = (clock.local(last).date() - clock.local(first).date()).days
    return counted(days, "day") if days > 0 else "less than a day"


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
    return present_steps(record.steps)


def present_steps(steps: Sequence[StatusChange]) -> Sequence[Step]:
    """What has happened, step by step."""
    return [
        Step(
            words=content.EVENT_WORDS.get(step.event, step.event),
            who=step.by.name if step.by else "",
            when=date_and_time(step.at),
            comments=step.words,
        )
        for step in steps
    ]
