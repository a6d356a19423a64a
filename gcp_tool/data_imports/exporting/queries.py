"""Signed-off assessments as they are told in rows, loaded some at a time, by few statements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gcp_tool.data_imports.answers import RATED, ToolBook
from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerKind,
    AnswerState,
    MemberRole,
    Part,
    ProfileKind,
    Purpose,
    RevisionKind,
    RevisionState,
)
from gcp_tool.models import (
    Agency,
    Answer,
    Assessment,
    EvidenceLink,
    Family,
    InstrumentVersion,
    Participant,
    Person,
    Profile,
    Revision,
    Team,
    User,
)

AT_ONCE = 100
_GRADED_KINDS = (AnswerKind.ITEM, AnswerKind.AREA, AnswerKind.DOMAIN)
_CHILD, _CARER = aliased(Person), aliased(Person)


class Told(NamedTuple):
    """What every row of an assessment says."""

    id: int
    revision_id: int
    version_id: int
    ref: str
    purpose: Purpose
    scope: Sequence[str]
    window_from: date
    window_to: date
    completed_on: date
    family_ref: str
    family_label: str
    team: str
    lead_email: str
    agency: str


class CareTold(NamedTuple):
    """One child with one carer."""

    id: int
    household: str | None
    band: AgeBand | None
    carer_role: MemberRole | None
    child_ref: str
    child_given: str
    child_family: str
    born: date | None
    due: date | None
    carer_ref: str
    carer_given: str
    carer_family: str


class AnswerTold(NamedTuple):
    """An answer of the lead: by whose profile and which code it is found."""

    profile_id: int
    code: str
    state: AnswerState
    grade: int | None
    reason: str | None
    raw: Mapping[str, Any]


class NoteTold(NamedTuple):
    """A note: the code it was written at, its words, and what it shows of which profiles."""

    code: str
    words: str
    links: Sequence[tuple[int, str]]


@dataclass(slots=True)
class Loaded:
    """An assessment with all that its rows tell. `households` holds each home's profile and age band."""

    told: Told
    book: ToolBook
    cares: list[CareTold] = field(default_factory=list)
    households: dict[str | None, tuple[int, AgeBand | None]] = field(default_factory=dict)
    answers: dict[tuple[int, str], AnswerTold] = field(default_factory=dict)
    notes: list[NoteTold] = field(default_factory=list)


_SIGNED_OFF = (
    Revision.kind == RevisionKind.CARE,
    Revision.state == RevisionState.SIGNED_OFF,
    Assessment.recorded_in_error_at.is_(None),
)


def list_in_order(session: Session) -> Sequence[int]:
    """Every assessment that is signed off and stands: by family, by day, then by reference.

    The order is made here: each database has another for texts.
    """
    statement = (
        select(Family.ref, Assessment.window_to, Assessment.ref, Assessment.id)
        .join(Assessment, Assessment.family_id == Family.id)
        .join(Revision, Revision.assessment_id == Assessment.id)
        .where(*_SIGNED_OFF)
    )
    return [
        assessment_id
        for _, _, _, assessment_id in sorted(map(tuple[str, date, str, int], session.execute(statement)))
    ]


def load_in_order(session: Session) -> Iterator[Loaded]:
    """Every assessment of the export, in order, never many of them at once."""
    ids, books = list_in_order(session), dict[int, ToolBook]()
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        loaded = _load(session, some, books)
        yield from (loaded[assessment_id] for assessment_id in some)


def _load(session: Session, ids: Sequence[int], books: dict[int, ToolBook]) -> Mapping[int, Loaded]:
    statement = (
        select(
            Assessment.id, Revision.id, Assessment.instrument_version_id, Assessment.ref, Assessment.purpose,
            Assessment.scope, Assessment.window_from, Assessment.window_to, Assessment.completed_on,
            Family.ref, Family.label, Team.name, User.email, Agency.name,
        )
        .join(Revision, Revision.assessment_id == Assessment.id)
        .join(Family, Family.id == Assessment.family_id)
        .join(Team, Team.id == Family.team_id)
        .join(User, User.id == Assessment.lead_user_id)
        .join(Agency, Agency.id == Assessment.completed_agency_id)
        .where(Assessment.id.in_(ids), *_SIGNED_OFF)
    )  # fmt: skip
    told = [Told(*row) for row in session.execute(statement)]
    for version_id in {one.version_id for one in told} - books.keys():
        books[version_id] = ToolBook(session.get_one(InstrumentVersion, version_id).instrument)
    loaded = {one.id: Loaded(one, books[one.version_id]) for one in told}
    by_revision = {one.told.revision_id: one for one in loaded.values()}
    _add_profiles(session, loaded)
    _add_answers(session, by_revision)
    _add_notes(session, by_revision)
    return loaded


def _add_profiles(session: Session, loaded: Mapping[int, Loaded]) -> None:
    homes = select(Profile.assessment_id, Profile.household, Profile.id, Profile.age_band).where(
        Profile.assessment_id.in_(loaded), Profile.kind == ProfileKind.HOUSEHOLD
    )
    for assessment_id, household, profile_id, band in session.execute(homes):
        loaded[assessment_id].households[household] = profile_id, band
    cares = (
        select(
            Profile.assessment_id, Profile.id, Profile.household, Profile.age_band, Profile.carer_role,
            _CHILD.ref, _CHILD.given_name, _CHILD.family_name, _CHILD.birth_on, _CHILD.expected_birth_on,
            _CARER.ref, _CARER.given_name, _CARER.family_name,
        )
        .join(_CHILD, _CHILD.id == Profile.child_id)
        .join(_CARER, _CARER.id == Profile.carer_id)
        .where(Profile.assessment_id.in_(loaded), Profile.kind == ProfileKind.CHILD_CARER)
    )  # fmt: skip
    for assessment_id, *care in session.execute(cares):
        loaded[assessment_id].cares.append(CareTold(*care))


def _add_answers(session: Session, by_revision: Mapping[int, Loaded]) -> None:
    statement = (
        select(
            Answer.revision_id, Answer.profile_id, Answer.code, Answer.state, Answer.grade, Answer.reason, Answer.raw
        )
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Answer.revision_id.in_(by_revision),
            Answer.kind.in_(_GRADED_KINDS),
            Answer.state.in_(RATED),
            Participant.part == Part.LEAD,
        )
    )  # fmt: skip
    for revision_id, *answer in session.execute(statement):
        one = AnswerTold(*answer)
        by_revision[revision_id].answers[one.profile_id, one.code] = one


def _add_notes(session: Session, by_revision: Mapping[int, Loaded]) -> None:
    statement = (
        select(Answer.id, Answer.revision_id, Answer.on_date, Answer.code, Answer.raw)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Answer.revision_id.in_(by_revision),
            Answer.kind == AnswerKind.EVIDENCE,
            Answer.state == AnswerState.WORDS,
            Participant.part == Part.LEAD,
        )
        .order_by(Answer.on_date, Answer.id)
    )
    notes = session.execute(statement).all()
    links: dict[int, list[tuple[int, str]]] = {}
    linked = (
        select(EvidenceLink.answer_id, EvidenceLink.profile_id, EvidenceLink.code)
        .join(Answer, Answer.id == EvidenceLink.answer_id)
        .where(Answer.revision_id.in_(by_revision))
        .order_by(EvidenceLink.id)
    )
    for answer_id, profile_id, code in session.execute(linked):
        links.setdefault(answer_id, []).append((profile_id, code))
    for answer_id, revision_id, _, code, raw in notes:
        words = str(raw.get("words", ""))
        by_revision[revision_id].notes.append(NoteTold(code, words, links.get(answer_id, ())))
