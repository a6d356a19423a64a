"""`gcp-tool accounts`: the first agencies, teams and people of a partnership."""

from datetime import date, datetime

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.access.signing import Signing, SignsBy
from gcp_tool.accounts import library, services, settling
from gcp_tool.app import create_app
from gcp_tool.audit.transactions import transaction
from gcp_tool.cli.opening import opened_database
from gcp_tool.core import clock
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import AgencyKind, Role
from gcp_tool.models import Agency, InstrumentVersion, Team, User

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def accounts() -> None:
    """Add agencies, teams and people."""


def _agency(session: Session, name: str) -> Agency:
    agency = session.scalar(select(Agency).where(Agency.name == name, Agency.closed_on.is_(None)))
    if agency is None:
        raise NotFound(f"There is no agency called {name}. Add it first with: gcp-tool accounts add-agency")
    return agency


def _team(session: Session, agency: Agency, name: str | None) -> Team | None:
    if name is None:
        return None
    team = session.scalar(
        select(Team).where(Team.agency_id == agency.id, Team.name == name, Team.closed_on.is_(None))
    )
    if team is None:
        raise NotFound(
            f"{agency.name} has no team called {name}. Add it first with: gcp-tool accounts add-team"
        )
    return team


def _user(session: Session, email: str) -> User:
    user = session.scalar(select(User).where(User.email == email.strip().lower()))
    if user is None:
        raise NotFound(f"There is no account with the email address {email}.")
    return user


def _tool(session: Session, code: str) -> str:
    codes = session.scalars(select(InstrumentVersion.code).distinct().order_by(InstrumentVersion.code)).all()
    if code not in codes:
        raise NotFound(f"There is no tool called {code}. There are: {', '.join(codes) or 'none'}.")
    return code


def _past(day: date) -> date:
    if day > clock.today():
        raise click.BadParameter("The training cannot be still to come.", param_hint="--trained-on")
    return day


@accounts.command("add-agency")
@click.argument("name")
@click.option("--kind", type=click.Choice([kind.value for kind in AgencyKind]), required=True)
def add_agency(name: str, kind: str) -> None:
    """Add an agency called NAME."""
    with opened_database() as engines, transaction(engines) as session:
        services.add_agency(session, name=name, kind=AgencyKind(kind), by=None)
    click.echo(f"Added {name}.")


@accounts.command("add-team")
@click.argument("agency")
@click.argument("name")
@click.option("--duty-line", default="", help="What another agency is told to ring.")
def add_team(agency: str, name: str, duty_line: str) -> None:
    """Add a team called NAME to AGENCY."""
    with opened_database() as engines, transaction(engines) as session:
        services.add_team(session, agency=_agency(session, agency), name=name, duty_line=duty_line, by=None)
    click.echo(f"Added {name}.")


@accounts.command("add-user")
@click.argument("email")
@click.argument("name")
@click.option("--agency", required=True)
@click.option("--team")
@click.option(
    "--role", "roles", type=click.Choice([role.value for role in Role]), multiple=True, required=True
)
@click.password_option(help="Asked for when not given.")
def add_user(
    *, email: str, name: str, agency: str, team: str | None, roles: tuple[str, ...], password: str
) -> None:
    """Add a person who signs in with EMAIL; a manager manages the TEAM they are in."""
    app = create_app()
    address, hashed = library.address_of(app, email), library.hash_of(app, password)
    with opened_database() as engines, transaction(engines) as session:
        at = _agency(session, agency)
        in_team = _team(session, at, team)
        user = services.create_user(
            session,
            name=name,
            email=address,
            password_hash=hashed,
            agency=at,
            team=in_team,
            by=None,
            started_on=clock.today(),
        )
        for role in dict.fromkeys(Role(role) for role in roles):
            over = in_team if role is Role.MANAGER else None
            services.give_role(session, user=user, role=role, team=over, by=None)
    click.echo(f"Added {address}.")


@accounts.command("end-role")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--agency", help="With --team: the agency whose team it is.")
@click.option("--team", help="The team that the person no longer manages.")
def end_role(email: str, role: str, agency: str | None, team: str | None) -> None:
    """Take ROLE away, from today on, from the person with EMAIL."""
    with opened_database() as engines, transaction(engines) as session:
        over = _team(session, _agency(session, agency), team) if agency else None
        services.end_role(session, user=_user(session, email), role=Role(role), team=over, by=None)
    click.echo(f"Ended: {email} no longer has the role {role}.")


@accounts.command("accredit")
@click.argument("email")
@click.argument("tool")
@click.option("--trained-on", type=_DAY, required=True, help="As 2026-01-31.")
@click.option("--expires-on", type=_DAY, help="As 2028-01-31; none means it does not expire.")
def accredit(email: str, tool: str, trained_on: datetime, expires_on: datetime | None) -> None:
    """Record that the person with EMAIL is trained to use TOOL."""
    with opened_database() as engines, transaction(engines) as session:
        services.accredit(
            session,
            user=_user(session, email),
            instrument_code=_tool(session, tool),
            by=None,
            trained_on=_past(trained_on.date()),
            expires_on=expires_on.date() if expires_on else None,
        )
    click.echo(f"Recorded: {email} is trained to use {tool}.")


@accounts.command("sign-off-by")
@click.argument("who", type=click.Choice([who.value for who in SignsBy]))
@click.option(
    "--agency", help="The agency that settles this for itself; without it, all that settled nothing."
)
@click.option("--email", help="With named: the person who signs.")
def sign_off_by(who: str, agency: str | None, email: str | None) -> None:
    """Settle who signs assessments off: the lead's team (lead_team), the holding team, or one NAMED person."""
    by = SignsBy(who)
    if (by is SignsBy.NAMED) != (email is not None):
        raise click.UsageError("Give --email with named, and only then.")
    with opened_database() as engines, transaction(engines) as session:
        signing = Signing(by, _user(session, email).id if email else None)
        settling.settle_signing(
            session, agency=_agency(session, agency) if agency else None, signing=signing, by=None
        )
    click.echo(f"Settled for {agency or 'every agency that settled nothing itself'}: {by.value}.")
