"""`gcp-tool standing`: make what is worked out from assessments again, or check that it is right."""

import click

from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.core.formatting import counted
from gcp_tool.settings import load_settings
from gcp_tool.standing.readings import ReadingsDiffer, check_readings, rebuild_readings


@click.group()
def standing() -> None:
    """Rebuild or check what is worked out from assessments."""


@standing.command()
def rebuild() -> None:
    """Work every reading out again from the answers and store it."""
    engines = Engines(load_settings().database_url)
    try:
        with transaction(engines) as session:
            count = rebuild_readings(session)
    finally:
        engines.dispose()
    click.echo(f"Worked out the readings of {counted(count, 'assessment')} again.")


@standing.command()
def check() -> None:
    """Work every reading out again, change nothing, and name the first assessment that differs."""
    engines = Engines(load_settings().database_url)
    try:
        with engines.reader() as session:
            count = check_readings(session)
    except ReadingsDiffer as error:
        raise click.ClickException(str(error)) from error
    finally:
        engines.dispose()
    click.echo(f"The readings of {counted(count, 'assessment')} are what the answers give.")
