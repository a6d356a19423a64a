"""`gcp-tool import scores`: bring in past scores that were kept in a spreadsheet."""

from pathlib import Path

import click
from sqlalchemy.exc import OperationalError

from gcp_tool.audit.transactions import transaction
from gcp_tool.cli.imports_around import around_commands, day_or_today, refuse
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.reading import read_file
from gcp_tool.data_imports.report import outcome_report
from gcp_tool.data_imports.services import Choices, NotImported, Prepared, import_scores, prepare
from gcp_tool.domain.errors import NotPossible
from gcp_tool.models import schema
from gcp_tool.settings import load_settings


@click.group("import")
def import_group() -> None:
    """Bring in history kept in spreadsheets."""


for command in around_commands:
    import_group.add_command(command)


@import_group.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be imported, and change nothing.")
@click.option(
    "--create-missing",
    is_flag=True,
    help="Add families, people, agencies, teams and leads that are not on record; leads cannot sign in.",
)
@click.option("--as-at", metavar="DATE", help="The day up to which the file tells; today when not given.")
def scores(file: Path, *, dry_run: bool, create_missing: bool, as_at: str | None) -> None:
    """Import the scores in FILE, a CSV file or an Excel workbook (.xlsx).

    All of it or nothing: every row that is wrong is named with what to do. The columns are in
    docs/how-to/import-scores.md.
    """
    choices = Choices(as_at=day_or_today(as_at), create_missing=create_missing)
    engines = Engines(load_settings().database_url)
    try:
        prepared = _prepare(engines, file, choices)
        if prepared.problems:
            refuse(file, prepared.problems)
        if not dry_run:
            _write(engines, file, prepared)
        click.echo(outcome_report(prepared, dry_run=dry_run))
    except OperationalError as error:
        raise click.ClickException(
            "The database is busy or cannot be reached, so nothing was imported. Try again."
        ) from error
    finally:
        engines.dispose()


def _prepare(engines: Engines, file: Path, choices: Choices) -> Prepared:
    with engines.reader() as session:
        if not schema.is_current(session):
            raise NotPossible("The database is not at this version yet. Run: gcp-tool upgrade")
        return prepare(session, file=read_file(file), choices=choices)


def _write(engines: Engines, file: Path, prepared: Prepared) -> None:
    try:
        with transaction(engines) as session:
            import_scores(session, prepared=prepared, by=None)
    except NotImported as error:
        refuse(file, error.problems)
