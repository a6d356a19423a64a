"""Whose voices there are to hear, how far that is, and a carer's own grades beside the practitioner's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import words
from gcp_tool.assessments.record import Care, Record
from gcp_tool.core.formatting import join_words
from gcp_tool.domain.instrument import Scale
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind, ProfileKind
from gcp_tool.models import Person


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody to hear: where that is done, and how far it is. A child's has no carer."""

    child_key: str
    carer_key: str
    title: str
    status: str
    colour: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One domain as the carer and as the practitioner grade it, in labels."""

    domain: str
    carer: str
    practitioner: str


@dataclass(frozen=True, slots=True)
class CarerView:
    """A carer's own grades of their care of one child beside the practitioner's. They are never merged."""

    title: str
    rows: Sequence[Beside]


@dataclass(frozen=True, slots=True)
class Voices:
    """Everybody to hear, and the grades of carers who gave any."""

    children: Sequence[Voice]
    carers: Sequence[Voice]
    views: Sequence[CarerView]


CarerGrades = Mapping[tuple[int, str], int]


def present_voices(record: Record, grades: CarerGrades) -> Voices:
    """Everybody to hear, in words."""
    return Voices(
        children=[_child(record, care) for care in words.children(record)],
        carers=[_carer(record, care) for care in record.cares],
        views=present_carer_views(record, grades),
    )


def present_carer_views(record: Record, grades: CarerGrades) -> Sequence[CarerView]:
    """The grades of each carer who gave any, beside the practitioner's."""
    views = [
        CarerView(f"{carer_name(care)}, about {child_name(care)}", _beside(record, care, grades))
        for care in record.cares
    ]
    return [view for view in views if view.rows]


def _beside(record: Record, care: Care, grades: CarerGrades) -> Sequence[Beside]:
    scale, ours = record.instrument.scale, record.domain_grades(care)
    return [
        Beside(
            domain=domain.title,
            carer=label_of(scale, grades[care.profile.id, domain.id]),
            practitioner=label_of(scale, ours[domain.id].grade if domain.id in ours else None),
        )
        for domain in record.instrument.domains
        if (care.profile.id, domain.id) in grades
    ]


def label_of(scale: Scale, level: int | None) -> str:
    """A grade in words, the label before the number."""
    if level is None:
        return "Not graded"
    found = scale.level(level)
    return f"{found.label} ({found.value})"


def _child(record: Record, care: Care) -> Voice:
    profile = record.profile(ProfileKind.CHILD, care.profile.child_id)
    if words.has_voice(record, profile):
        status, colour = "Done", ""
    elif words.has_voice_or_reason(record, profile):
        status, colour = "Says why not", ""
    else:
        status, colour = "Not started", "grey"
    return Voice(_key(care.profile.child), "", child_name(care), status, colour)


def _carer(record: Record, care: Care) -> Voice:
    done = bool(words.said(record, AnswerKind.VOICE, care.profile, words.CARER_VIEW))
    several = len({one.profile.child_id for one in record.cares}) > 1
    title = f"{carer_name(care)}, about {child_name(care)}" if several else carer_name(care)
    return Voice(
        child_key=_key(care.profile.child),
        carer_key=_key(care.profile.carer),
        title=title,
        status="Done" if done else "Not started",
        colour="" if done else "grey",
    )


def present_ways(person: Person | None, band: AgeBand) -> str:
    """How somebody is best heard: their language, an interpreter, what they need; empty when nothing is known."""
    if person is None or band is AgeBand.UNBORN:
        return ""
    known = [
        f"first language {person.language}" if person.language else "",
        "needs an interpreter" if person.interpreter else "",
        person.needs.strip().rstrip("."),
    ]
    said = join_words(part for part in known if part)
    return f"On record: {said}." if said else ""


def child_name(care: Care) -> str:
    """The child's name."""
    return care.profile.child.name if care.profile.child else ""


def carer_name(care: Care) -> str:
    """The carer's name."""
    return care.profile.carer.name if care.profile.carer else ""


def _key(person: Person | None) -> str:
    return person.key if person else ""
