"""Every page asked in turn, round after round, so that what else the machine does falls on all of them alike."""

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.browser import Browser, NoAnswer, signed_in
from bench.rows import key
from bench.workers import Workers
from bench.works import HOUSE, Prepare, Work
from gcp_tool.core import clock

_BEFORE_IT_COUNTS = 8


@dataclass(slots=True)
class Taken:
    """The processor time of each request, and how long each took to be answered, in milliseconds."""

    cpu: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The usual processor time."""
        return statistics.median(self.cpu)

    @property
    def tail(self) -> float:
        """The slowest of a hundred answers over the usual one."""
        waited = sorted(self.waited)
        return waited[int(len(waited) * 0.99)] / statistics.median(waited)


@dataclass(frozen=True, slots=True)
class Measured:
    """A page, its floor if it has one, and why there is no figure if there is none."""

    work: Work
    ours: Taken
    floor: Taken
    missing: str = ""


def our_browser(port: int, user: int, secret: str) -> Browser:
    """Somebody who is signed in to our server."""
    now = clock.now().timestamp()
    session = {"_user_id": key("session", user), "_fresh": True, "began": now, "seen": now}
    return signed_in(port, "gcp", session, secret)


def floor_browser(port: int, user: int, secret: str) -> Browser:
    """The same person at the floor."""
    return signed_in(port, "session", {"user": user, "token": "t"}, secret)


def measure(
    works: Sequence[Work], *, ours: Workers, floor: Workers, secret: str, rounds: int
) -> Sequence[Measured]:
    """The pages with what they take, each asked before and after all others."""
    found = [_begin(work, ours, floor, secret) for work in works]
    for _ in range(rounds):
        for one, browser, floor_page in found:
            if one.missing:
                continue
            _take(one.ours, ours, one.work.prepare, browser)
            if one.work.floor is not None:
                _take(one.floor, floor, one.work.floor, floor_page)
    return [one for one, _, _ in found]


def _begin(work: Work, ours: Workers, floor: Workers, secret: str) -> tuple[Measured, Browser, Browser]:
    """Ask a few times before it counts: both workers have then made what they make once."""
    browser = our_browser(ours.port, work.who, secret)
    floor_page = floor_browser(floor.port, work.who, secret)
    missing = ""
    try:
        for _ in range(_BEFORE_IT_COUNTS):
            work.prepare(browser)()
            if work.floor is not None:
                work.floor(floor_page)()
    except NoAnswer as error:
        missing = str(error)
    return Measured(work, Taken(), Taken(), missing), browser, floor_page


def _take(taken: Taken, workers: Workers, prepare: Prepare, browser: Browser) -> None:
    ask = prepare(browser)
    before, start = workers.cpu(), time.perf_counter()
    ask()
    taken.waited.append((time.perf_counter() - start) * 1000)
    taken.cpu.append(workers.cpu() - before)


def lines(found: Sequence[Measured]) -> Sequence[str]:
    """The table: medians, ratios, and how far each page is from what is aimed at."""
    houses: Mapping[str, float] = {one.work.name: one.ours.median for one in found if one.ours.cpu}
    table = [
        "| page | CPU ms | × house | floor ms | × floor | aim ms | reached | p99 ÷ p50 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        if one.missing:
            table.append(f"| {one.work.name} | no answer: {one.missing} | | | | | | |")
            continue
        table.append(_line(one, houses))
    return table


def _line(one: Measured, houses: Mapping[str, float]) -> str:
    ours, house = one.ours.median, houses[one.work.house]
    cells = [one.work.name, f"{ours:.1f}", f"{ours / houses[HOUSE]:.1f}"]
    if one.floor.cpu:
        floor = one.floor.median
        aim = house + one.work.times * floor
        cells += [f"{floor:.2f}", f"{ours / floor:.1f}", f"{aim:.1f}", "yes" if ours <= aim else "no"]
    else:
        cells += ["", "", "", ""]
    return f"| {' | '.join([*cells, f'{one.ours.tail:.1f}'])} |"
