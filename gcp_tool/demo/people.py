"""The agencies, teams and people of the invented borough. One password for all: this is a training area."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor, load_actor
from gcp_tool.accounts import services
from gcp_tool.demo.families import HARBOUR, HUB, NORTH, SOUTH
from gcp_tool.domain.vocabulary import AgencyKind, Role
from gcp_tool.models import Agency, Team, User

EMAIL_DOMAIN = "thornmere.example"
PASSWORD = "kettle lantern meadow"  # noqa: S105 - printed for everybody who opens the demo
TOOL = "six-domain-care"


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """An agency and its teams by code: a name and a duty line each."""

    name: str
    kind: AgencyKind
    teams: dict[str, tuple[str, str]]


AGENCIES = (
    AgencyPlan(
        "Thornmere Children's Services",
        AgencyKind.SOCIAL_CARE,
        {
            NORTH: ("North family support team", "01632 960101"),
            SOUTH: ("South family support team", "01632 960102"),
        },
    ),
    AgencyPlan(
        "Thornmere Health Visiting", AgencyKind.HEALTH, {HARBOUR: ("Harbour health visitors", "01632 960110")}
    ),
    AgencyPlan("Thornmere Early Help", AgencyKind.EARLY_HELP, {HUB: ("Family hub team", "01632 960120")}),
)


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """A person with an account: who they are, where, as what, and how long ago they were trained."""

    login: str
    name: str
    team: str
    role: Role
    trained_days_ago: int | None = 300

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return f"{self.login}@{EMAIL_DOMAIN}"


PEOPLE = (
    PersonPlan("sana.khalid", "Sana Khalid", NORTH, Role.PRACTITIONER),
    PersonPlan("ivo.lindqvist", "Ivo Lindqvist", NORTH, Role.PRACTITIONER, 500),
    PersonPlan("maria.costa", "Maria Costa", NORTH, Role.MANAGER),
    PersonPlan("nia.okonjo", "Nia Okonjo", SOUTH, Role.PRACTITIONER),
    PersonPlan("owen.price", "Owen Price", SOUTH, Role.PRACTITIONER, None),
    PersonPlan("david.leung", "David Leung", SOUTH, Role.MANAGER),
    PersonPlan("grace.mbeki", "Grace Mbeki", HARBOUR, Role.PRACTITIONER),
    PersonPlan("tom.adeyemi", "Tom Adeyemi", HARBOUR, Role.PRACTITIONER),
    PersonPlan("ellen.frost", "Ellen Frost", HARBOUR, Role.MANAGER),
    PersonPlan("peter.wray", "Peter Wray", HUB, Role.PRACTITIONER),
    PersonPlan("aisha.noor", "Aisha Noor", HUB, Role.MANAGER),
    PersonPlan("helen.marsh", "Helen Marsh", NORTH, Role.COORDINATOR, None),
)


@dataclass(frozen=True, slots=True)
class People:
    """The agencies, teams and users of the borough, by code and login."""

    agencies: dict[str, Agency]
    teams: dict[str, Team]
    users: dict[str, User]

    def actor(self, session: Session, login: str) -> Actor:
        """A person as they act."""
        actor = load_actor(session, self.users[login].id)
        if actor is None:
            raise LookupError(login)
        return actor

    def manager_of(self, session: Session, team: str) -> Actor:
        """The manager of a team, as they act."""
        login = next(plan.login for plan in PEOPLE if plan.team == team and plan.role is Role.MANAGER)
        return self.actor(session, login)


def make_people(session: Session, *, password_hash: str, today: date) -> People:
    """Make the agencies, teams and people, with their roles and training."""
    agencies: dict[str, Agency] = {}
    teams: dict[str, Team] = {}
    for plan in AGENCIES:
        agency = services.add_agency(session, name=plan.name, kind=plan.kind, by=None)
        for code, (name, duty_line) in plan.teams.items():
            agencies[code] = agency
            teams[code] = services.add_team(session, agency=agency, name=name, duty_line=duty_line, by=None)
    people = People(agencies, teams, {})
    for person in PEOPLE:
        people.users[person.login] = _make_person(session, people, person, password_hash, today)
    return people


def _make_person(session: Session, people: People, plan: PersonPlan, password_hash: str, today: date) -> User:
    team = people.teams[plan.team]
    user = services.create_user(
        session,
        name=plan.name,
        email=plan.email,
        password_hash=password_hash,
        agency=people.agencies[plan.team],
        team=team,
        started_on=today - timedelta(days=1200),
        by=None,
    )
    services.give_role(
        session, user=user, role=plan.role, team=team if plan.role is Role.MANAGER else None, by=None
    )
    if plan.trained_days_ago is not None:
        trained_on = today - timedelta(days=plan.trained_days_ago)
        services.accredit(
            session,
            user=user,
            instrument_code=TOOL,
            trained_on=trained_on,
            expires_on=trained_on + timedelta(days=730),
            by=None,
        )
    return user
