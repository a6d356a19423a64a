"""The agencies, teams and people of the invented borough. One password for all: this is a training area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor, load_actor
from gcp_tool.accounts import services
from gcp_tool.domain.vocabulary import AgencyKind, Role
from gcp_tool.models import Agency, Team, User

EMAIL_DOMAIN = "thornmere.example"
PASSWORD = "kettle lantern meadow"  # noqa: S105 - printed for everybody who opens the demo
TOOL = "six-domain-care"
HERE_FOR_DAYS = 1200

NORTH, SOUTH, QUALITY = "north", "south", "quality"
HARBOUR, NURSES, HUB, SCHOOLS = "harbour", "nurses", "hub", "schools"


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """An agency and its teams by code: a name and a duty line each."""

    name: str
    kind: AgencyKind
    teams: Mapping[str, tuple[str, str]]


AGENCIES = (
    AgencyPlan(
        "Thornmere Children's Services",
        AgencyKind.SOCIAL_CARE,
        {
            NORTH: ("North family support team", "01632 960101"),
            SOUTH: ("South family support team", "01632 960102"),
            QUALITY: ("Quality and review team", "01632 960103"),
        },
    ),
    AgencyPlan(
        "Thornmere Community Health",
        AgencyKind.HEALTH,
        {
            HARBOUR: ("Harbour health visitors", "01632 960110"),
            NURSES: ("School nursing team", "01632 960111"),
        },
    ),
    AgencyPlan("Thornmere Early Help", AgencyKind.EARLY_HELP, {HUB: ("Family hub team", "01632 960120")}),
    AgencyPlan(
        "Thornmere Schools Together", AgencyKind.EDUCATION, {SCHOOLS: ("Safeguarding leads", "01632 960130")}
    ),
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
    PersonPlan("beth.sorrell", "Beth Sorrell", NORTH, Role.PRACTITIONER, 190),
    PersonPlan("maria.costa", "Maria Costa", NORTH, Role.MANAGER),
    PersonPlan("nia.okonjo", "Nia Okonjo", SOUTH, Role.PRACTITIONER),
    PersonPlan("owen.price", "Owen Price", SOUTH, Role.PRACTITIONER, None),
    PersonPlan("kit.marlowe", "Kit Marlowe", SOUTH, Role.PRACTITIONER, 640),
    PersonPlan("david.leung", "David Leung", SOUTH, Role.MANAGER),
    PersonPlan("grace.mbeki", "Grace Mbeki", HARBOUR, Role.PRACTITIONER),
    PersonPlan("tom.adeyemi", "Tom Adeyemi", HARBOUR, Role.PRACTITIONER),
    PersonPlan("mina.farrow", "Mina Farrow", HARBOUR, Role.PRACTITIONER, None),
    PersonPlan("ellen.frost", "Ellen Frost", HARBOUR, Role.MANAGER),
    PersonPlan("ruth.abara", "Ruth Abara", NURSES, Role.PRACTITIONER, 410),
    PersonPlan("hugo.stellan", "Hugo Stellan", NURSES, Role.PRACTITIONER, None),
    PersonPlan("farid.amin", "Farid Amin", NURSES, Role.MANAGER, 410),
    PersonPlan("peter.wray", "Peter Wray", HUB, Role.PRACTITIONER),
    PersonPlan("lucy.brandt", "Lucy Brandt", HUB, Role.PRACTITIONER, 800),
    PersonPlan("aisha.noor", "Aisha Noor", HUB, Role.MANAGER),
    PersonPlan("joan.petrie", "Joan Petrie", SCHOOLS, Role.PRACTITIONER, 150),
    PersonPlan("samir.dutta", "Samir Dutta", SCHOOLS, Role.PRACTITIONER, 150),
    PersonPlan("carol.estwick", "Carol Estwick", SCHOOLS, Role.MANAGER, 150),
    PersonPlan("helen.marsh", "Helen Marsh", QUALITY, Role.COORDINATOR, None),
    PersonPlan("vikram.shah", "Vikram Shah", QUALITY, Role.REVIEWING_OFFICER, 700),
    PersonPlan("anneke.visser", "Anneke Visser", QUALITY, Role.AUDITOR, 260),
    PersonPlan("gwen.tolley", "Gwen Tolley", QUALITY, Role.TOOL_OWNER, 900),
    PersonPlan("dilys.hart", "Dilys Hart", QUALITY, Role.DUTY, None),
    PersonPlan("robert.ainsley", "Robert Ainsley", QUALITY, Role.ADMINISTRATOR, None),
)


@dataclass(frozen=True, slots=True)
class People:
    """The agencies, teams and users of the borough by code and login, as their ids and names."""

    agencies: Mapping[str, str]
    teams: Mapping[str, str]
    team_ids: Mapping[str, int]
    user_ids: Mapping[str, int]

    def actor(self, session: Session, login: str) -> Actor:
        """A person as they act."""
        actor = load_actor(session, self.user_ids[login])
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
    users = {
        person.login: _make_person(session, agencies, teams, person, password_hash=password_hash, today=today)
        for person in PEOPLE
    }
    return People(
        agencies={code: agency.name for code, agency in agencies.items()},
        teams={code: team.name for code, team in teams.items()},
        team_ids={code: team.id for code, team in teams.items()},
        user_ids={login: user.id for login, user in users.items()},
    )


def _make_person(
    session: Session,
    agencies: Mapping[str, Agency],
    teams: Mapping[str, Team],
    plan: PersonPlan,
    *,
    password_hash: str,
    today: date,
) -> User:
    team = teams[plan.team]
    user = services.create_user(
        session,
        name=plan.name,
        email=plan.email,
        password_hash=password_hash,
        agency=agencies[plan.team],
        team=team,
        started_on=today - timedelta(days=HERE_FOR_DAYS),
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
