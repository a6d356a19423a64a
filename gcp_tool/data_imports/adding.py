"""What must be added before an import with --create-missing: who and what a file names that is not on record."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gcp_tool.data_imports.gathered import Gathered
from gcp_tool.data_imports.known import Known, TeamKey, name_key
from gcp_tool.data_imports.ready import Ready
from gcp_tool.data_imports.rows import Days, Head
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.families.content import HOME
from gcp_tool.families.services.details import UNNAMED_BABY

TEAM_WITHOUT_A_NAME = "Imported families"


@dataclass(slots=True)
class NewAgency:
    """An agency to add, open since the first period looked at."""

    name: str
    opened_on: date


@dataclass(slots=True)
class NewTeam:
    """A team to add to an agency."""

    name: str
    agency: str
    opened_on: date


@dataclass(slots=True)
class NewUser:
    """A lead to add, who cannot sign in."""

    email: str
    agency: str
    team: TeamKey | None
    started_on: date

    @property
    def name(self) -> str:
        """A name for people to read, made of the address: there is nothing better."""
        parts = self.email.partition("@")[0].replace("_", ".").replace("-", ".").split(".")
        return " ".join(part.capitalize() for part in parts if part) or self.email


@dataclass(slots=True)
class NewFamily:
    """A family to add, held by a team that is on record (its id) or new (its key)."""

    label: str
    team: int | TeamKey
    opened_on: date


@dataclass(slots=True)
class NewPerson:
    """A child or carer to add. Without a name they go by their reference."""

    name: str
    birth_on: date | None = None
    expected_birth_on: date | None = None


@dataclass(slots=True)
class NewMember:
    """A person to add to a family."""

    role: MemberRole
    started_on: date
    household: str = HOME


@dataclass(slots=True)
class Additions:
    """All that is to be added, by what the file calls it."""

    agencies: dict[str, NewAgency] = field(default_factory=dict)
    teams: dict[TeamKey, NewTeam] = field(default_factory=dict)
    users: dict[str, NewUser] = field(default_factory=dict)
    families: dict[str, NewFamily] = field(default_factory=dict)
    people: dict[str, NewPerson] = field(default_factory=dict)
    members: dict[tuple[str, str], NewMember] = field(default_factory=dict)


def find_additions(gathered: Gathered, known: Known, assessments: Iterable[Ready], days: Days) -> Additions:
    """What must be added so that the assessments can be written; where they differ, the latest one is believed."""
    finding = _Finding(gathered, known, days)
    for ready in sorted(assessments, key=lambda ready: ready.past.head.completed_on or date.min):
        finding.add(ready)
    return finding.additions


class _Finding:
    def __init__(self, gathered: Gathered, known: Known, days: Days) -> None:
        self.additions = Additions()
        self._gathered, self._known, self._days = gathered, known, days
        self._teams_called: dict[str, list[TeamKey]] = {}
        for key in known.teams:
            self._teams_called.setdefault(key[1], []).append(key)

    def add(self, ready: Ready) -> None:
        """Add what an assessment needs."""
        head, since = ready.past.head, ready.past.head.window_from or self._days.today
        self._add_agency(head, since)
        self._add_user(head, since)
        self._add_family(head, since)
        for each in ready.cares:
            self._add_child(each.care.head, since)
            self._add_carer(each.care.head, since)

    def _add_agency(self, head: Head, since: date) -> None:
        key, agencies = name_key(head.agency), self.additions.agencies
        if key not in self._known.agencies:
            agency = agencies.setdefault(key, NewAgency(head.agency, since))
            agency.opened_on = min(agency.opened_on, since)

    def _add_user(self, head: Head, since: date) -> None:
        if head.lead_email in self._known.users:
            return
        agency = name_key(head.agency)
        name = self._gathered.name_of("team", head.family_ref)
        team = self._team(name, agency, since) if name else None
        own = team if team and team[0] == agency else None
        earlier = self.additions.users.get(head.lead_email)
        started = min(since, earlier.started_on) if earlier else since
        self.additions.users[head.lead_email] = NewUser(head.lead_email, agency, own, started)

    def _add_family(self, head: Head, since: date) -> None:
        if head.family_ref in self._known.families:
            return
        earlier = self.additions.families.get(head.family_ref)
        opened = min(since, earlier.opened_on) if earlier else since
        label = self._gathered.name_of("family_label", head.family_ref) or head.family_ref
        self.additions.families[head.family_ref] = NewFamily(label, self._holding_team(head, since), opened)

    def _holding_team(self, head: Head, since: date) -> int | TeamKey:
        agency, name = name_key(head.agency), self._gathered.name_of("team", head.family_ref)
        if name:
            return self._team(name, agency, since)
        of_lead = self._known.team_of_lead(head.lead_email, agency, head.completed_on or since)
        return of_lead or self._team(TEAM_WITHOUT_A_NAME, agency, since)

    def _team(self, name: str, agency: str, since: date) -> TeamKey:
        """The team of this name: the agency's own, else the only one elsewhere, else a new one of the agency."""
        key, called = (agency, name_key(name)), self._teams_called.setdefault(name_key(name), [])
        if key not in called and len(called) == 1:
            key = called[0]
        if key not in called:
            called.append(key)
            self.additions.teams[key] = NewTeam(name, agency, since)
        if (team := self.additions.teams.get(key)) is not None:
            team.opened_on = min(team.opened_on, since)
        return key

    def _add_child(self, head: Head, since: date) -> None:
        if head.child_ref not in self._known.people:
            born, _ = self._gathered.births[head.child_ref]
            due = born > self._days.today or head.child_ref in self._gathered.due_children
            unnamed = UNNAMED_BABY if due else head.child_ref
            name = self._gathered.name_of("child_name", head.child_ref) or unnamed
            self.additions.people[head.child_ref] = NewPerson(
                name, None if due else born, born if due else None
            )
        self._add_member(head, head.child_ref, MemberRole.CHILD, since)

    def _add_carer(self, head: Head, since: date) -> None:
        if head.carer_ref not in self._known.people and head.carer_ref not in self.additions.people:
            name = self._gathered.name_of("carer_name", head.carer_ref) or head.carer_ref
            self.additions.people[head.carer_ref] = NewPerson(name)
        self._add_member(head, head.carer_ref, head.carer_role or MemberRole.OTHER, since)

    def _add_member(self, head: Head, ref: str, role: MemberRole, since: date) -> None:
        family_ref = head.family_ref
        if self._known.household_of(family_ref, ref) is not None:
            return
        earlier = self.additions.members.get((family_ref, ref))
        if earlier is not None:
            since = min(since, earlier.started_on)
            role = MemberRole.CHILD if MemberRole.CHILD in (role, earlier.role) else role
        self.additions.members[family_ref, ref] = NewMember(role, since, head.household or HOME)
