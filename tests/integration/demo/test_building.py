"""The borough as it is built: every story ends as it promises, and the work that waits is there."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gcp_tool.audit.chain import find_fault
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.core.keys import new_key
from gcp_tool.demo.building import build, is_built
from gcp_tool.demo.families import read_stories
from gcp_tool.demo.reviewing import read_decisions
from gcp_tool.domain.errors import NotPossible
from gcp_tool.domain.vocabulary import ContributionState, Part, RevisionState
from gcp_tool.models import (
    Answer,
    Assessment,
    Family,
    Participant,
    PlanEpisode,
    Review,
    Revision,
    Standing,
    Support,
    Target,
    TimelineEvent,
)
from gcp_tool.settings import Settings, load_settings
from gcp_tool.standing.families import count_due

STORIES = read_stories()


def settings_for(path: Path, *, training_area: bool = True) -> Settings:
    """A deployment for invented families, or not."""
    return load_settings(
        database_url=f"sqlite:///{path}/demo.db",
        secret_key=new_key() + new_key(),
        training_area=training_area,
        https=not training_area,
    )


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The borough, built once for all these tests."""
    settings = settings_for(tmp_path_factory.mktemp("borough"))
    build(settings)
    return settings


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    """A session that reads the borough."""
    engines = Engines(settings.database_url)
    with engines.reader() as session:
        yield session
    engines.dispose()


def summaries(session: Session) -> dict[str, int | None]:
    """What the caseload says of each family, by reference."""
    statement = select(Family.ref, Standing.summary).outerjoin(Standing, Standing.family_id == Family.id)
    return {row.ref: row.summary for row in session.execute(statement)}


@pytest.mark.parametrize("story", sorted(STORIES))
def test_each_family_stands_as_its_story_says(session: Session, story: str) -> None:
    stand = summaries(session)
    headline = STORIES[story].headline
    expected = {one.ref: headline for one in STORIES[story].families}
    assert {ref: stand[ref] for ref in expected} == expected


def states(session: Session) -> dict[RevisionState, list[int]]:
    """How many days ago each open or waiting assessment was last changed, by its state."""
    rows = session.execute(
        select(Revision.state, Revision.changed_at).join(
            Assessment, Assessment.current_revision_id == Revision.id
        )
    )
    found: dict[RevisionState, list[int]] = {}
    for state, changed_at in rows:
        found.setdefault(state, []).append((clock.now() - changed_at).days)
    return found


def test_work_of_every_kind_waits(session: Session) -> None:
    waiting = states(session)
    assert max(waiting[RevisionState.DRAFT]) > 28
    assert max(waiting[RevisionState.SUBMITTED]) >= 5
    assert len(waiting[RevisionState.SUBMITTED]) >= 4
    assert len(waiting[RevisionState.RETURNED]) == 1
    overdue = select(func.count()).where(Target.by_on < clock.today(), Target.outcome.is_(None))
    assert (session.scalar(overdue) or 0) >= 3
    yesterday = clock.today() - timedelta(days=1)
    worst = (
        select(func.count())
        .select_from(Answer)
        .join(Revision, Revision.id == Answer.revision_id)
        .join(Assessment, Assessment.current_revision_id == Revision.id)
        .where(Answer.grade == 5, Assessment.window_to == yesterday)
    )
    assert session.scalar(worst)


def test_others_were_asked_to_add_and_one_has_one_has_not_yet_and_one_cannot(session: Session) -> None:
    parts = select(Participant).where(Participant.part == Part.CONTRIBUTOR).order_by(Participant.state)
    found = {part.state: part for part in session.scalars(parts)}
    assert set(found) == {
        ContributionState.INVITED,
        ContributionState.DONE,
        ContributionState.DECLINED,
    }
    assert found[ContributionState.DECLINED].reason
    given = select(func.count()).where(Answer.participant_id == found[ContributionState.DONE].id)
    assert (session.scalar(given) or 0) > 5
    waits = found[ContributionState.INVITED]
    assert waits.due_on is not None
    assert waits.due_on >= clock.today()


def test_about_half_of_the_families_that_were_due_have_a_decision(session: Session) -> None:
    decided = session.scalar(select(func.count()).select_from(Review)) or 0
    due = session.scalar(select(func.count()).where(Standing.review_due_on <= clock.today())) or 0
    assert decided == len(read_decisions())
    assert 0.3 < decided / (decided + due) < 0.7


def test_what_happened_around_the_families_is_there(session: Session) -> None:
    for table in (PlanEpisode, Support, TimelineEvent):
        assert (session.scalar(select(func.count()).select_from(table)) or 0) >= 30, table.__tablename__


def test_it_stands_as_of_now_and_its_log_is_whole(settings: Settings, session: Session) -> None:
    assert count_due(session) == 0
    assert find_fault(session) is None
    engines = Engines(settings.database_url)
    assert is_built(engines)
    engines.dispose()


def test_it_is_not_built_twice(settings: Settings) -> None:
    with pytest.raises(NotPossible, match="holds people already"):
        build(settings)


def test_it_is_not_built_outside_a_training_area(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="training area only"):
        build(settings_for(tmp_path, training_area=False))
