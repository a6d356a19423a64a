"""The list of parts of an open assessment: what is to be graded and written, and how far each part is."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from gcp_tool.assessments.places import Place, asked, given
from gcp_tool.assessments.presenters import status
from gcp_tool.assessments.presenters.act_now import ActNow, present_act_now
from gcp_tool.assessments.record import Record
from gcp_tool.core.formatting import counted
from gcp_tool.domain.instrument import Area, Domain
from gcp_tool.domain.vocabulary import AnswerState
from gcp_tool.models import Answer


@dataclass(frozen=True, slots=True)
class Task:
    """A part in the list: its title, where it leads, and how far it is."""

    title: str
    href: str
    status: str
    colour: str


@dataclass(frozen=True, slots=True)
class DomainTasks:
    """The areas of a domain in the list."""

    code: str
    title: str
    areas: Sequence[Task]


@dataclass(frozen=True, slots=True)
class TaskList:
    """All that is to be graded, domain by domain, and written, and how far it is."""

    domains: Sequence[DomainTasks]
    parts: Sequence[Task]
    left_out: Sequence[str]
    answered: int
    of: int
    copied: int
    has_several: bool
    act_now: ActNow | None

    @property
    def progress(self) -> str:
        """`12 of 45 items answered`."""
        return f"{self.answered} of {counted(self.of, 'item')} answered"


def present_task_list(record: Record, *, targets: int) -> TaskList:
    """What is to be done and how far it is. `targets` is how many were set at this assessment.

    An item of the household counts once, however many children live in it.
    """
    by_domain: dict[Domain, list[Task]] = {}
    answered = of = 0
    for domain, area in record.all_areas():
        places = asked(record, area)
        done = [place for place in places if is_answered(record, place)]
        by_domain.setdefault(domain, []).append(_area_task(record, area, places, len(done)))
        answered, of = answered + len(done), of + len(places)
    return TaskList(
        domains=[DomainTasks(domain.id, domain.title, tasks) for domain, tasks in by_domain.items()],
        parts=_parts(record, targets),
        left_out=left_out(record),
        answered=answered,
        of=of,
        copied=sum(len(record.copied(care)) for care in record.cares),
        has_several=len(record.cares) > 1,
        act_now=present_act_now(record),
    )


def left_out(record: Record) -> Sequence[str]:
    """The titles of the areas that are not in this review."""
    titles = (
        area.title
        for domain in record.instrument.domains
        for area in domain.areas
        if not record.is_in_review(area) and record.cares_in(area)
    )
    return list(titles)


def is_answered(record: Record, place: Place) -> bool:
    """Whether a place has its answer, be it that each child there has one of their own."""
    if given(record, place) is not None:
        return True
    return place.is_shared and all(record.answer(care, place.item) is not None for care in place.cares)


def _parts(record: Record, targets: int) -> Sequence[Task]:
    parts = [
        ("assessments.visits", "Notes of visits", status.visits_status(record)),
        ("assessments.voices", "The child’s voice", status.voice_status(record)),
        ("assessments.voices", "The carer’s own view", status.carer_status(record)),
        ("assessments.told", "What the family was told", status.told_status(record)),
        ("assessments.analysis", "Why care is as it is", status.analysis_status(record)),
        ("assessments.targets", "Targets", status.targets_status(targets)),
    ]
    key = record.assessment.key
    return [Task(title, url_for(endpoint, key=key), *said) for endpoint, title, said in parts]


def _area_task(record: Record, area: Area, places: Sequence[Place], done: int) -> Task:
    href = url_for("assessments.area", key=record.assessment.key, code=area.id)
    return Task(area.title, href, *_status(record, area, places, done))


def _status(record: Record, area: Area, places: Sequence[Place], done: int) -> tuple[str, str]:
    if done == 0:
        return "Not started", "grey"
    if done < len(places) or any(_lacks_reason(given(record, place)) for place in places):
        return f"{done} of {len(places)}", "light-blue"
    if any(_lacks_evidence(record, place) for place in places):
        return "Needs evidence", "orange"
    if any(item in area.items for care in record.cares for item in record.copied(care)):
        return "Copied, to confirm", "orange"
    return "Done", ""


def _lacks_reason(answer: Answer | None) -> bool:
    return answer is not None and answer.state is not AnswerState.GRADED and answer.reason is None


def _lacks_evidence(record: Record, place: Place) -> bool:
    answer = given(record, place)
    if answer is None or answer.grade is None or not record.instrument.scale.is_serious(answer.grade):
        return False
    return not any(record.evidence_for(care, place.item.id) for care in place.cares)
