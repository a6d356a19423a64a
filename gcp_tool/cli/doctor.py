"""`gcp-tool doctor`: what is wrong with this deployment, and what to do. What is looked at is in `checks`."""

import sys
from collections.abc import Iterator

import click

from gcp_tool.cli.checks.database import check_database, check_tools
from gcp_tool.cli.checks.machine import check_machine
from gcp_tool.cli.checks.settings import check_settings
from gcp_tool.core.findings import Finding, Verdict, wrong
from gcp_tool.core.formatting import counted
from gcp_tool.settings import UnsafeSettings, load_settings


@click.command()
def doctor() -> None:
    """Look whether all is well with this deployment, and say of each fault what to do. Changes nothing."""
    found = []
    for finding in examine():
        click.echo(finding.line)
        found.append(finding.verdict)
    faults, looks = found.count(Verdict.WRONG), found.count(Verdict.LOOK)
    click.echo(f"\n{counted(faults, 'fault')}, {counted(looks, 'thing')} to look at.")
    if faults:
        sys.exit(1)


def examine() -> Iterator[Finding]:
    """Everything that is looked at, in order. With unsafe settings there is nothing else to look at."""
    try:
        settings = load_settings()
    except UnsafeSettings as error:
        for fault in str(error).splitlines()[1:]:
            yield wrong(
                "Settings", fault, "Change it, and ask again. docs/reference/settings.md lists them all."
            )
        return
    yield from check_settings(settings)
    yield from check_machine(settings)
    yield check_tools(settings)
    yield from check_database(settings)
