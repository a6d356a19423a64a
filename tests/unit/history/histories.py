"""Histories written short, as values: what pages are made of, without a database."""

from datetime import UTC, date, datetime, time, timedelta

from gcp_tool.access.actor import Actor
from gcp_tool.core.working_days import working_days_before
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.vocabulary import AgeBand, MemberRole, Origin, PlanKind, Purpose, RevisionState
from gcp_tool.history.presenters.sections import present_history
from gcp_tool.history.queries.assessments import AssessmentRow
from gcp_tool.standing.loading import LoadedFamily
from gcp_tool.standing.queries import FamilyFacts, MemberRow, PlanRow, ReadingFacts
from gcp_tool.standing.series import Care, DomainSeries, Ended, Seen, Subject
from gcp_tool.standing.telling import tell
from tests.factories.tools import small_tool

TODAY = date(2026, 11, 22)
TOOL = small_tool()
MIA = Subject(1, "Mia Harrow", birth_on=date(2022, 3, 14))
JO = Subject(2, "Jo Harrow", birth_on=date(1994, 2, 3))


def months_ago(months):
    return add_months(TODAY, -months)


def seen(on, level, **changes):
    """A reading of four items, all graded unless the changes say otherwise."""
    defaults = {
        "on": on,
        "level": level,
        "graded": 0 if level is None else 4,
        "of_items": 4,
        "signed_off": True,
        "imported": False,
        "scorer": "7",
        "line": "small-care@1.0:physical",
        "version": "1.0",
        "before_birth": False,
        "counted_at": datetime.combine(on, time(15), UTC),
        "assessment_id": on.toordinal(),
    }
    return Seen(**(defaults | changes))


def every_three_months(*levels, last=TODAY, **changes):
    """Readings three months apart, the last one on a day. A level may be a pair of level and changes."""
    given = [level if isinstance(level, tuple) else (level, {}) for level in levels]
    places = range(len(given) - 1, -1, -1)
    return tuple(
        seen(add_months(last, -3 * place), level, **(changes | own))
        for place, (level, own) in zip(places, given, strict=True)
    )


def series(*levels, domain="physical", in_scope=True, **changes):
    return DomainSeries(TOOL.domain(domain), in_scope, every_three_months(*levels, **changes))


def care(*domains, child=MIA, carer=JO, tool=TOOL, ended=None, twice_on=()):
    """A child with a carer: series, or levels of the two domains of the small tool."""
    made = tuple(
        one if isinstance(one, DomainSeries) else series(*one, domain=domain.id)
        for one, domain in zip(domains, tool.domains, strict=False)
    )
    return Care(child, carer, tool, made, ended, twice_on)


def ended(on=TODAY - timedelta(days=30)):
    return Ended("Jo Harrow left the family", on)


def member(person=MIA, role=MemberRole.CHILD, ended_on=None, household="Home"):
    given, _, family = person.name.partition(" ")
    return MemberRow(
        family_id=1,
        person_id=person.id,
        person_key=f"key-{person.id}",
        given_name=given,
        family_name=family,
        birth_on=person.birth_on,
        expected_birth_on=person.expected_birth_on,
        died_on=person.died_on,
        role=role,
        household=household,
        ended_on=ended_on,
    )


def facts(on, grade, **changes):
    defaults = {
        "family_id": 1,
        "child_id": MIA.id,
        "carer_id": JO.id,
        "domain": "physical",
        "line": "small-care@1.0:physical",
        "on": on,
        "grade": grade,
        "graded": 0 if grade is None else 2,
        "of_items": 2,
        "signed_off": True,
        "scorer_id": 7,
        "assessment_id": on.toordinal(),
        "version_id": 1,
        "origin": Origin.TYPED,
        "band": AgeBand.TWO_TO_FOUR,
        "submitted_at": datetime.combine(on, time(9), UTC),
        "signed_off_at": datetime.combine(on, time(15), UTC),
        "because_code": None,
        "items": {},
        "held": [],
    }
    return ReadingFacts(**(defaults | changes))


def assessment(**changes):
    defaults = {
        "id": 1,
        "key": "key-of-assessment",
        "ref": "A-000001",
        "window_from": date(2026, 10, 5),
        "window_to": date(2026, 10, 30),
        "purpose": Purpose.REVIEW,
        "origin": Origin.TYPED,
        "lead_user_id": 7,
        "lead": "Priya Nair",
        "agency": "Thornmere Council",
        "tool": "Small care",
        "version": "1.0",
        "state": RevisionState.SIGNED_OFF,
        "in_error_at": None,
        "cares": [("Mia Harrow", "Jo Harrow")],
    }
    return AssessmentRow(**(defaults | changes))


def actor(*permissions, **changes):
    """Somebody who holds these permissions."""
    defaults = {
        "id": 7,
        "key": "key-7",
        "name": "Priya Nair",
        "agency_id": 1,
        "agency_name": "Thornmere Council",
        "team_id": 1,
        "managed_team_ids": frozenset(),
        "permissions": frozenset(permissions),
    }
    return Actor(**(defaults | changes))


def plan(started_on, ended_on=None, child=MIA, kind=PlanKind.CHILD_IN_NEED, next_meeting_on=None):
    return PlanRow(1, child.id, kind, started_on, ended_on, next_meeting_on)


def loaded(cares, members=(), plans=(), closed_on=None):
    """A family as its standing is worked out."""
    facts = FamilyFacts(1, team_id=1, restricted=False, closed_on=closed_on, worker_id=7)
    return LoadedFamily(facts, members, plans, tuple(cares))


def told(cares, members=(), plans=(), today=TODAY, **changes):
    """How a family stands."""
    family = loaded(cares, members, plans, **changes)
    return tell(family, today=today, working_days_before=working_days_before)


def history_of(cares, members=(), today=TODAY):
    """The history of a family as its page shows it."""
    return present_history(told(cares, members, today=today), today)
