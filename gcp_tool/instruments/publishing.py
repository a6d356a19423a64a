"""Which tool files are published, and that none of them has changed since.

`published.lock` holds a line for each published file: its SHA-256, two spaces, `tool/version`. A file that it
does not name is a draft. Nothing here looks at the database.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gcp_tool.domain.errors import NotPossible, ToolError
from gcp_tool.instruments.loader import load_file

LOCK_NAME = "published.lock"
_NAME = r"[a-z0-9-]{1,60}/[0-9]{1,4}\.[0-9]{1,4}"
_LINE = re.compile(rf"([0-9a-f]{{64}})  ({_NAME})")


class NotAsPublished(ToolError):
    """The tool files in a folder are not what was published; the message names each and says what to do."""


@dataclass(frozen=True, slots=True)
class Published:
    """A published tool file: `tool/version`, and the hash it had when it was published."""

    name: str
    sha256: str

    def __str__(self) -> str:
        """Write the line that the lock holds."""
        return f"{self.sha256}  {self.name}"


def list_published(folder: Path) -> list[Published]:
    """Return the published files that the lock of a folder names, in the order they were published.

    Raises NotAsPublished when there is no folder, no lock, or one that cannot be understood.
    """
    if not folder.is_dir():
        raise NotAsPublished(f"There is no folder {folder}: the settings say that tools are there.")
    path = folder / LOCK_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NotAsPublished(f"There is no {path}: put back the one that came with the tools.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise NotAsPublished(
            f"{path} cannot be read as text: put back the one that came with the tools."
        ) from error
    published = [_parse(path, number, line) for number, line in enumerate(text.splitlines(), start=1)]
    _check_each_once(path, published)
    return published


def _parse(path: Path, number: int, line: str) -> Published:
    found = _LINE.fullmatch(line)
    if found is None:
        raise NotAsPublished(f"{path}, line {number}, is not a SHA-256, two spaces and tool/version.")
    return Published(name=found[2], sha256=found[1])


def _check_each_once(path: Path, published: list[Published]) -> None:
    names = [each.name for each in published]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise NotAsPublished(
            f"{path} names {', '.join(twice)} more than once: each version is published once."
        )


def check_published(folder: Path) -> None:
    """Check that every published file of a folder is there and is byte for byte what was published.

    Raises NotAsPublished with a sentence for each that is not.
    """
    faults = [fault for each in list_published(folder) if (fault := _find_fault(folder, each))]
    if faults:
        raise NotAsPublished(" ".join(faults))


def check_folders(folders: Sequence[Path]) -> None:
    """Check the published files of every folder, and that each tool is published from one of them only.

    A second folder holds licensed tools, never another version of one that everybody uses. Raises NotAsPublished.
    """
    home: dict[str, Path] = {}
    for folder in folders:
        check_published(folder)
        for code in {each.name.partition("/")[0] for each in list_published(folder)}:
            if code in home:
                raise NotAsPublished(
                    f"The tool {code} is published from {home[code]} and from {folder}. A tool has one folder: give the"
                    " other a code of its own."
                )
            home[code] = folder


def _find_fault(folder: Path, published: Published) -> str | None:
    path = _path_of(folder, published.name)
    try:
        raw = path.read_bytes()
    except OSError:
        return f"The published tool file {path} is missing or cannot be read: put it back as it was."
    if hashlib.sha256(raw).hexdigest() != published.sha256:
        return (
            f"The published tool file {path} has been changed: put it back, and make a new version instead."
        )
    return None


def _path_of(folder: Path, name: str) -> Path:
    return folder / f"{name}.yaml"


def publish(folder: Path, code: str, version: str) -> Published:
    """Publish a tool file that can be used, by adding its line to the lock.

    Raises ToolFileInvalid for a file with problems, NotAsPublished for a lock that no longer holds, and
    NotPossible when the version is published already: what is published never changes.
    """
    name = f"{code}/{version}"
    if not re.fullmatch(_NAME, name):
        raise NotPossible(f"{name} is not the code and version of a tool, such as six-domain-care/1.0.")
    lock = folder / LOCK_NAME
    before = list_published(folder) if lock.exists() else []
    if name in [each.name for each in before]:
        raise NotPossible(f"{name} is published already and cannot change: make a new version.")
    if before:
        check_published(folder)
    added = Published(name, load_file(_path_of(folder, name)).sha256)
    _write(lock, [*before, added])
    return added


def _write(lock: Path, published: list[Published]) -> None:
    """Write the lock whole or not at all."""
    beside = lock.with_name(f"{lock.name}.new")
    beside.write_text("".join(f"{each}\n" for each in published), encoding="utf-8")
    beside.replace(lock)
