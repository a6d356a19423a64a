"""What the database knows of everything that a file names, read by a few statements however long the file is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.data_imports.answers import Tools
from gcp_tool.data_imports.gathered import Gathered
from gcp_tool.domain.instrument import Instrument
from gcp_tool.models import (
    Agency,
    Assessment,
    Family,
    FamilyMember,
    InstrumentVersion,
    Person,
    Team,
    Upload,
    User,
    UserPosting,
)

SCORES = "scores"
_AT_ONCE = 500
TeamKey = tuple[str, str]


class KnownPerson(NamedTuple):
    """A person on record."""

    id: int
    birth_on: date | None
    expected_birth_on: date | None


class Posting(NamedTuple):
    """Where a user works or worked."""

    agency_id: int
    team_id: int | None
    started_on: date
    ended_on: date | None

    def covers(self, day: date) -> bool:
        """Whether the user worked there on a day."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


class Recorded(NamedTuple):
    """An assessment that is here already; imported when, if it was."""

    imported_at: datetime | None


@dataclass(slots=True)
class Known:
    """What is on record, by what a file calls it. Names of agencies and teams are folded by `name_key`.

    `stored_refs` are the references that assessments get whose own belongs to one that was recorded in error.
    """

    versions: dict[str, int] = field(default_factory=dict)
    agencies: dict[str, int] = field(default_factory=dict)
    teams: dict[TeamKey, int] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    postings: dict[int, list[Posting]] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)
    people: dict[str, KnownPerson] = field(default_factory=dict)
    households: dict[tuple[int, int], str] = field(default_factory=dict)
    assessments: dict[str, Recorded] = field(default_factory=dict)
    stored_refs: dict[str, str] = field(default_factory=dict)

    def team_of_lead(self, email: str, agency: str, on: date) -> int | None:
        """The team in which a user worked for an agency on a day, or else did last."""
        agency_id = self.agencies.get(agency)
        there = [
            one for one in self.postings.get(self.users.get(email, -1), []) if one.agency_id == agency_id
        ]
        if not there:
            return None
        best = max(there, key=lambda posting: (posting.covers(on), posting.started_on))
        return best.team_id

    def household_of(self, family_ref: str, person_ref: str) -> str | None:
        """The home of a person in a family, now or last; None for somebody who is not in the family."""
        family_id, person = self.families.get(family_ref), self.people.get(person_ref)
        return self.households.get((family_id, person.id)) if family_id and person else None


def name_key(name: str) -> str:
    """A name of an agency or team as it is compared: without regard to capitals and blanks."""
    return " ".join(name.split()).casefold()


def load_tools(session: Session) -> Tools:
    """Every tool that is stored; its content is read only when a row names it."""
    loaders: dict[str, dict[str, partial[Instrument]]] = {}
    for version in session.scalars(select(InstrumentVersion)):
        loaders.setdefault(version.code, {})[version.version] = partial(_instrument_of, version)
    return Tools(loaders)


def _instrument_of(version: InstrumentVersion) -> Instrument:
    return version.instrument


def find_upload(session: Session, sha256: str) -> datetime | None:
    """When a file with this hash was imported, if it was and that was not undone."""
    statement = (
        select(Upload.at)
        .where(Upload.kind == SCORES, Upload.sha256 == sha256, Upload.undone_at.is_(None))
        .order_by(Upload.id)
    )
    return session.scalars(statement.limit(1)).first()


def load_known(session: Session, gathered: Gathered) -> Known:
    """What is on record of all that the file names."""
    heads = [past.head for past in gathered.assessments.values() if past.cares]
    cares = [care.head for past in gathered.assessments.values() for care in past.cares.values()]
    known = Known()
    known.versions = {
        f"{row.code}/{row.version}": row.id
        for row in session.execute(
            select(InstrumentVersion.code, InstrumentVersion.version, InstrumentVersion.id)
        )
    }
    _load_agencies(session, known)
    _load_users(session, known, {head.lead_email for head in heads})
    _load_families(session, known, {head.family_ref for head in heads})
    _load_people(session, known, {head.child_ref for head in cares} | {head.carer_ref for head in cares})
    _load_assessments(session, known, gathered.assessments)
    return known


def _load_agencies(session: Session, known: Known) -> None:
    # an open one comes last, and so takes the place of closed ones of the same name
    agencies = select(Agency.id, Agency.name).order_by(
        Agency.closed_on.is_(None), Agency.closed_on, Agency.id
    )
    known.agencies = {name_key(row.name): row.id for row in session.execute(agencies)}
    names = {agency_id: name for name, agency_id in known.agencies.items()}
    teams = select(Team.id, Team.agency_id, Team.name).order_by(
        Team.closed_on.is_(None), Team.closed_on, Team.id
    )
    for row in session.execute(teams):
        if row.agency_id in names:
            known.teams[names[row.agency_id], name_key(row.name)] = row.id


def _load_users(session: Session, known: Known, emails: Iterable[str]) -> None:
    for some in _pieces(emails):
        users = {
            row.email: row.id
            for row in session.execute(select(User.email, User.id).where(User.email.in_(some)))
        }
        known.users |= users
        postings = select(
            UserPosting.user_id,
            UserPosting.agency_id,
            UserPosting.team_id,
            UserPosting.started_on,
            UserPosting.ended_on,
        ).where(UserPosting.user_id.in_(users.values()))
        for user_id, agency_id, team_id, started, ended in session.execute(postings.order_by(UserPosting.id)):
            posting = Posting(agency_id, team_id, started, ended)
            known.postings.setdefault(user_id, []).append(posting)


def _load_families(session: Session, known: Known, refs: Iterable[str]) -> None:
    for some in _pieces(refs):
        found = {
            row.ref: row.id
            for row in session.execute(select(Family.ref, Family.id).where(Family.ref.in_(some)))
        }
        known.families |= found
        members = (
            select(FamilyMember.family_id, FamilyMember.person_id, FamilyMember.household)
            .where(FamilyMember.family_id.in_(found.values()))
            .order_by(FamilyMember.ended_on.is_(None), FamilyMember.ended_on, FamilyMember.id)
        )
        for family_id, person_id, household in session.execute(members):
            known.households[family_id, person_id] = household


def _load_people(session: Session, known: Known, refs: Iterable[str]) -> None:
    columns = (Person.ref, Person.id, Person.birth_on, Person.expected_birth_on)
    for some in _pieces(refs):
        for ref, person_id, born, due in session.execute(select(*columns).where(Person.ref.in_(some))):
            known.people[ref] = KnownPerson(person_id, born, due)


def _load_assessments(session: Session, known: Known, refs: Iterable[str]) -> None:
    """Which references are taken. One of an assessment that was recorded in error may be used once more, numbered."""
    wanted, number = {ref: ref for ref in refs if ref}, 1
    while wanted:
        number += 1
        again: dict[str, str] = {}
        for some in _pieces(wanted):
            statement = (
                select(Assessment.ref, Assessment.recorded_in_error_at, Upload.at)
                .outerjoin(Upload, Upload.id == Assessment.upload_id)
                .where(Assessment.ref.in_(some))
            )
            for stored, in_error_at, at in session.execute(statement):
                if in_error_at is None:
                    known.assessments[wanted[stored]] = Recorded(at)
                else:
                    again[f"{wanted[stored]} ({number})"] = wanted[stored]
        known.stored_refs |= {ref: stored for stored, ref in again.items()}
        wanted = again


def _pieces(refs: Iterable[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(filter(None, refs))
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
