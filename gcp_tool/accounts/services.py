"""What changes accounts: made, signed in, locked, given a new password, posted, trained. Hashing is done before."""

import secrets
from datetime import date, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.domain.errors import Invalid
from gcp_tool.domain.vocabulary import AgencyKind, Role
from gcp_tool.models import Accreditation, Agency, Team, User, UserPosting, UserRole

PASSWORD_LENGTH, LONGEST_PASSWORD = 12, 1000


def add_agency(session: Session, *, name: str, kind: AgencyKind, by: Actor | None) -> Agency:
    """An agency of the partnership.

    Raises:
        Invalid: it has no name, or an agency that is open has it.
    """
    name = _name(name, "agency")
    same = select(Agency.id).where(func.lower(Agency.name) == func.lower(name), Agency.closed_on.is_(None))
    if session.scalar(same) is not None:
        raise Invalid({"name": f"There is an agency called {name} already."})
    agency = Agency(name=name, kind=kind, opened_on=clock.today())
    session.add(agency)
    session.flush()
    record(session, Event.AGENCY_ADDED, by=by, subject=("agency", agency.id))
    return agency


def add_team(session: Session, *, agency: Agency, name: str, duty_line: str, by: Actor | None) -> Team:
    """A team of an agency.

    Raises:
        Invalid: it has no name, or a team of the agency that is open has it.
    """
    name = _name(name, "team")
    same = select(Team.id).where(
        Team.agency_id == agency.id, func.lower(Team.name) == func.lower(name), Team.closed_on.is_(None)
    )
    if session.scalar(same) is not None:
        raise Invalid({"name": f"{agency.name} has a team called {name} already."})
    team = Team(agency_id=agency.id, name=name, duty_line=duty_line, opened_on=clock.today())
    session.add(team)
    session.flush()
    record(session, Event.TEAM_ADDED, by=by, subject=("team", team.id))
    return team


def _name(text: str, of: str) -> str:
    name = text.strip()
    if not name:
        raise Invalid({"name": f"Give the {of} a name."})
    return name


def create_user(
    session: Session,
    *,
    name: str,
    email: str,
    password_hash: str | None,
    agency: Agency,
    team: Team | None,
    started_on: date,
    by: Actor | None,
) -> User:
    """An account with its first posting. Without a hash the person is known but cannot sign in.

    Raises:
        Invalid: the person has no name, or the email address has an account already.
    """
    name, email = _name(name, "person"), email.strip().lower()
    if session.scalar(select(User.id).where(User.email == email)) is not None:
        raise Invalid({"email": "There is an account with this email address already."})
    user = User(
        name=name,
        email=email,
        password=password_hash,
        fs_uniquifier=secrets.token_urlsafe(32),
        created_at=clock.now(),
    )
    session.add(user)
    session.flush()
    session.add(
        UserPosting(
            user_id=user.id, agency_id=agency.id, team_id=team.id if team else None, started_on=started_on
        )
    )
    session.flush()
    record(session, Event.ACCOUNT_CREATED, by=by, subject=("user", user.id))
    return user


def give_role(session: Session, *, user: User, role: Role, team: Team | None, by: Actor | None) -> UserRole:
    """Give a user a role, over a team where the role has one.

    Raises:
        Invalid: a manager manages a team, and none was given.
    """
    if role is Role.MANAGER and team is None:
        raise Invalid({"team": "A manager manages a team: say which."})
    row = UserRole(user_id=user.id, role=role, team_id=team.id if team else None)
    session.add(row)
    session.flush()
    details = {"role": role.value, "team": row.team_id}
    record(session, Event.ROLE_GIVEN, by=by, subject=("user", user.id), details=details)
    return row


def end_role(session: Session, *, user: User, role: Role, team: Team | None, by: Actor | None) -> None:
    """Take a role away from today on. It stays on record that it was held.

    Raises:
        Invalid: the user does not hold the role.
    """
    ended = session.scalars(
        update(UserRole)
        .where(
            UserRole.user_id == user.id,
            UserRole.role == role,
            UserRole.team_id == (team.id if team else None),
            UserRole.ended_on.is_(None),
        )
        .values(ended_on=clock.today())
        .returning(UserRole.team_id)
    ).all()
    if not ended:
        raise Invalid({"role": f"{user.name} does not hold this role."})
    details = {"role": role.value, "team": ended[0]}
    record(session, Event.ROLE_ENDED, by=by, subject=("user", user.id), details=details)


def accredit(
    session: Session,
    *,
    user: User,
    instrument_code: str,
    trained_on: date,
    expires_on: date | None,
    by: Actor | None,
) -> Accreditation:
    """Record that a user is trained to use a tool.

    Raises:
        Invalid: the training would end before it began, or is on record.
    """
    if expires_on is not None and expires_on < trained_on:
        raise Invalid({"expires_on": "The training cannot end before it began."})
    same = select(Accreditation.id).where(
        Accreditation.user_id == user.id,
        Accreditation.instrument_code == instrument_code,
        Accreditation.trained_on == trained_on,
    )
    if session.scalar(same) is not None:
        raise Invalid({"trained_on": "This training is on record already."})
    row = Accreditation(
        user_id=user.id, instrument_code=instrument_code, trained_on=trained_on, expires_on=expires_on
    )
    session.add(row)
    session.flush()
    record(session, Event.ACCREDITED, by=by, subject=("user", user.id), details={"tool": instrument_code})
    return row


def record_failed_sign_in(session: Session, *, user_id: int, attempts: int, minutes: int) -> None:
    """Count a wrong password exactly, in the database; lock the account when there were too many in a row."""
    count = session.scalars(
        update(User)
        .where(User.id == user_id)
        .values(failed_count=User.failed_count + 1)
        .returning(User.failed_count)
    ).one()
    record(session, Event.SIGN_IN_FAILED, by=None, subject=("user", user_id), details={"count": count})
    if count >= attempts:
        until = clock.now() + timedelta(minutes=minutes)
        session.execute(update(User).where(User.id == user_id).values(locked_until=until, failed_count=0))
        record(session, Event.LOCKED, by=None, subject=("user", user_id), details={"minutes": minutes})


def record_sign_in(session: Session, *, user_id: int) -> None:
    """Forget the failures before a sign-in, and record it."""
    session.execute(update(User).where(User.id == user_id).values(failed_count=0, locked_until=None))
    record(session, Event.SIGNED_IN, by=user_id, subject=("user", user_id))


def record_sign_out(session: Session, *, user_id: int) -> None:
    """Record that a person ended their session."""
    record(session, Event.SIGNED_OUT, by=user_id, subject=("user", user_id))


def change_password(session: Session, *, password_hash: str, by: Actor) -> str:
    """Set a new password and end every session; the mark that lets the present one go on is returned."""
    uniquifier = secrets.token_urlsafe(32)
    session.execute(
        update(User).where(User.id == by.id).values(password=password_hash, fs_uniquifier=uniquifier)
    )
    record(session, Event.PASSWORD_CHANGED, by=by, subject=("user", by.id))
    return uniquifier


def sign_out_everywhere(session: Session, *, by: Actor) -> None:
    """End every session of the person, on every machine."""
    session.execute(update(User).where(User.id == by.id).values(fs_uniquifier=secrets.token_urlsafe(32)))
    record(session, Event.SIGNED_OUT_EVERYWHERE, by=by, subject=("user", by.id))
