"""The invented borough day by day since it has had the tool: who did what on which day, in the order of the days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.assessments.queries.members import list_current_members
from gcp_tool.assessments.services.start import Period
from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.demo.around import happen
from gcp_tool.demo.assessing import Look, assess, decide
from gcp_tool.demo.families import Household, Reading
from gcp_tool.demo.people import People
from gcp_tool.demo.reviewing import read_decisions, review
from gcp_tool.demo.scores import is_old
from gcp_tool.domain.vocabulary import MemberRole, RevisionState
from gcp_tool.families.services.allocation import allocate_lead
from gcp_tool.families.services.changing import Holding, change_family
from gcp_tool.families.services.details import PersonDetails
from gcp_tool.families.services.people import Joining, add_person
from gcp_tool.families.services.register import NewFamily, register_family
from gcp_tool.models import Family, InstrumentVersion, Team

BEGAN = 100
HOME = "Home"
_LOOKED_AT = 15

Doing = Callable[[Session], None]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that somebody did so many days ago, at an hour of the day."""

    ago: int
    hour: int
    do: Doing

    @property
    def order(self) -> tuple[int, int]:
        """The longest ago first."""
        return -self.ago, self.hour


@dataclass(slots=True)
class Living:
    """The life of one family in the borough, as moments."""

    household: Household
    people: People
    version_id: int
    today: date
    keys: dict[int, str] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether the family came in with the spreadsheet of past scores."""
        return any(is_old(reading, BEGAN) for reading in self.household.readings)

    def moments(self) -> Iterator[Moment]:
        """All that is done with the family here, each on its day."""
        new = [reading for reading in self.household.readings if not is_old(reading, BEGAN)]
        arrived = min([BEGAN, *(reading.ago + self.household.known_for for reading in new[:1])])
        if self.is_known:
            yield Moment(BEGAN, 11, self._take_over)
        else:
            yield Moment(arrived if new else self.household.known_for, 9, self._register)
        for reading in new:
            yield from self._made(reading)
        yield Moment(0, 0, self._happen)
        if self.household.ref in read_decisions():
            yield Moment(0, 1, self._review)

    def _made(self, reading: Reading) -> Iterator[Moment]:
        done = max(reading.ago - 1, 0)
        yield Moment(done, 12, lambda session: self._assess(session, reading))
        if reading.state in {RevisionState.SIGNED_OFF, RevisionState.RETURNED}:
            yield Moment(max(done - reading.waited, 0), 16, lambda session: self._decide(session, reading))

    def _family(self, session: Session) -> Family:
        return session.scalars(select(Family).where(Family.ref == self.household.ref)).one()

    def _team(self, session: Session) -> Team:
        return session.scalars(select(Team).where(Team.id == self.people.team_ids[self.household.team])).one()

    def _take_over(self, session: Session) -> None:
        """A family of the spreadsheet gets its worker, and is restricted if it is to be."""
        family, team = self._family(session), self._team(session)
        manager = self.people.manager_of(session, self.household.team)
        worker_id = self.people.user_ids[self.household.worker]
        allocate_lead(session, family=family, user_id=worker_id, team_id=team.id, by=manager)
        change_family(
            session,
            family=family,
            label=family.label,
            area=self.household.area,
            holding=Holding(team, self.household.restricted),
            expected=family.version,
            by=manager,
        )

    def _register(self, session: Session) -> None:
        """A family that nobody had assessed before is registered by its worker."""
        child, carer = next(iter(self.household.children)), self.household.main_carer
        new = NewFamily(
            label=self.household.label,
            area=self.household.area,
            ref=self.household.ref,
            household=HOME,
            child=self._child(child),
            carer=_adult(carer),
        )
        lead = self.people.actor(session, self.household.worker)
        register_family(session, new=new, team=self._team(session), by=lead)

    def _complete(self, session: Session, family: Family) -> None:
        """Everybody of the family who is not on record yet, as far as they are born or due by now."""
        there = {member.person.name for member in list_current_members(session, family.id)}
        by = self.people.actor(session, self.household.worker)
        for child in self.household.children:
            if self.household.name_of(child) not in there and self._is_thought_of(child):
                joining = Joining(MemberRole.CHILD, HOME)
                add_person(session, family=family, details=self._child(child), joining=joining, by=by)
        for carer, role in self.household.carers.items():
            if carer not in there:
                joining = Joining(MemberRole(role), HOME)
                add_person(session, family=family, details=_adult(carer), joining=joining, by=by)

    def _is_thought_of(self, child: str) -> bool:
        return self.household.born(child, self.today) < clock.today() + timedelta(days=240)

    def _child(self, child: str) -> PersonDetails:
        born = self.household.born(child, self.today)
        is_due = born > clock.today()
        given, _, family_name = self.household.name_of(child).partition(" ")
        return PersonDetails(
            given_name=given,
            family_name=family_name,
            birth_on=None if is_due else born,
            expected_birth_on=born if is_due else None,
        )

    def _assess(self, session: Session, reading: Reading) -> None:
        family = self._family(session)
        self._complete(session, family)
        session.flush()
        last = self.today - timedelta(days=reading.ago)
        look = Look(
            household=self.household,
            reading=reading,
            family=family,
            version=session.scalars(
                select(InstrumentVersion).where(InstrumentVersion.id == self.version_id)
            ).one(),
            period=Period(last - timedelta(days=_LOOKED_AT), last),
            lead=self.people.actor(session, self.household.worker),
        )
        self.keys[reading.ago] = assess(session, look)

    def _decide(self, session: Session, reading: Reading) -> None:
        manager = self.people.manager_of(session, self.household.team)
        key = self.keys[reading.ago]
        decide(session, key=key, household=self.household, reading=reading, manager=manager)

    def _happen(self, session: Session) -> None:
        family = self._family(session)
        self._complete(session, family)
        session.flush()
        by = self.people.actor(session, self.household.worker)
        happen(session, household=self.household, family=family, today=self.today, by=by)

    def _review(self, session: Session) -> None:
        decided = read_decisions()[self.household.ref]
        manager = self.people.manager_of(session, self.household.team)
        worker_id = self.people.user_ids[self.household.worker]
        review(session, family=self._family(session), decided=decided, worker_id=worker_id, by=manager)


def live(engines: Engines, lives: list[Living]) -> None:
    """Let everything happen, on its day and in its order. What is done today is done now."""
    moments = [moment for life in lives for moment in life.moments()]
    today = clock.today()
    for moment in sorted(moments, key=lambda one: one.order):
        if moment.ago == 0:
            _do(engines, moment)
        else:
            with clock.set_to(at(today, moment.ago, moment.hour)):
                _do(engines, moment)


def at(today: date, ago: int, hour: int) -> datetime:
    """A moment of a day before today, as the clock on the wall shows it."""
    day = datetime.combine(today - timedelta(days=ago), time(hour), tzinfo=clock.LOCAL)
    return day.astimezone(UTC)


def _do(engines: Engines, moment: Moment) -> None:
    with transaction(engines) as session:
        moment.do(session)


def _adult(name: str) -> PersonDetails:
    given, _, family_name = name.partition(" ")
    return PersonDetails(given_name=given, family_name=family_name)
