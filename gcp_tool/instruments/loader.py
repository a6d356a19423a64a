"""Reads tool files into tools, and joins versions that say they are comparable.

Whether a file may be used is judged in `publishing`, not here.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from gcp_tool.domain.instrument import Instrument, content_of
from gcp_tool.instruments.building import build
from gcp_tool.instruments.checks import check_agreement
from gcp_tool.instruments.format import ToolFile
from gcp_tool.instruments.problems import Problem, ToolFileInvalid
from gcp_tool.instruments.shape import shape_faults
from gcp_tool.instruments.source import Location, Source, read_source


@dataclass(frozen=True, slots=True)
class LoadedTool:
    """A tool as its file gives it: the tool, the content for the database, and the hash of the file."""

    instrument: Instrument
    content: dict[str, object]
    sha256: str
    comparable_with: tuple[str, ...] = ()


def load_file(path: Path) -> LoadedTool:
    """Read one tool file, and the earlier versions beside it that it says it can be compared with.

    Raises ToolFileInvalid with every problem of the file.
    """
    return _load(path, {})


def load_folder(folder: Path) -> list[LoadedTool]:
    """Read every tool file of a folder (`<tool>/<version>.yaml`), in order of code and version.

    Raises ToolFileInvalid with every problem of every file.
    """
    known: dict[Path, LoadedTool] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/*.yaml")):
        try:
            _load(path, known)
        except ToolFileInvalid as error:
            problems += error.problems
    if problems:
        raise ToolFileInvalid(problems)
    return sorted(known.values(), key=lambda tool: (tool.instrument.code, _order(tool.instrument.version)))


def _load(path: Path, known: dict[Path, LoadedTool]) -> LoadedTool:
    if path not in known:
        file = f"{path.parent.name}/{path.name}"
        try:
            raw = path.read_bytes()
        except OSError as error:
            reason = f"The file cannot be read: {error.strerror}."
            raise ToolFileInvalid([Problem(file, 1, reason)]) from error
        known[path] = _interpret(read_source(file, raw), path, known, hashlib.sha256(raw).hexdigest())
    return known[path]


def _interpret(source: Source, path: Path, known: dict[Path, LoadedTool], sha256: str) -> LoadedTool:
    tool_file, faults = shape_faults(source.data)
    for location, message in faults:
        source.add_problem(location, message)
    check_agreement(source)
    if tool_file is None:
        raise ToolFileInvalid(source.problems)
    _check_place(source, tool_file, path)
    earlier = _earlier_versions(source, tool_file, path, known)
    _check_equivalence(source, tool_file, earlier)
    if source.problems:
        raise ToolFileInvalid(source.problems)
    instrument = build(tool_file, [tool.instrument for tool in earlier])
    _check_same_scale(source, instrument, earlier)
    return LoadedTool(instrument, content_of(instrument), sha256, tool_file.comparable_with)


def _check_place(source: Source, tool_file: ToolFile, path: Path) -> None:
    """Check that the file stands where its code and version say."""
    if tool_file.code != path.parent.name:
        source.add_problem(("code",), f"code is {tool_file.code}, but the folder is {path.parent.name}.")
    if tool_file.version != path.stem:
        source.add_problem(("version",), f"version is {tool_file.version}, but the file is {path.name}.")


def _earlier_versions(
    source: Source, tool_file: ToolFile, path: Path, known: dict[Path, LoadedTool]
) -> list[LoadedTool]:
    """Return the versions that the file says it can be compared with, oldest first."""
    found: list[LoadedTool] = []
    for place, version in enumerate(tool_file.comparable_with):
        location: Location = ("comparable_with", place)
        if _order(version) >= _order(tool_file.version):
            source.add_problem(location, f"{version} is not earlier than {tool_file.version}.")
            continue
        try:
            found.append(_load(path.with_name(f"{version}.yaml"), known))
        except ToolFileInvalid as error:
            first = error.problems[0].message
            source.add_problem(location, f"Version {version} cannot be used itself: {first}")
    return sorted(found, key=lambda tool: _order(tool.instrument.version))


def _check_equivalence(source: Source, tool_file: ToolFile, earlier: list[LoadedTool]) -> None:
    """Check that versions said to be comparable are so with each other too: one line joins them all."""
    named = set(tool_file.comparable_with)
    for tool in earlier:
        version = tool.instrument.version
        needed = {each for each in named if _order(each) < _order(version)}
        if set(tool.comparable_with) != needed:
            theirs = ", ".join(tool.comparable_with) or "no earlier version"
            message = (
                f"Version {version} is comparable with {theirs}: name it with exactly those, or leave it out."
            )
            source.add_problem(("comparable_with",), message)


def _check_same_scale(source: Source, instrument: Instrument, earlier: list[LoadedTool]) -> None:
    for tool in earlier:
        if _scale_of(tool.instrument) != _scale_of(instrument):
            message = f"Version {tool.instrument.version} has another scale, so it cannot be compared with."
            source.add_problem(("comparable_with",), message)
    if source.problems:
        raise ToolFileInvalid(source.problems)


def _scale_of(instrument: Instrument) -> tuple[tuple[int, ...], int, int]:
    """Return what must be equal for grades to mean the same: labels and meanings may be put better."""
    scale = instrument.scale
    return tuple(level.value for level in scale.levels), scale.concern_from, scale.serious_from


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
