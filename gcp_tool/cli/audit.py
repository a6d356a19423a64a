"""`gcp-tool audit`: whether the log is what was written, what was signed off what it was, and where the log ends."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from gcp_tool.audit.anchors import Anchor, anchor_now, find_unanchored, read_anchors
from gcp_tool.audit.chain import find_fault
from gcp_tool.audit.digest import find_altered
from gcp_tool.cli.opening import opened_database
from gcp_tool.core import clock
from gcp_tool.core.formatting import counted

_ANCHORS = "The file of anchors, kept on another machine than the database."


@click.group()
def audit() -> None:
    """Check that the log is whole."""


@audit.command()
@click.option(
    "--anchors", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_ANCHORS
)
def verify(file: Path | None) -> None:
    """Name the first event that was altered, is missing or was moved, or what was changed after it was signed off.

    With --anchors also whether the log was cut off at its end, or written anew, since a day in the file.
    """
    anchors = _read(file) if file is not None else ()
    with opened_database() as engines, engines.reader() as session:
        fault = find_fault(session) or find_unanchored(session, anchors)
        altered = find_altered(session) if fault is None else None
    if fault is not None:
        raise click.ClickException(f"The log is not whole: {fault.words}.")
    if altered is not None:
        raise click.ClickException(f"The log is whole, but {altered}.")
    held = f" It holds {counted(len(anchors), 'anchor')}." if anchors else ""
    click.echo(f"The log is whole.{held}")


@audit.command()
@click.option(
    "--file", type=click.Path(dir_okay=False, path_type=Path), help=f"Add it to this file too. {_ANCHORS}"
)
def anchor(file: Path | None) -> None:
    """Print where the log ends today: its last event's number and hash. Run it every day.

    With --file it is added to the file, unless the log no longer holds what the file says of earlier days.
    """
    earlier = _read(file) if file is not None and file.exists() else ()
    with opened_database() as engines, engines.reader() as session:
        fault = find_unanchored(session, earlier)
        made = anchor_now(session, on=clock.today())
    if fault is not None:
        raise click.ClickException(f"Nothing was added. The log is not what it was: {fault.words}.")
    if made is None:
        raise click.ClickException("Nothing was ever recorded here, so there is no end to note.")
    if file is not None:
        _add(file, made)
    click.echo(str(made))


def _read(file: Path) -> Sequence[Anchor]:
    try:
        return read_anchors(file.read_text(encoding="ascii", errors="replace").splitlines())
    except OSError as error:
        raise click.ClickException(f"The file of anchors cannot be read: {error.strerror}.") from error


def _add(file: Path, made: Anchor) -> None:
    """Add a line to the end of the file, and wait until the disk has it."""
    try:
        with file.open("a", encoding="ascii") as end:
            end.write(f"{made}\n")
            end.flush()
            os.fsync(end.fileno())
    except OSError as error:
        raise click.ClickException(f"The anchor could not be added to the file: {error.strerror}.") from error
