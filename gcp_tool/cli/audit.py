"""`gcp-tool audit verify`: whether the log is what was written."""

import click

from gcp_tool.audit.chain import find_fault
from gcp_tool.core.database import Engines
from gcp_tool.settings import load_settings


@click.group()
def audit() -> None:
    """Check that the log is whole."""


@audit.command()
def verify() -> None:
    """Name the first event that was altered, is missing or was moved."""
    with Engines(load_settings().database_url).reader() as session:
        fault = find_fault(session)
    if fault is not None:
        raise click.ClickException(f"The log is not whole: {fault.words}.")
    click.echo("The log is whole.")
