"""How many pages a report takes: two for a family like most, however much was written, and the annex after them."""

import io
import json

from pypdf import PdfReader

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import PlanKind, RevisionState
from gcp_tool.instruments.loader import load_file
from gcp_tool.models import InstrumentVersion
from gcp_tool.settings import ROOT
from gcp_tool.standing.readings import refresh_readings
from tests.factories import (
    MadeAssessment,
    make_instrument_version,
    make_member,
    make_person,
    take_to,
)
from tests.factories.around import make_event, make_plan, make_support, make_target
from tests.integration.history.report_stories import Open, ask, say, say_child
from tests.integration.history.stories import Reader, months_ago, reading
from tests.integration.world import World
from tests.unit.documents.reading_back import flat

LONG = "Day by day, what was seen in the week was written down as it was. " * 6
LEVELS = ((2, 2, 3, 2, 4, 2), (3, 2, 3, 3, 3, 3), (4, 3, 4, 3, 3, 4), (4, 3, 4, 3, 2, 5))  # of each reading
MONTHS = (11, 8, 5, 1)
HEADINGS = ("What moved", "Help given", "What the children", "Who graded")


def _tool(made: Reader) -> InstrumentVersion:
    """Our own tool of six domains."""
    content = load_file(ROOT / "scoring_rules" / "six-domain-care" / "1.0.yaml").content
    return make_instrument_version(made.session, content=json.dumps(content))


def _write_history(made: Reader) -> None:
    """Two children with four readings each, long notes, help, targets, a plan and events."""
    world, tool = made.world, _tool(made)
    kofi = make_person(made.session, given_name="Kofi", birth_on=months_ago(80))
    make_member(made.session, family=world.family, person=kofi)
    domains = [domain.id for domain in tool.instrument.domains]
    items = [item.id for item in tool.instrument.items]
    for months, levels in zip(MONTHS, LEVELS, strict=True):
        for child in (world.child, kofi):
            grades = dict(zip(domains, levels, strict=True))
            notes = dict.fromkeys(items[::3], LONG)
            is_last = months == MONTHS[-1]
            state = RevisionState.DRAFT if is_last else RevisionState.SIGNED_OFF
            one = made.read(months_ago(months), grades, version=tool, child=child, notes=notes, state=state)
            if is_last:
                _hear(made, one)
    make_plan(made.session, one, kind=PlanKind.CHILD_PROTECTION, started_on=months_ago(10))
    for number, item in enumerate(items[:6]):
        what = f"Help number {number}"
        started_on = months_ago(4)
        make_support(made.session, world.family, what=what, provider="Home-Start", started_on=started_on)
        make_target(made.session, one, code=item, set_on=started_on, by_on=clock.today(), what=LONG)
        make_event(made.session, world.family, on_date=months_ago(2), words=LONG)


def _hear(made: Reader, one: MadeAssessment) -> None:
    """What the child and the carer say, and the sign-off after it."""
    say_child(made, one, LONG)
    say(made, one, one.child_carer, "carer_view", LONG)
    take_to(made.session, one, RevisionState.SIGNED_OFF)
    refresh_readings(made.session, one.assessment)


def _pages(content: bytes) -> list[str]:
    return [flat(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def test_a_family_like_most_has_two_pages_and_the_annex_comes_after_them(browser: Open, world: World) -> None:
    with reading(world) as made:
        _write_history(made)
    worker, address = ask(browser, world, extent="short")
    pages = _pages(worker.client.get(f"{address}/pdf").data)
    assert len(pages) == 2
    assert all(flat(f"Page {number} of 2") in page for number, page in enumerate(pages, start=1))
    assert flat("Every grade, the oldest first") in pages[0]
    assert flat("A lower grade is better care") in pages[0]
    assert all(flat(heading) in pages[1] for heading in HEADINGS)
    assert flat("3 more are on record. A report with an annex has them all.") in pages[1]
    worker, address = ask(browser, world, extent="with_annex")
    whole = _pages(worker.client.get(f"{address}/pdf").data)
    assert flat("Annex") in whole[2]
    assert sum(page.count(flat("Help number 5")) for page in whole) == 1
    assert flat("Everything that the pages before it rest on") in whole[2]


def test_in_a_report_with_an_annex_nothing_is_cut(browser: Open, world: World) -> None:
    with reading(world) as made:
        _write_history(made)
    worker, address = ask(browser, world, extent="with_annex", period="first")
    page = worker.get(address)
    cells = [cell.get_text() for cell in page.select("article td, article th")]
    assert any(LONG.strip() in cell for cell in cells)
    happened = [cell for cell in cells if cell.endswith(LONG.strip())]
    assert len(happened) >= 6
