"""A server under measurement: started in a process of its own, its processor time and memory read from outside."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.browser import Browser, NoAnswer
from gcp_tool.settings import ROOT

_LONGEST_START = 300


@dataclass(frozen=True, slots=True)
class Workers:
    """A server's processes: the one that was started, and the workers it made."""

    port: int
    first: int
    log: Path

    @property
    def pids(self) -> list[int]:
        """The workers."""
        children = Path(f"/proc/{self.first}/task/{self.first}/children").read_text()
        return [int(pid) for pid in children.split()]

    def errors(self) -> str:
        """What the server said went wrong: its log holds no values."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line for line in lines if " error " in line or "Error" in line)

    def cpu(self) -> float:
        """The milliseconds of processor time that the workers have had, with all their threads."""
        stats = (stat for pid in self.pids for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"))
        return sum(int(stat.read_text().split()[0]) for stat in stats) / 1e6

    def memory(self) -> float:
        """What the processes hold, in MB, what they share counted once (PSS)."""
        rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in (self.first, *self.pids))
        return sum(int(re.findall(r"^Pss:\s+(\d+)", one, re.MULTILINE)[0]) for one in rollups) / 1024


@contextmanager
def serving(which: str, port: int, environment: Mapping[str, str]) -> Iterator[Workers]:
    """A server for the time of a `with`."""
    command = [sys.executable, "-m", "bench.serving", which, str(port)]
    with (
        tempfile.NamedTemporaryFile() as log,
        subprocess.Popen(command, cwd=ROOT, env=os.environ | dict(environment), stderr=log) as process,
    ):
        try:
            _wait(port)
            yield Workers(port, process.pid, Path(log.name))
        finally:
            process.terminate()


def _wait(port: int) -> None:
    start = time.monotonic()
    while time.monotonic() - start < _LONGEST_START:
        try:
            Browser(port).ask("/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NoAnswer(f"the server on port {port} did not start")
