"""What is measured: each page of the main job, who asks for it, and the floor it stands on. Add a page here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from bench import sizes
from bench.assessments import BAND
from bench.browser import Browser, hidden_fields
from bench.rows import key
from bench.serving import EMPTY, VIEWED
from bench.sizes import Size
from gcp_tool.domain.instrument import Instrument

HOUSE: Final = "the house: a signed-in page with nothing on it"
HOUSE_VIEWED: Final = "the house, its viewing recorded"

# What is asked of a server; what must come first, such as reading the form, is not measured.
Ask = Callable[[], object]
Prepare = Callable[[Browser], Ask]


@dataclass(frozen=True, slots=True)
class Work:
    """A page of ours and what it is held against: the house, and so many times the floor."""

    name: str
    prepare: Prepare
    who: int
    house: str = HOUSE_VIEWED
    floor: Prepare | None = None
    times: float = 0


def page(path: str) -> Prepare:
    """Ask for a page."""
    return lambda browser: lambda: browser.ask(path)


def works(size: Size, tool: Instrument) -> Sequence[Work]:
    """Everything that is measured, the houses first."""
    family = 1
    worker, manager = sizes.worker_of(family), sizes.manager_of(1)
    finished, draft = sizes.assessments_of(family)[-1], sizes.draft_of(size, family)
    area = tool.area_of(tool.items_for(BAND)[0].id)
    grading = f"/assessments/{key('assessment', draft)}/areas/{area.id}"
    form = page(f"/form/{draft}")
    saving = Work("", _ask_nothing, worker, HOUSE)
    return (
        Work(HOUSE, page(EMPTY), worker, HOUSE),
        Work(HOUSE_VIEWED, page(VIEWED), worker),
        Work("one area to grade", page(grading), worker, floor=form, times=1.5),
        Work("a signed-off assessment, every item", page(f"/assessments/{key('assessment', finished)}"), worker,
             floor=page(f"/form/{finished}"), times=1.5),
        replace(saving, name="save an area", prepare=_saving(grading, [one.id for one in area.items_for(BAND)]),
                floor=_floor_answers(draft), times=2.5),
        Work("a family's page, charts kept", page(f"/families/{key('family', family)}"), manager,
             floor=page(f"/families/{family}"), times=2),
        Work("a list of families", page("/families"), manager, floor=page("/teams/1"), times=1),
        Work("a team's caseload", page("/caseload"), manager, floor=page("/teams/1"), times=1),
    )  # fmt: skip


def _ask_nothing(_browser: Browser) -> Ask:
    return lambda: None


def _saving(path: str, items: Sequence[str]) -> Prepare:
    """Send the form of an area with a grade for every item, each time another one."""
    grades = count()

    def prepare(browser: Browser) -> Ask:
        level = str(next(grades) % 3 + 1)
        chosen = {f"grade-{item}": level for item in items}
        sent = hidden_fields(browser.ask(path)) | chosen | {"go": "again"}
        return lambda: browser.ask(path, sent)

    return prepare


def _floor_answers(first: int) -> Prepare:
    """One row written durably."""
    grades = count()
    return lambda browser: lambda: browser.ask(f"/answers/{first}", {"grade": str(next(grades) % 5 + 1)})
