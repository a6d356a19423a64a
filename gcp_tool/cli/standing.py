"""`gcp-tool standing` and `gcp-tool refresh`: make what is worked out from assessments again, or check it."""

from collections.abc import Callable

import click
from sqlalchemy.orm import Session

from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.core.formatting import counted
from gcp_tool.domain.errors import ToolError
from gcp_tool.settings import load_settings
from gcp_tool.standing.families import check_standing, rebuild_standing, refresh_due
from gcp_tool.standing.months import keep_months
from gcp_tool.standing.readings import check_readings, rebuild_readings


@click.group()
def standing() -> None:
    """Rebuild or check what is worked out from assessments."""


@standing.command()
def rebuild() -> None:
    """Work every reading, and how every family stands, out again from the answers and store it."""
    engines = Engines(load_settings().database_url)
    try:
        with transaction(engines) as session:
            assessments = rebuild_readings(session)
            families = rebuild_standing(session)
    finally:
        engines.dispose()
    click.echo(
        f"Worked out the readings of {counted(assessments, 'assessment')}"
        f" and the standing of {counted(families, 'family', 'families')} again."
    )


@click.command()
def refresh() -> None:
    """Work out again how families stand where time alone changed it, and keep the month's end. For a daily timer."""
    click.echo(f"Worked out the standing of {counted(refresh_all(), 'family', 'families')} again.")
    kept = keep_all_months()
    if kept:
        click.echo(f"Kept how families stood at the ends of months: {counted(kept, 'row')}.")


@standing.command()
def check() -> None:
    """Work everything out again, change nothing, and name the first assessment or family that differs."""
    engines = Engines(load_settings().database_url)
    try:
        with engines.reader() as session:
            assessments = check_readings(session)
            families = check_standing(session)
    except ToolError as error:
        raise click.ClickException(str(error)) from error
    finally:
        engines.dispose()
    click.echo(
        f"The readings of {counted(assessments, 'assessment')} are what the answers give,"
        f" and {counted(families, 'family stands', 'families stand')} as stored."
    )


def refresh_all() -> int:
    """Refresh the standing of families that is out of date; how many there were is returned."""
    return _batch_by_batch(refresh_due)


def keep_all_months() -> int:
    """Keep how families stood at the ends of the last months where it is not kept yet; how many rows is returned."""
    return _batch_by_batch(keep_months)


def _batch_by_batch(step: Callable[[Session], int]) -> int:
    """Take a step until there is no more to do, each kept by itself, so that nobody who saves has to wait for all."""
    engines = Engines(load_settings().database_url)
    count = 0
    try:
        while True:
            with transaction(engines) as session:
                some = step(session)
            if not some:
                return count
            count += some
    finally:
        engines.dispose()
