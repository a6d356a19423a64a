"""The summary for a case system: plain text that can be copied, and one page of PDF with the same words."""

import io

import pytest
from pypdf import PdfReader

from gcp_tool.core import clock
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.vocabulary import RevisionState
from tests.integration.families.places import events
from tests.integration.history.report_stories import Open
from tests.integration.history.stories import months_ago, reading
from tests.integration.world import World
from tests.unit.documents.reading_back import flat, pdf_text


def _path(world: World) -> str:
    return f"/families/{world.family.key}/summary"


@pytest.mark.parametrize(
    ("who", "status"), [("worker", 200), ("manager", 200), ("colleague", 404), ("coordinator", 403)]
)
def test_a_summary_is_for_those_who_work_with_the_family(
    browser: Open, world: World, who: str, status: int
) -> None:
    browser(getattr(world, who)).get(_path(world), status)


def test_it_is_plain_text_that_cannot_be_changed(browser: Open, world: World) -> None:
    with reading(world) as made:
        for months in (9, 6, 3):
            made.read(months_ago(months), 4)
        made.read(months_ago(0), {"physical": 4, "food": 2}, state=RevisionState.SUBMITTED)
    area = browser(world.worker).get(_path(world)).find("textarea")
    assert area.has_attr("readonly")
    text = area.get_text()
    assert (
        "Isla Harrow: no better after six months: check for drift. Worst now: 4 · Physical care.\n- Physical care:"
        in text
    )
    assert (
        f"- Food and drink: improved, not yet shown to be kept, now 2 (last read on {long_date(clock.today())},"
        in text
    )
    assert "awaiting sign-off).\n" in text
    assert "A prompt to ask, not a finding." in text
    assert "<" not in text


def test_the_pdf_is_one_page_with_the_same_words(browser: Open, world: World) -> None:
    with reading(world) as made:
        for months in (9, 6, 3):
            made.read(months_ago(months), 4)
    worker = browser(world.worker)
    text = worker.get(_path(world)).find("textarea").get_text()
    answer = worker.client.get(f"{_path(world)}/pdf")
    name = f"care-summary-{clock.today().isoformat()}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1
    told = flat(pdf_text(answer.data))
    lines = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    assert len(lines) >= 3
    assert all(flat(line) in told for line in lines)
    worker.get(f"{_path(world)}/workbook", 404)


def test_without_a_reading_it_says_so(browser: Open, world: World) -> None:
    text = browser(world.worker).get(_path(world)).find("textarea").get_text()
    assert "There is no reading that counts yet" in text
    assert "not assessed" in text


def test_that_it_was_made_is_on_record(browser: Open, world: World) -> None:
    browser(world.worker).get(_path(world))
    [event] = events("report.made")
    assert (event.actor_id, event.family_id) == (world.worker.id, world.family.id)
