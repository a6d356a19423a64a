"""What the assessments of families give as readings: worked out and written, whole families at a time.

Never patched, because what was not looked at again keeps the grade it had.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from gcp_tool.core.clock import LOCAL
from gcp_tool.domain.holding import DomainGrade, Look, hold
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.scoring import Rating
from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerKind,
    AnswerState,
    Origin,
    Part,
    ProfileKind,
    RevisionKind,
    RevisionState,
)
from gcp_tool.models import Answer, Assessment, Family, Participant, Profile, ReadingRow, Revision
from gcp_tool.standing.queries import find_versions

BATCH = 200
_RATED = (AnswerState.GRADED, AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)
_GRADED_KINDS = (AnswerKind.ITEM, AnswerKind.AREA, AnswerKind.DOMAIN)
_COUNTING = (RevisionState.SUBMITTED, RevisionState.SIGNED_OFF)

Ratings = dict[str, Rating]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counting:
    """An assessment with the revision that counts: the signed-off one, else the one waiting for sign-off."""

    id: int
    ref: str
    family_id: int
    version_id: int
    scope: tuple[str, ...]
    on: date
    scorer_id: int
    origin: Origin
    revision_id: int
    signed_off: bool
    counted_at: datetime | None

    @property
    def place(self) -> tuple[date, bool, float, int]:
        """Its place among the others: by day, and of one day the one that is the point comes last."""
        return self.on, self.signed_off, self.counted_at.timestamp() if self.counted_at else 0.0, self.id


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A child with a carer, or a household, as an assessment graded it."""

    id: int
    assessment_id: int
    kind: ProfileKind
    household: str | None
    child_id: int | None
    carer_id: int | None
    band: AgeBand | None

    @property
    def age_band(self) -> AgeBand:
        """The band of a child, whose items are graded by it. Raises ValueError for a profile without one."""
        if self.band is None:
            raise ValueError("This profile is not graded by age.")
        return self.band


_REVISIONS = (
    select(
        Assessment.id, Assessment.ref, Assessment.family_id,
        Assessment.instrument_version_id.label("version_id"), Assessment.scope,
        Assessment.window_to.label("on"), Assessment.lead_user_id.label("scorer_id"), Assessment.origin,
        Revision.id.label("revision_id"), Revision.state, Revision.submitted_at, Revision.signed_off_at,
    )
    .join(Revision, Revision.assessment_id == Assessment.id)
    .where(
        Assessment.family_id.in_(bindparam("families", expanding=True)),
        Assessment.recorded_in_error_at.is_(None),
        Revision.kind == RevisionKind.CARE,
    )
    .order_by(Assessment.id)
)  # fmt: skip
_COUNTING_REVISIONS = _REVISIONS.where(Revision.state.in_(_COUNTING)).order_by(Revision.state.desc())
# A revision that was superseded since held until then; of several that held by a moment, the last one does.
_REVISIONS_AS_AT = _REVISIONS.where(
    Revision.signed_off_at < bindparam("before"), Assessment.window_to <= bindparam("on")
).order_by(Revision.number)

_PROFILES = (
    select(
        Profile.id, Profile.assessment_id, Profile.kind, Profile.household, Profile.child_id,
        Profile.carer_id, Profile.age_band.label("band"),
    )
    .where(
        Profile.assessment_id.in_(bindparam("assessments", expanding=True)),
        Profile.kind.in_((ProfileKind.HOUSEHOLD, ProfileKind.CHILD_CARER)),
    )
    .order_by(Profile.id)
)  # fmt: skip

_ANSWERS = (
    select(Answer.profile_id, Answer.code, Answer.state, Answer.grade)
    .join(Participant, Participant.id == Answer.participant_id)
    .where(
        Answer.revision_id.in_(bindparam("revisions", expanding=True)),
        Answer.kind.in_(_GRADED_KINDS),
        Answer.state.in_(_RATED),
        Participant.part == Part.LEAD,
    )
)


def write_readings(session: Session, family_ids: Collection[int]) -> None:
    """Make the readings of these families again from the revisions that count."""
    rows = readings_of(session, family_ids)
    session.execute(delete(ReadingRow).where(ReadingRow.family_id.in_(family_ids)))
    if rows:
        session.execute(insert(ReadingRow), rows)


def all_families(session: Session) -> Iterator[Sequence[int]]:
    """The ids of every family, a batch at a time, so that memory stays small."""
    last = 0
    while batch := session.scalars(
        select(Family.id).where(Family.id > last).order_by(Family.id).limit(BATCH)
    ).all():
        yield batch
        last = batch[-1]


def readings_of(session: Session, family_ids: Collection[int]) -> list[Values]:
    """The rows that the assessments of these families give.

    One for each child with each carer and each domain looked at, with what was held from the assessments before.
    """
    return [_row(*each) for each in grades_of(session, list_counting(session, family_ids))]


def grades_of(
    session: Session, counting: Sequence[Counting]
) -> Iterator[tuple[Counting, ProfileRow, DomainGrade]]:
    """What these assessments give, domain by domain, each child with each carer by itself."""
    profiles = _profiles_of(session, counting)
    answers = _lead_answers(session, counting)
    tools = {
        id_: version.instrument
        for id_, version in find_versions(session, {one.version_id for one in counting}).items()
    }
    by_pair: dict[tuple[int, int | None, int | None], list[tuple[Counting, ProfileRow]]] = {}
    for one in sorted(counting, key=lambda counting: counting.place):
        for profile in profiles.get(one.id, ()):
            if profile.kind is ProfileKind.CHILD_CARER and profile.band is not None:
                pair = (one.family_id, profile.child_id, profile.carer_id)
                by_pair.setdefault(pair, []).append((one, profile))
    for looked in by_pair.values():
        yield from _grades_of_pair(looked, profiles, answers, tools)


def list_counting(session: Session, family_ids: Collection[int]) -> list[Counting]:
    """Every assessment of these families that counts; an amendment counts only once it is signed off."""
    found: dict[int, Counting] = {}
    for row in session.execute(_COUNTING_REVISIONS, {"families": list(family_ids)}):
        signed_off = row.state is RevisionState.SIGNED_OFF
        if row.id not in found or signed_off:
            found[row.id] = _counting(row, signed_off=signed_off)
    return list(found.values())


def list_counting_as_at(session: Session, family_id: int, on: date) -> list[Counting]:
    """Every assessment of a family that counted at the end of a day, in the revision that held then.

    Its period had ended and it was signed off by then. What was recorded in error since is left out all the same.
    """
    before = datetime.combine(on + timedelta(days=1), time(), LOCAL).astimezone(UTC)
    given = {"families": [family_id], "on": on, "before": before}
    rows = session.execute(_REVISIONS_AS_AT, given)
    return list({row.id: _counting(row, signed_off=True) for row in rows}.values())


def _counting(row: Any, *, signed_off: bool) -> Counting:
    return Counting(
        row.id,
        row.ref,
        row.family_id,
        row.version_id,
        tuple(row.scope),
        row.on,
        row.scorer_id,
        row.origin,
        row.revision_id,
        signed_off,
        row.signed_off_at or row.submitted_at,
    )


def _profiles_of(session: Session, counting: Sequence[Counting]) -> Mapping[int, list[ProfileRow]]:
    found: dict[int, list[ProfileRow]] = {}
    for row in session.execute(_PROFILES, {"assessments": [one.id for one in counting]}).mappings():
        found.setdefault(row["assessment_id"], []).append(ProfileRow(**row))
    return found


def _lead_answers(session: Session, counting: Sequence[Counting]) -> Mapping[int, Ratings]:
    found: dict[int, Ratings] = {}
    rows = session.execute(_ANSWERS, {"revisions": [one.revision_id for one in counting]})
    for profile_id, code, state, grade in rows:
        found.setdefault(profile_id, {})[code] = _rating(state, grade)
    return found


_KNOWN_RATINGS: dict[tuple[AnswerState, int | None], Rating] = {}


def _rating(state: AnswerState, grade: int | None) -> Rating:
    """The rating; there are few, and they never change, so each is made once."""
    known = _KNOWN_RATINGS.get((state, grade))
    if known is None:
        known = _KNOWN_RATINGS[state, grade] = Rating(state, grade)
    return known


def _grades_of_pair(
    looked: Sequence[tuple[Counting, ProfileRow]],
    profiles: Mapping[int, Sequence[ProfileRow]],
    answers: Mapping[int, Ratings],
    tools: Mapping[int, Instrument],
) -> Iterator[tuple[Counting, ProfileRow, DomainGrade]]:
    looks = [_look(one, profile, profiles[one.id], answers, tools) for one, profile in looked]
    for (one, profile), grades in zip(looked, hold(looks), strict=True):
        yield from ((one, profile, grade) for grade in grades)


def _look(
    one: Counting,
    profile: ProfileRow,
    others: Sequence[ProfileRow],
    answers: Mapping[int, Ratings],
    tools: Mapping[int, Instrument],
) -> Look:
    """What the assessment says of the child: the household's answers, and the child's own over them."""
    household = next(
        (
            other.id
            for other in others
            if other.kind is ProfileKind.HOUSEHOLD and other.household == profile.household
        ),
        None,
    )
    shared = answers.get(household, {}) if household is not None else {}
    given = shared | answers.get(profile.id, {})
    return Look(tools[one.version_id], profile.age_band, given, one.scope)


def _row(one: Counting, profile: ProfileRow, grade: DomainGrade) -> Values:
    return {
        "assessment_id": one.id,
        "profile_id": profile.id,
        "domain": grade.domain,
        "revision_id": one.revision_id,
        "family_id": one.family_id,
        "child_id": profile.child_id,
        "carer_id": profile.carer_id,
        "line": grade.line,
        "on_date": one.on,
        "grade": grade.grade,
        "because_code": grade.because_code,
        "graded": grade.graded,
        "of_items": grade.of_items,
        "held": [list(pair) for pair in grade.held],
        "signed_off": one.signed_off,
        "scorer_id": one.scorer_id,
        "judged": grade.judged,
        "items": dict(grade.items),
    }
