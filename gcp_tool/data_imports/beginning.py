"""Beginning imported assessments in the database: a draft each, with its lead and its profiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.data_imports.creating import TABLES, Values, insert_keyed, insert_rows
from gcp_tool.data_imports.known import Known, name_key
from gcp_tool.data_imports.ready import ProfileKey, Ready, youngest
from gcp_tool.domain.dates import fin_quarter
from gcp_tool.domain.vocabulary import Origin, Part, ProfileKind, RevisionKind, RevisionState
from gcp_tool.models import Assessment, Participant, Profile, Revision, Upload

# a profile as the database tells it apart: a household by its name, or the ids of child and carer
_Place = str | tuple[int | None, int | None] | None


@dataclass(frozen=True, slots=True)
class Begun:
    """An assessment that was begun: when it counts as done, by whom, and the ids that its answers stand on."""

    ready: Ready
    at: datetime
    lead_id: int
    agency_id: int
    revision_id: int
    participant_id: int
    profiles: Mapping[ProfileKey, int]


def noon(day: date) -> datetime:
    """The moment that stands for a day of which the time is not known."""
    return datetime.combine(day, time(12), tzinfo=clock.LOCAL).astimezone(UTC)


def begin(session: Session, upload: Upload, assessments: Sequence[Ready], known: Known) -> list[Begun]:
    """Begin the assessments; everybody and everything they name is known by now."""
    rows = {_ref(ready, known): _assessment(ready, upload, known) for ready in assessments}
    ids = insert_keyed(session, "assessment", rows)
    _insert_revisions(session, upload, ids)
    _insert_leads(session, rows, ids)
    profiles = [row for ready in assessments for row in _profiles(ready, ids[_ref(ready, known)], known)]
    insert_rows(session, "profile", profiles)
    return _begun(session, upload, assessments, known, rows)


def _assessment(ready: Ready, upload: Upload, known: Known) -> Values:
    head, agency = ready.past.head, name_key(ready.past.head.agency)
    if head.completed_on is None:
        raise RuntimeError("an assessment was taken as good without the day on which it was completed")
    agency_id, team_id = (
        known.agencies[agency],
        known.team_of_lead(head.lead_email, agency, head.completed_on),
    )
    return {
        "ref": _ref(ready, known),
        "family_id": known.families[head.family_ref],
        "instrument_version_id": known.versions[ready.book.instrument.name],
        "purpose": head.purpose,
        "scope": head.scope.split(),
        "window_from": head.window_from,
        "window_to": head.window_to,
        "lead_user_id": known.users[head.lead_email],
        "lead_agency_id": agency_id,
        "lead_team_id": team_id,
        "started_at": noon(head.completed_on),
        "completed_on": head.completed_on,
        "completed_quarter": fin_quarter(head.completed_on),
        "completed_agency_id": agency_id,
        "completed_team_id": team_id,
        "origin": Origin.IMPORTED,
        "upload_id": upload.id,
        "changed_at": upload.at,
        "changed_by_id": upload.by_id,
    }


def _ref(ready: Ready, known: Known) -> str:
    return known.stored_refs.get(ready.past.ref, ready.past.ref)


def _insert_revisions(session: Session, upload: Upload, ids: Mapping[str, int]) -> None:
    rows = [
        {
            "assessment_id": assessment_id,
            "kind": RevisionKind.CARE,
            "number": 1,
            "state": RevisionState.DRAFT,
            "changed_at": upload.at,
            "changed_by_id": upload.by_id,
        }
        for assessment_id in ids.values()
    ]
    insert_rows(session, "revision", rows)
    own = select(Revision.id).where(Revision.assessment_id == Assessment.id).scalar_subquery()
    assessment = TABLES["assessment"]
    session.execute(
        update(assessment).where(assessment.c.upload_id == upload.id).values(current_revision_id=own)
    )


def _insert_leads(session: Session, rows: Mapping[str, Values], ids: Mapping[str, int]) -> None:
    # the database itself notes in participant_user who ever held a part
    leads = [
        {
            "assessment_id": ids[ref],
            "part": Part.LEAD,
            "user_id": row["lead_user_id"],
            "agency_id": row["lead_agency_id"],
            "since_at": row["started_at"],
        }
        for ref, row in rows.items()
    ]
    insert_rows(session, "participant", leads)


def _profiles(ready: Ready, assessment_id: int, known: Known) -> list[Values]:
    nobody = {"child_id": None, "carer_id": None, "carer_role": None}
    households = [
        {
            "assessment_id": assessment_id,
            "kind": ProfileKind.HOUSEHOLD,
            "household": household,
            "age_band": youngest([each.band for each in cares]),
            **nobody,
        }
        for household, cares in ready.households.items()
    ]
    cares = [
        {
            "assessment_id": assessment_id,
            "kind": ProfileKind.CHILD_CARER,
            "household": each.household,
            "age_band": each.band,
            "child_id": known.people[each.care.head.child_ref].id,
            "carer_id": known.people[each.care.head.carer_ref].id,
            "carer_role": each.care.head.carer_role,
        }
        for each in ready.cares
    ]
    return [*households, *cares]


def _begun(
    session: Session, upload: Upload, assessments: Sequence[Ready], known: Known, rows: Mapping[str, Values]
) -> list[Begun]:
    of_upload = Assessment.upload_id == upload.id
    statement = (
        select(Assessment.ref, Revision.id, Participant.id)
        .join(Revision, Revision.assessment_id == Assessment.id)
        .join(Participant, Participant.assessment_id == Assessment.id)
        .where(of_upload)
    )
    ids = {ref: (revision_id, lead_id) for ref, revision_id, lead_id in session.execute(statement)}
    profiles = _profile_ids(session, upload)
    return [
        Begun(
            ready,
            at=rows[ref]["started_at"],
            lead_id=rows[ref]["lead_user_id"],
            agency_id=rows[ref]["lead_agency_id"],
            revision_id=ids[ref][0],
            participant_id=ids[ref][1],
            profiles={key: profiles[ref, place] for key, place in _places(ready, known).items()},
        )
        for ready in assessments
        for ref in [_ref(ready, known)]
    ]


def _profile_ids(session: Session, upload: Upload) -> dict[tuple[str, _Place], int]:
    """Profiles by the assessment’s reference and the household, or the ids of child and carer."""
    statement = (
        select(
            Assessment.ref, Profile.kind, Profile.household, Profile.child_id, Profile.carer_id, Profile.id
        )
        .join(Assessment, Assessment.id == Profile.assessment_id)
        .where(Assessment.upload_id == upload.id)
    )
    return {
        (ref, household if kind is ProfileKind.HOUSEHOLD else (child_id, carer_id)): profile_id
        for ref, kind, household, child_id, carer_id, profile_id in session.execute(statement)
    }


def _places(ready: Ready, known: Known) -> dict[ProfileKey, _Place]:
    """Each profile as the database tells it apart."""
    people = known.people
    places: dict[ProfileKey, _Place] = {household: household for household in ready.households}
    for each in ready.cares:
        head = each.care.head
        places[each.key] = (people[head.child_ref].id, people[head.carer_ref].id)
    return places
