"""Opening the database for a command: it must answer and be at this version. Serving and upgrading do without."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import OperationalError

from gcp_tool.core.database import Engines
from gcp_tool.domain.errors import NotPossible
from gcp_tool.models import schema
from gcp_tool.settings import load_settings


@contextmanager
def opened_database() -> Iterator[Engines]:
    """The database of this deployment, let go at the end.

    Raises:
        UnsafeSettings: the settings would put records at risk.
        NotPossible: the database is at another version.
        ClickException: the database is busy or cannot be reached.
    """
    engines = Engines(load_settings().database_url)
    try:
        with engines.reader() as session:
            if not schema.is_current(session):
                raise NotPossible("The database is not at this version yet. Run: gcp-tool upgrade")
        yield engines
    except OperationalError as error:
        raise click.ClickException(
            "The database is busy or cannot be reached. Nothing was changed."
        ) from error
    finally:
        engines.dispose()
