"""What other professionals added to an assessment, item by item beside the lead's grades. Nothing is combined."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.places import Place, given, places_of
from gcp_tool.assessments.presenters.contributing import STATE_WORDS, domain_titles, who_was_asked
from gcp_tool.assessments.presenters.evidence import EvidenceCard, present_evidence
from gcp_tool.assessments.presenters.grading import whose_care
from gcp_tool.assessments.presenters.reading import GradeView, grade_view
from gcp_tool.assessments.queries.contributing import evidence_of, grades_of
from gcp_tool.assessments.record import RATED, Record
from gcp_tool.core.formatting import counted
from gcp_tool.domain.instrument import Area, Scale
from gcp_tool.domain.vocabulary import AnswerState, ContributionState, RevisionState
from gcp_tool.models import Answer, Participant


@dataclass(frozen=True, slots=True)
class Beside:
    """An item as another professional graded it, beside the lead's grade."""

    title: str
    about: str
    theirs: GradeView
    lead: GradeView
    is_graded_by_lead: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class ContributedView:
    """What one professional added: their grades beside the lead's, and their evidence.

    `waiting` says how many grades are not shown yet, as the lead of an open assessment has not graded the same.
    """

    who: str
    agency: str
    state: str
    colour: str
    reason: str
    parts: str
    rows: Sequence[Beside]
    notes: Sequence[EvidenceCard]
    differing: str
    waiting: str


@dataclass(frozen=True, slots=True)
class OtherGrade:
    """A grade that another professional gave, for the lead who has graded the same."""

    who: str
    about: str
    grade: GradeView


def present_contributions(
    record: Record, parts: Sequence[Participant], given_by: Mapping[int, Sequence[Answer]]
) -> Sequence[ContributedView]:
    """What each professional added beside the lead's grades; who was only asked is said too."""
    return [_contributed(record, part, given_by[part.id]) for part in parts]


def _contributed(record: Record, part: Participant, answers: Sequence[Answer]) -> ContributedView:
    state, colour = STATE_WORDS[ContributionState(part.state)]
    found = list(_rows(record, answers))
    is_open = record.revision.state in (RevisionState.DRAFT, RevisionState.RETURNED)
    rows = [row for row in found if row.is_graded_by_lead or not is_open]
    differing, waiting = sum(row.differs for row in rows), len(found) - len(rows)
    return ContributedView(
        who=part.user.name if part.user else "",
        agency=part.agency.name if part.agency else "",
        state=state,
        colour=colour,
        reason=part.reason,
        parts=domain_titles(record.instrument, part),
        rows=rows,
        notes=[present_evidence(record, note) for note in evidence_of(answers)],
        differing=f"{differing} of {counted(len(rows), 'item')} graded differently" if rows else "",
        waiting=f"{counted(waiting, 'grade')} shown once the lead has graded the same" if waiting else "",
    )


def _rows(record: Record, answers: Sequence[Answer]) -> Iterator[Beside]:
    """Their grades in the order of the tool, each beside what counts for the same child in the lead's."""
    grades = grades_of(answers)
    for _, area in record.all_areas():
        for place in places_for(record, area):
            theirs = grades.get((place.profile.id, place.item.id))
            if theirs is None or theirs.state not in RATED:
                continue
            lead = lead_answer(record, place)
            yield Beside(
                title=place.item.title,
                about=_about(place),
                theirs=shown_grade(record.instrument.scale, theirs),
                lead=shown_grade(record.instrument.scale, lead),
                is_graded_by_lead=lead is not None,
                differs=lead is not None and (lead.state, lead.grade) != (theirs.state, theirs.grade),
            )


def places_for(record: Record, area: Area) -> Iterator[Place]:
    """Every place where a contributor may have answered: the usual ones, and each child's own."""
    own = [
        Place(item, care.profile, care.band_for(item), (care,), is_own=True, tag="")
        for item in area.items
        if item.household
        for care in record.cares
        if item in record.items(care, area) and care.household is not None
    ]
    usual = [place for place in places_of(record, area) if not place.is_own]
    by_item: dict[str, list[Place]] = {}
    for place in (*usual, *own):
        by_item.setdefault(place.item.id, []).append(place)
    for item in area.items:
        yield from by_item.get(item.id, ())


def lead_answer(record: Record, place: Place) -> Answer | None:
    """The lead's answer that counts at a place."""
    return record.answer(place.cares[0], place.item) if place.is_own else given(record, place)


def shown_grade(scale: Scale, answer: Answer | None) -> GradeView:
    """An answer as a chip."""
    if answer is None:
        return GradeView(None, "Not yet graded", "missing")
    if answer.state is not AnswerState.GRADED:
        return GradeView(None, content.NOT_GRADED_WORDS[answer.state], "missing")
    return grade_view(scale, answer.grade)


def present_others(
    record: Record, area: Area, parts: Sequence[Participant], given_by: Mapping[int, Sequence[Answer]]
) -> Mapping[str, Sequence[OtherGrade]]:
    """By item, what others graded where the lead has graded too: before that it could lead them."""
    found: dict[str, list[OtherGrade]] = {}
    for part in parts:
        grades = grades_of(given_by[part.id])
        for place in places_for(record, area):
            theirs = grades.get((place.profile.id, place.item.id))
            if theirs is None or theirs.state not in RATED or lead_answer(record, place) is None:
                continue
            grade = shown_grade(record.instrument.scale, theirs)
            found.setdefault(place.item.id, []).append(OtherGrade(who_was_asked(part), _about(place), grade))
    return found


def _about(place: Place) -> str:
    if place.is_shared:
        return f"Everyone at {place.profile.household}"
    return whose_care(place.cares[0])
