"""What a database holds, told without ids, keys and moments, so that two of them can be compared."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from gcp_tool.models import (
    Agency,
    Answer,
    Assessment,
    Base,
    EvidenceLink,
    Family,
    FamilyMember,
    InstrumentVersion,
    Participant,
    ParticipantUser,
    Person,
    Profile,
    ReadingRow,
    Revision,
    StatusChange,
    Team,
    Upload,
    User,
    UserPosting,
)

Rows = Sequence[tuple[Any, ...]]
_CHILD, _CARER = aliased(Person), aliased(Person)


def count_rows(session: Session) -> Mapping[str, int]:
    """How many rows every table has."""
    return {
        name: session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def records(session: Session) -> Mapping[str, Rows]:
    """Everything that an import writes."""
    return {
        "upload": _all(session, select(Upload.kind, Upload.as_at_on, Upload.rows, Upload.by_id)),
        "agency": _all(session, select(Agency.name, Agency.kind, Agency.opened_on, Agency.closed_on)),
        "team": _all(session, select(Agency.name, Team.name, Team.opened_on).join(Team.agency)),
        "user": _all(session, select(User.name, User.email, User.password, User.active)),
        "posting": _all(
            session,
            select(User.email, Agency.name, Team.name, UserPosting.started_on, UserPosting.ended_on)
            .join(UserPosting.user)
            .join(UserPosting.agency)
            .outerjoin(UserPosting.team),
        ),
        "family": _all(
            session, select(Family.ref, Family.label, Team.name, Family.opened_on).join(Family.team)
        ),
        "person": _all(
            session,
            select(
                Person.ref,
                Person.given_name,
                Person.family_name,
                Person.sounds,
                Person.birth_on,
                Person.expected_birth_on,
            ),
        ),
        "member": _all(
            session,
            select(Family.ref, Person.ref, FamilyMember.role, FamilyMember.household, FamilyMember.started_on)
            .join(FamilyMember.family)
            .join(FamilyMember.person),
        ),
        **_assessments(session),
        **_answers(session),
    }


def _assessments(session: Session) -> Mapping[str, Rows]:
    lead_agency, completed_agency, team = aliased(Agency), aliased(Agency), aliased(Team)
    assessment = (
        select(
            Assessment.ref, Family.ref, InstrumentVersion.code, InstrumentVersion.version, Assessment.purpose,
            Assessment.scope, Assessment.window_from, Assessment.window_to, User.email, lead_agency.name, team.name,
            Assessment.started_at, Assessment.completed_on, Assessment.completed_quarter, completed_agency.name,
            Assessment.origin, Assessment.recorded_in_error_at,
        )
        .join(Assessment.family).join(Assessment.instrument_version).join(Assessment.lead_user)
        .join(lead_agency, lead_agency.id == Assessment.lead_agency_id)
        .join(completed_agency, completed_agency.id == Assessment.completed_agency_id)
        .outerjoin(team, team.id == Assessment.completed_team_id)
        .where(Assessment.lead_team_id.is_not_distinct_from(Assessment.completed_team_id))
    )  # fmt: skip
    revision = (
        select(
            Assessment.ref, Revision.kind, Revision.number, Revision.state, Revision.submitted_at,
            Revision.signed_off_at, Revision.signed_off_by_id, func.length(Revision.content_sha256),
        )
        .join(Assessment, Assessment.current_revision_id == Revision.id)
    )  # fmt: skip
    steps = (
        select(
            Assessment.ref,
            StatusChange.event,
            StatusChange.from_state,
            StatusChange.to_state,
            StatusChange.by_id,
        )
        .join(Revision, Revision.id == StatusChange.revision_id)
        .join(Assessment, Assessment.id == Revision.assessment_id)
    )
    parts = (
        select(
            Assessment.ref,
            Participant.part,
            User.email,
            Agency.name,
            Participant.since_at,
            ParticipantUser.at,
        )
        .join(Assessment, Assessment.id == Participant.assessment_id)
        .join(User, User.id == Participant.user_id)
        .join(Agency, Agency.id == Participant.agency_id)
        .join(ParticipantUser, ParticipantUser.participant_id == Participant.id)
    )
    profiles = _with_profile(
        select(
            Assessment.ref,
            Profile.kind,
            Profile.household,
            _CHILD.ref,
            _CARER.ref,
            Profile.carer_role,
            Profile.age_band,
        )
        .select_from(Profile)
        .join(Profile.assessment)
    )
    return {
        "assessment": _all(session, assessment),
        "revision": _all(session, revision),
        "step": _all(session, steps),
        "part": _all(session, parts),
        "profile": _all(session, profiles),
    }


def _answers(session: Session) -> Mapping[str, Rows]:
    answers = _with_profile(
        select(
            Assessment.ref, Profile.household, _CHILD.ref, _CARER.ref, Answer.kind, Answer.code, Answer.slot,
            Answer.raw, Answer.grade, Answer.state, Answer.on_date, Answer.source, Agency.name, Answer.reason,
            Answer.shared_with, Answer.version, User.email, Answer.at,
        )
        .select_from(Answer).join(Answer.profile).join(Profile.assessment).join(Answer.agency).join(Answer.by)
    )  # fmt: skip
    links = _with_profile(
        select(
            Assessment.ref,
            Profile.household,
            _CHILD.ref,
            _CARER.ref,
            EvidenceLink.code,
            Answer.code,
            Answer.slot,
        )
        .select_from(EvidenceLink)
        .join(EvidenceLink.answer)
        .join(Profile, Profile.id == EvidenceLink.profile_id)
        .join(Profile.assessment)
    )
    readings = (
        select(
            Assessment.ref, _CHILD.ref, _CARER.ref, ReadingRow.domain, ReadingRow.line, ReadingRow.on_date,
            ReadingRow.grade, ReadingRow.because_code, ReadingRow.graded, ReadingRow.of_items, ReadingRow.held,
            ReadingRow.signed_off, User.email, ReadingRow.judged, Family.ref,
        )
        .join(Assessment, Assessment.id == ReadingRow.assessment_id)
        .join(_CHILD, _CHILD.id == ReadingRow.child_id)
        .join(_CARER, _CARER.id == ReadingRow.carer_id)
        .join(User, User.id == ReadingRow.scorer_id)
        .join(Family, Family.id == ReadingRow.family_id)
    )  # fmt: skip
    return {
        "answer": _all(session, answers),
        "link": _all(session, links),
        "reading": _all(session, readings),
    }


def _with_profile(statement: Any) -> Any:
    """Child and carer of the profile, where it has them."""
    return statement.outerjoin(_CHILD, _CHILD.id == Profile.child_id).outerjoin(
        _CARER, _CARER.id == Profile.carer_id
    )


def _all(session: Session, statement: Any) -> Rows:
    return sorted((tuple(row) for row in session.execute(statement)), key=repr)
