"""Invented agencies, teams, people, families and what happened around them."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bench import sizes
from bench.rows import LONG_AGO, Row, Rows, key
from gcp_tool.domain.vocabulary import AgencyKind, MemberRole, PlanKind, Role
from gcp_tool.models import (
    Agency,
    Allocation,
    Base,
    Family,
    FamilyMember,
    Person,
    PlanEpisode,
    Team,
    TimelineEvent,
    User,
    UserPosting,
    UserRole,
)


class PeopleRows(Rows):
    """Who is there, and which families they hold."""

    def everything(self) -> Iterator[tuple[type[Base], Iterable[Row]]]:
        """Every table with its rows, in an order in which each finds what it points at."""
        yield Agency, self._agencies()
        yield Team, self._teams()
        yield User, self._users()
        yield UserPosting, self._postings()
        yield UserRole, self._roles()
        yield Family, self._families()
        yield Person, self._people()
        yield FamilyMember, self._members()
        yield Allocation, self._allocations()
        yield PlanEpisode, self._plans()
        yield TimelineEvent, self._events()

    def _agencies(self) -> Iterator[Row]:
        for n in range(1, -(-self.size.teams // sizes.TEAMS_AN_AGENCY) + 1):
            yield {
                "id": n, "key": key("agency", n), "name": f"Agency {n}", "kind": AgencyKind.SOCIAL_CARE,
                "opened_on": LONG_AGO,
            }  # fmt: skip

    def _teams(self) -> Iterator[Row]:
        for n in self.teams:
            agency = (n - 1) // sizes.TEAMS_AN_AGENCY + 1
            yield {
                "id": n, "key": key("team", n), "agency_id": agency, "name": f"Team {n}",
                "opened_on": LONG_AGO,
            }  # fmt: skip

    def _staff(self) -> Iterator[tuple[int, int]]:
        """Every user with their team."""
        for team in self.teams:
            first = sizes.manager_of(team)
            yield from ((user, team) for user in range(first, first + sizes.WORKERS_A_TEAM + 1))

    def _users(self) -> Iterator[Row]:
        for user, _ in self._staff():
            yield {
                "id": user, "key": key("user", user), "name": f"Worker Number{user}",
                "email": f"worker{user}@borough.example", "fs_uniquifier": key("session", user),
                "created_at": self.now,
            }  # fmt: skip

    def _postings(self) -> Iterator[Row]:
        for user, team in self._staff():
            agency = (team - 1) // sizes.TEAMS_AN_AGENCY + 1
            yield {"user_id": user, "agency_id": agency, "team_id": team, "started_on": LONG_AGO}

    def _roles(self) -> Iterator[Row]:
        for user, team in self._staff():
            manages = user == sizes.manager_of(team)
            role = Role.MANAGER if manages else Role.PRACTITIONER
            yield {"user_id": user, "role": role, "team_id": team if manages else None}

    def _families(self) -> Iterator[Row]:
        for n in self.families:
            yield {
                "id": n, "key": key("family", n), "ref": f"F-{n:07d}", "label": f"Familyname{n} family",
                "area": "North", "team_id": sizes.team_of(n), "opened_on": self.day(n, 0), **self.changed,
            }  # fmt: skip

    def _people(self) -> Iterator[Row]:
        for n in self.families:
            child = sizes.child_of(n)
            born = self.today.replace(day=1) - timedelta(days=365 * 8)
            for person, given, birth_on in ((child, "Child", born), (child + 1, "Carer", None)):
                yield {
                    "id": person, "key": key("person", person), "ref": f"P-{person:07d}", "given_name": given,
                    "family_name": f"Familyname{n}", "birth_on": birth_on, **self.changed,
                }  # fmt: skip

    def _members(self) -> Iterator[Row]:
        for n in self.families:
            child = sizes.child_of(n)
            for person, role in ((child, MemberRole.CHILD), (child + 1, MemberRole.MAIN_CARER)):
                yield {"family_id": n, "person_id": person, "role": role, "started_on": self.day(n, 0)}

    def _allocations(self) -> Iterator[Row]:
        for n in self.families:
            yield {
                "family_id": n, "user_id": sizes.worker_of(n), "team_id": sizes.team_of(n), "lead": True,
                "started_on": self.day(n, 0), "created_at": self.now,
            }  # fmt: skip

    def _plans(self) -> Iterator[Row]:
        for n in self.families:
            yield {
                "key": key("plan", n), "family_id": n, "child_id": sizes.child_of(n),
                "kind": PlanKind.CHILD_IN_NEED, "started_on": self.day(n, 0), **self.changed,
            }  # fmt: skip

    def _events(self) -> Iterator[Row]:
        for n in self.families:
            for place in (1, 2):
                yield {
                    "key": key("event", 2 * n + place), "family_id": n, "person_id": sizes.child_of(n),
                    "kind": "visit", "on_date": self.day(n, place) - timedelta(days=40), **self.changed,
                }  # fmt: skip
