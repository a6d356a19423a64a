"""`gcp-tool upgrade`: bring the database to this version, as its owner, and store the published tools."""

import click
from sqlalchemy.exc import OperationalError

from gcp_tool.audit.transactions import transaction
from gcp_tool.core.database import Engines
from gcp_tool.instruments.services import store_published
from gcp_tool.models import schema
from gcp_tool.settings import Settings, load_settings


def bring_up_to_date(settings: Settings) -> Engines:
    """Migrate as the owner, then store the published tools as the app; the app's engines are returned."""
    same = settings.migration_url == settings.database_url
    schema.upgrade(
        settings.migration_url, app_role=None if same else schema.app_role_of(settings.database_url)
    )
    engines = Engines(settings.database_url)
    with transaction(engines) as session:
        store_published(session, folders=settings.tool_folders, by=None)
    return engines


@click.command()
def upgrade() -> None:
    """Bring the database to this version and store the published tools."""
    try:
        bring_up_to_date(load_settings()).dispose()
    except OperationalError as error:
        raise click.ClickException(
            "The database is busy or cannot be reached, so it was not upgraded."
        ) from error
    click.echo(f"The database is at {schema.head()}.")
