"""`gcp-tool completions`: count again which agency completed and contributed to what, or check the counts."""

import click

from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.core.formatting import counted
from gcp_tool.domain.errors import ToolError
from gcp_tool.settings import load_settings
from gcp_tool.standing.completions import check_completions, rebuild_completions


@click.group()
def completions() -> None:
    """Rebuild or check how many assessments each agency completed."""


@completions.command()
def rebuild() -> None:
    """Count every completed assessment again and store the counts."""
    engines = Engines(load_settings().database_url)
    try:
        with transaction(engines) as session:
            count = rebuild_completions(session)
    finally:
        engines.dispose()
    click.echo(f"Counted {counted(count, 'completed assessment')} again.")


@completions.command()
def check() -> None:
    """Count everything again, change nothing, and name the first count that differs."""
    engines = Engines(load_settings().database_url)
    try:
        with engines.reader() as session:
            count = check_completions(session)
    except ToolError as error:
        raise click.ClickException(str(error)) from error
    finally:
        engines.dispose()
    click.echo(f"The counts are those of {counted(count, 'completed assessment')}.")
