"""Completions are counted as defined, kept by every step that changes them, and equal to a recount."""

from datetime import UTC, datetime
from threading import Thread

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.audit.transactions import transaction
from gcp_tool.coordination.queries import list_led_by_month, list_tallied
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.undoing import undo_import
from gcp_tool.domain.completions import CompletionPart, Span, add_up, by_unit, periods
from gcp_tool.domain.dates import fin_quarter
from gcp_tool.domain.vocabulary import RevisionState
from gcp_tool.extensions import db
from gcp_tool.models import Agency, Assessment, AssessmentAgency, CompletionTally, Upload, User, UserPosting
from gcp_tool.standing.completions import (
    CompletionsDiffer,
    check_completions,
    refresh_completion,
)
from tests.client import Browser
from tests.factories import make_agency, make_assessment, make_user
from tests.integration.assessments import stories
from tests.integration.assessments.asking import ask, keep_nurse
from tests.integration.coordination.vector import make_vector
from tests.integration.data_imports.conftest import runner
from tests.integration.data_imports.uploads import past_scores, upload_scores
from tests.integration.world import World

LEAD, CONTRIBUTED = CompletionPart
QUARTERS = (20251, 20252, 20253, 20254)
BEFORE_MIDNIGHT = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past eleven in England
AFTER_MIDNIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 1 July there
Counts = dict[tuple[str, CompletionPart], int]


def counts(session: Session, units: tuple[int, ...], *, by_month: bool = False) -> Counts:
    """What the agencies led and contributed to in these quarters, or months, by the name of the agency."""
    names = {agency.id: agency.name for agency in session.scalars(select(Agency))}
    tallied = by_unit(
        list_tallied(session, first=20241, last=20274, by_month=by_month, version_id=None, purpose=None)
    )
    return {(names[of], part): one.n for (of, part), one in add_up(tallied, units).items()}


def test_the_vector_is_counted_as_it_is_defined(app: Flask) -> None:
    with db.engines.writer() as session:
        make_vector(session)
        session.commit()
    with db.engines.reader() as session:
        by_quarter = [counts(session, (quarter,)) for quarter in QUARTERS]
        year = counts(session, QUARTERS)
        edge = counts(session, (202506,), by_month=True)
        distinct = session.scalar(select(func.count(func.distinct(AssessmentAgency.assessment_id))))
        led = list_led_by_month(session, first=20251, last=20254, version_id=None)
        assert check_completions(session) == 4
    assert by_quarter == [
        {("Health visiting", LEAD): 1, ("School", CONTRIBUTED): 1, ("Social care", CONTRIBUTED): 1},
        {("School", LEAD): 1},
        {("Social care", LEAD): 1, ("Health visiting", CONTRIBUTED): 1, ("School", CONTRIBUTED): 1},
        {("School", LEAD): 1, ("Early Help", CONTRIBUTED): 1},
    ]
    assert edge == by_quarter[0]
    either = {name: sum(n for (of, _), n in year.items() if of == name) for name, _ in year}
    assert either == {"School": 4, "Health visiting": 2, "Social care": 2, "Early Help": 1}
    assert sum(either.values()) == 9
    assert distinct == 4  # which is why the column is never added up
    assert sorted((unit, n) for unit, _, n in led) == [(202506, 1), (202507, 1), (202512, 1), (202603, 1)]
    [rolling] = periods(Span.YEAR, last=20254, count=1)
    assert rolling.units == set(QUARTERS)


def test_a_recount_finds_what_is_wrong_and_mends_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    run = runner(monkeypatch, db.engines.url.render_as_string(hide_password=False))
    with db.engines.writer() as session:
        make_vector(session)
        session.commit()
        first = session.scalars(select(AssessmentAgency.assessment_id)).first()
        ref = session.scalar(select(Assessment.ref).where(Assessment.id == first))
        session.execute(update(CompletionTally).values(n=CompletionTally.n + 1))
        with pytest.raises(CompletionsDiffer, match=r"The count of .* in 2025/26 Q. differs"):
            check_completions(session)
        wrong = update(AssessmentAgency).where(AssessmentAgency.assessment_id == first)
        session.execute(wrong.values(fin_quarter=20264))
        with pytest.raises(CompletionsDiffer, match=f"assessment {ref} differ"):
            check_completions(session)
        session.commit()
    refused = run("completions", "check")
    assert refused.exit_code != 0
    assert "run gcp-tool completions rebuild" in refused.output
    assert run("completions", "rebuild").output == "Counted 4 completed assessments again.\n"
    assert run("completions", "check").output == "The counts are those of 4 completed assessments.\n"


def test_the_database_counts_an_agency_once_for_an_assessment(app: Flask) -> None:
    with db.engines.writer() as session:
        made = make_assessment(session)
        again = {"assessment_id": made.assessment.id, "agency_id": made.assessment.lead_agency_id}
        for part in CompletionPart:
            session.add(AssessmentAgency(**again, part=part, fin_quarter=20251))
        with pytest.raises(IntegrityError):
            session.flush()


def now() -> tuple[Counts, int]:
    """What is counted in the quarter of today, and how many children that is; a recount must say the same."""
    with db.engines.reader() as session:
        check_completions(session)
        led = select(func.sum(CompletionTally.children)).where(CompletionTally.part == LEAD)
        children = session.scalar(led) or 0
        return counts(session, (fin_quarter(clock.today()),)), children


def agency_of(user: User) -> str:
    """The agency that somebody works in."""
    with db.engines.reader() as session:
        posting = select(Agency.name).join(UserPosting, UserPosting.agency_id == Agency.id)
        return session.scalars(posting.where(UserPosting.user_id == user.id)).one()


def test_every_step_of_an_assessment_keeps_the_count_true(app: Flask, world: World) -> None:
    nurse, lead, manager = keep_nurse(world), Browser(app, world.worker), Browser(app, world.manager)
    own, theirs = agency_of(world.worker), agency_of(nurse)
    key = stories.start(lead, world)
    part = ask(lead, key, nurse)
    stories.fill_in(lead, key)
    assert now() == ({}, 0)

    # handed in while the other agency was only asked, returned, the part begun, and handed in again
    lead.submit(f"/assessments/{key}/check", {})
    assert now() == ({(own, LEAD): 1}, 1)
    manager.submit(f"/assessments/{key}/sign-off", {"decision": "return", "comments": "Say more."})
    grades = {f"grade-{stories.ITEMS[stories.MEALS][0]}": "4"}
    Browser(app, nurse).submit(f"/contributions/{part}/areas/{stories.MEALS}", grades)
    both = {(own, LEAD): 1, (theirs, CONTRIBUTED): 1}
    assert now() == (both, 1)
    lead.submit(f"/assessments/{key}/check", {})
    assert now() == (both, 1)

    # its lead moves and their agency takes another name: what was counted stays where it was
    with db.engines.writer() as session:
        session.execute(update(Agency).where(Agency.name == own).values(name="Renamed"))
        posting = update(UserPosting).where(UserPosting.user_id == world.worker.id)
        session.execute(posting.values(agency_id=make_agency(session).id, team_id=None))
        session.commit()
    stories.sign_off(manager, key)
    assert now() == ({("Renamed", LEAD): 1, (theirs, CONTRIBUTED): 1}, 1)

    # recorded in error, it counts for nobody
    manager.submit(f"/assessments/{key}/recorded-in-error", {"reason": "The wrong family"})
    assert now() == ({}, 0)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("moment", "quarter"), [(BEFORE_MIDNIGHT, 20261), (AFTER_MIDNIGHT, 20262)])
def test_midnight_is_that_of_england_in_summer_and_an_amendment_counts_once(
    app: Flask, world: World, moment: datetime, quarter: int
) -> None:
    with time_machine.travel(moment, tick=False):
        lead, manager = Browser(app, world.worker), Browser(app, world.manager)
        key = stories.start(lead, world)
        stories.complete(lead, key)
        stories.sign_off(manager, key)
    with time_machine.travel(datetime(2026, 10, 1, 12, tzinfo=UTC), tick=False):
        lead, manager = Browser(app, world.worker), Browser(app, world.manager)
        lead.submit(f"/assessments/{key}/amend", {"why": "A grade was wrong."})
        lead.submit(f"/assessments/{key}/check", {})
        stories.sign_off(manager, key)
    with db.engines.reader() as session:
        assert check_completions(session) == 1
        once = {(agency_of(world.worker), LEAD): 1}
        assert counts(session, (quarter,)) == counts(session, (20261, 20262, 20263)) == once


def test_an_import_is_counted_and_goes_out_of_the_count_when_it_is_undone(app: Flask, world: World) -> None:
    window = {"window_from": "2026-03-10", "window_to": "2026-03-20", "completed_on": "2026-03-31"}
    manager = Browser(app, world.manager)
    manager.submit(upload_scores(manager, past_scores(world, **window)), {})
    with transaction(db.engines) as session:
        assert check_completions(session) == 1
        tally = session.execute(select(*CompletionTally.__table__.columns)).mappings().one()
        assert (tally["fin_quarter"], tally["month"], tally["n"], tally["children"]) == (20254, 3, 1, 1)
        assert (tally["agency_id"], tally["part"]) == (world.team.agency_id, LEAD)
        undo_import(session, upload=session.scalars(select(Upload)).one(), reason="The wrong file", by=None)
    with db.engines.reader() as session:
        assert check_completions(session) == 0
        assert session.scalars(select(CompletionTally)).all() == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_two_who_complete_at_once_are_both_counted(app: Flask) -> None:
    with db.engines.writer() as session:
        lead = make_user(session)
        ids = [
            make_assessment(session, lead=lead, state=RevisionState.SUBMITTED).assessment.id for _ in range(2)
        ]
        session.commit()
    with db.engines.writer() as session:
        refresh_completion(session, session.get_one(Assessment, ids[0]))
        other = Thread(target=count_one, args=(db.engines, ids[1]))
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive()  # it waits for the first
        session.commit()
    other.join(timeout=20)
    with db.engines.reader() as session:
        assert check_completions(session) == 2


def count_one(engines: Engines, assessment_id: int) -> None:
    """Count an assessment and keep it, as somebody else would."""
    with engines.writer() as session:
        refresh_completion(session, session.get_one(Assessment, assessment_id))
        session.commit()
