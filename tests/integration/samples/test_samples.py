"""A dip sample from drawing it to what was found: who sees which families, and for how long."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import time_machine
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.sampling import draw, population_mark
from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.extensions import db
from gcp_tool.models import Family, Notice, PlanEpisode, Referral, Sample, SampleFamily, User
from gcp_tool.samples.content import OnPlan, Which
from gcp_tool.samples.criteria import Criteria
from gcp_tool.samples.queries.population import list_population
from tests.client import Browser, errors, words
from tests.factories import make_family, make_member, make_person
from tests.factories.defaults import AT
from tests.integration.families.places import Open, count_of, count_statements, events, give_families, keep
from tests.integration.world import World, date_parts, days_ago


def fields(world: World, auditor: User, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": "Long plans, autumn",
        "teams": [world.team.key],
        "which": ["open"],
        "size": "1",
        "seed": "7",
        "form": ["neglect-audit-1"],
        "auditors": [auditor.key],
    }
    return values | changes


def draw_one(manager: Browser, world: World, auditor: User, **changes: Any) -> str:
    """The address of a sample."""
    return str(manager.submit("/samples/new", fields(world, auditor, **changes)).location)


def audit_path(browser: Browser, sample: str) -> str:
    return str(browser.get(sample).select("a[href*='/samples/families/']")[0]["href"])


def answers(**changes: Any) -> dict[str, Any]:
    """Every question judged."""
    codes = ("voice", "evidence", "both_carers", "history", "support", "targets", "agencies", "family_told")
    judged = {f"{code}-choice": ["yes"] for code in (*codes, "change", "review", "drift")}
    return judged | {"done": ["finished"]} | changes


def test_a_sample_goes_from_the_draw_to_what_was_found(browser: Open, world: World, auditor: User) -> None:
    family = f"/families/{world.family.key}"
    manager, reader = browser(world.manager), browser(auditor)
    reader.get(family, 404)
    sample = draw_one(manager, world, auditor)
    assert "1 of 1 that fit" in words(manager.get(sample))
    reader.get(family)  # what was drawn can be read
    path = audit_path(reader, sample)
    refused = reader.submit(
        path, {"voice-choice": ["no"], "voice-words": "Not once.", "done": ["finished"]}, 422
    )
    assert len(errors(refused)) == 10
    assert "Not once." in refused.text
    reader.submit(path, {"voice-choice": ["no"], "voice-words": "Not once.", "done": ["draft"]})
    assert "No audit is finished yet" in words(manager.get(sample))
    reader.submit(path, answers())
    assert "It stays as it is" in words(reader.get(path))
    to_do = {
        "what": "See her alone at school.",
        "owner": world.worker.key,
        **date_parts("due_on", days_ago(-9)),
    }
    reader.submit(f"{path}/actions/new", to_do)
    page = words(manager.get(sample))
    assert "Does the record show what life is like for each child? Yes: 1" in page
    assert "Family 1: Not once." in page
    assert "See her alone at school." in page
    assert count_of(Notice) == 2  # the auditor, and who is to do something
    manager.submit(f"{sample}/close", {})
    reader.get(family, 404)
    reader.get(path, 404)
    assert "A family you cannot open any more" in words(reader.get(sample))
    manager.get(f"{sample}/close", 403)
    for kind in ("sample.drawn", "audit.saved", "audit.finished", "action.given", "sample.closed"):
        assert len(events(kind)) == 1, kind
    assert events("sample.viewed")


def test_the_workbook_holds_every_answer_by_reference_and_no_label(
    browser: Open, world: World, auditor: User
) -> None:
    manager, reader = browser(world.manager), browser(auditor)
    sample = draw_one(manager, world, auditor)
    reader.submit(audit_path(reader, sample), answers(**{"learning-words": "=1+1"}))
    response = manager.client.get(f"{sample}/findings.xlsx")
    assert response.headers["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(BytesIO(response.data))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert world.family.ref in cells
    assert not any(world.family.label in cell for cell in cells)
    assert sum(cell == "Yes" for cell in cells) >= 11
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_sample_larger_than_its_population_is_refused_with_what_to_do(
    browser: Open, world: World, auditor: User
) -> None:
    manager = browser(world.manager)
    too_many = manager.submit("/samples/new", fields(world, auditor, size="5"), 422)
    assert errors(too_many) == [
        "Only 1 family fits. Ask for 1 or fewer, or choose more families to draw from"
    ]
    assert "Long plans, autumn" in too_many.text
    nobody = manager.submit("/samples/new", fields(world, auditor, which=["closed"]), 422)
    assert errors(nobody) == ["No family fits. Choose other teams, other families or less time on the plan"]
    for size in ("0", "many", "1.5", "201", "١"):
        refused = manager.submit("/samples/new", fields(world, auditor, size=size), 422)
        assert errors(refused) == ["How many families must be a whole number from 1 to 200"]
    for day in (days_ago(1), days_ago(-300)):
        manager.submit("/samples/new", fields(world, auditor, **date_parts("closes_on", day)), 422)
    assert count_of(Sample) == 0


def test_a_draw_can_be_repeated_from_what_is_on_record(browser: Open, world: World, auditor: User) -> None:
    give_families(world.worker, world.team, 9)
    draw_one(browser(world.manager), world, auditor, size="4", seed="11")
    with db.engines.reader() as session:
        kept = session.query(Sample).one()
        drawn = session.query(SampleFamily).order_by(SampleFamily.place).all()
        population = list_population(session, Criteria.from_kept(kept.criteria), today=clock.today())
    assert population_mark(population) == kept.population_sha256
    assert [one.family_id for one in drawn] == list(draw(population, size=4, seed=11))


def test_when_its_last_day_is_over_a_sample_is_closed_by_itself(
    browser: Open, world: World, auditor: User
) -> None:
    sample = draw_one(browser(world.manager), world, auditor)
    with time_machine.travel(clock.now() + timedelta(days=29)):
        reader = browser(auditor)
        reader.get(f"/families/{world.family.key}", 404)
        assert "Closed" in words(reader.get(sample))
        assert not reader.get(sample).select("a[href*='/samples/families/']")


def test_nobody_sees_a_sample_who_neither_drew_it_nor_audits_it(
    browser: Open, world: World, auditor: User
) -> None:
    sample = draw_one(browser(world.manager), world, auditor)
    path = audit_path(browser(auditor), sample)
    browser(world.other_manager).get(sample, 404)
    browser(world.other_manager).get(f"{sample}/findings.xlsx", 404)
    browser(world.manager).get(path, 403)
    browser(world.worker).get(sample, 403)
    browser(world.coordinator).get("/samples/", 403)
    assert sample in str(browser(auditor).get("/samples/"))
    assert sample not in str(browser(world.other_manager).get("/samples/"))


def test_a_restricted_family_is_neither_drawn_nor_shown_once_it_is_restricted(
    browser: Open, world: World, auditor: User
) -> None:
    keep(lambda session: make_family(session, team=world.team, restricted=True))
    draw_one(browser(world.manager), world, auditor)

    def restrict(session: Session) -> None:
        session.get_one(Family, world.family.id).restricted = True

    keep(restrict)
    browser(auditor).get(f"/families/{world.family.key}", 404)


def plan(session: Session, family: Family, *, months: int, ended: bool = False) -> None:
    """A child in need plan that began so many months ago."""
    child = make_person(session)
    make_member(session, family=family, person=child)
    began = add_months(clock.today(), -months)
    session.add(
        PlanEpisode(
            family_id=family.id, child_id=child.id, kind=PlanKind.CHILD_IN_NEED, started_on=began,
            ended_on=add_months(began, 1) if ended else None, changed_at=AT,
        )
    )  # fmt: skip


def test_what_a_sample_is_drawn_from(undone_session: Session) -> None:
    session, today = undone_session, clock.today()
    first = make_family(session)
    team = first.team
    families = {"short plan": first}
    for name in ("long plan", "plan ended", "no plan", "referred once", "referred again", "elsewhere"):
        families[name] = make_family(session, **({} if name == "elsewhere" else {"team": team}))
    families["closed"] = make_family(session, team=team, closed_on=add_months(today, -3))
    families["closed long ago"] = make_family(session, team=team, closed_on=add_months(today, -20))
    plan(session, families["short plan"], months=2)
    plan(session, families["long plan"], months=9)
    plan(session, families["plan ended"], months=9, ended=True)
    refer(session, families["referred once"], months=(2,))
    refer(session, families["referred again"], months=(2, 14))
    refer(session, families["plan ended"], months=(1,))

    def fit(which: Which, on_plan: OnPlan = OnPlan.ANY, months: int | None = None) -> set[str]:
        criteria = Criteria([team.id], which, on_plan, months)
        found = list_population(session, criteria, today=today)
        return {name for name, family in families.items() if family.id in found}

    held_open = set(families) - {"elsewhere", "closed", "closed long ago"}
    assert fit(Which.OPEN) == held_open
    assert fit(Which.OPEN, OnPlan.CHILD_IN_NEED) == {"short plan", "long plan"}
    assert fit(Which.OPEN, OnPlan.CHILD_IN_NEED, 6) == {"long plan"}
    assert fit(Which.OPEN, OnPlan.CHILD_PROTECTION) == set()
    assert fit(Which.OPEN, OnPlan.NONE) == held_open - {"short plan", "long plan"}
    assert fit(Which.CLOSED) == {"closed"}
    assert fit(Which.REFERRED_AGAIN) == {"referred again", "plan ended"}


def refer(session: Session, family: Family, *, months: tuple[int, ...]) -> None:
    """Referrals of a child of the family, so many months ago."""
    child = make_person(session)
    make_member(session, family=family, person=child)
    for ago in months:
        session.add(
            Referral(
                family_id=family.id, child_id=child.id, on_date=add_months(clock.today(), -ago), changed_at=AT
            )
        )
    session.flush()


def test_the_pages_of_samples_ask_no_more_when_there_is_more(
    browser: Open, world: World, auditor: User
) -> None:
    manager = browser(world.manager)
    sample = draw_one(manager, world, auditor)
    few = [count_statements(manager, path) for path in ("/samples/", sample)]
    give_families(world.worker, world.team, 12)
    larger = draw_one(manager, world, auditor, size="12")
    assert [count_statements(manager, path) for path in ("/samples/", larger)] == few
