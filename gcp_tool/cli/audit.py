"""`gcp-tool audit verify`: whether the log is what was written, and what was signed off what it was."""

import click

from gcp_tool.audit.chain import find_fault
from gcp_tool.audit.digest import find_altered
from gcp_tool.cli.opening import opened_database


@click.group()
def audit() -> None:
    """Check that the log is whole."""


@audit.command()
def verify() -> None:
    """Name the first event that was altered, is missing or was moved, or what was changed after it was signed off."""
    with opened_database() as engines, engines.reader() as session:
        fault = find_fault(session)
        altered = find_altered(session) if fault is None else None
    if fault is not None:
        raise click.ClickException(f"The log is not whole: {fault.words}.")
    if altered is not None:
        raise click.ClickException(f"The log is whole, but {altered}.")
    click.echo("The log is whole.")
