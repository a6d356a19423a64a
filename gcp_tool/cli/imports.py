"""`gcp-tool import scores`: bring in past scores that were kept in a spreadsheet, and take an import back."""

from contextlib import ExitStack
from pathlib import Path

import click

from gcp_tool.audit.transactions import transaction
from gcp_tool.cli.imports_around import around_commands, day_or_today, refuse
from gcp_tool.cli.mappings import mappings
from gcp_tool.cli.opening import opened_database
from gcp_tool.core.database import Engines
from gcp_tool.core.formatting import counted, date_and_time, join_words
from gcp_tool.data_imports.files import new_file
from gcp_tool.data_imports.mapping import read_by
from gcp_tool.data_imports.mappings import get_mapping, headings_in
from gcp_tool.data_imports.queries import get_import, list_imports
from gcp_tool.data_imports.reading import ScoreFile, read_file
from gcp_tool.data_imports.report import outcome_report
from gcp_tool.data_imports.services import Choices, NotImported, Prepared, import_scores, prepare
from gcp_tool.data_imports.skipping import Refused, prepare_good, write_refused
from gcp_tool.data_imports.undoing import undo_import
from gcp_tool.domain.errors import NotPossible


@click.group("import")
def import_group() -> None:
    """Bring in history kept in spreadsheets."""


for command in around_commands:
    import_group.add_command(command)
import_group.add_command(mappings)


@import_group.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be imported, and change nothing.")
@click.option(
    "--create-missing",
    is_flag=True,
    help="Add families, people, agencies, teams and leads that are not on record; leads cannot sign in.",
)
@click.option(
    "--skip-bad",
    is_flag=True,
    help="Import the assessments in which nothing is wrong; write the others to a file beside this one.",
)
@click.option("--mapping", metavar="NAME", help="Read the file by a mapping of headings that was saved.")
@click.option("--as-at", metavar="DATE", help="The day up to which the file tells; today when not given.")
def scores(
    file: Path, *, dry_run: bool, create_missing: bool, skip_bad: bool, mapping: str | None, as_at: str | None
) -> None:
    """Import the scores in FILE, a CSV file or an Excel workbook (.xlsx).

    All of it or nothing: every row that is wrong is named with what to do. The columns are in
    docs/how-to/import-scores.md.
    """
    choices = Choices(as_at=day_or_today(as_at), create_missing=create_missing)
    with opened_database() as engines:
        read = _read(engines, file, mapping)
        prepared, refused = _prepare(engines, read, choices, skip_bad=skip_bad)
        if prepared.problems:
            refuse(file, prepared.problems)
        if refused.count and not prepared.assessments:
            raise NotPossible(
                "Something is wrong with every assessment. Run it without --skip-bad to see what. Nothing was imported."
            )
        if not dry_run:
            _write(engines, file, prepared, refused)
        click.echo(outcome_report(prepared, dry_run=dry_run))
        if refused.count:
            _tell_refused(file, refused, dry_run=dry_run)


def tell(words: str) -> None:
    """Say how far a long work is, beside what it will have to say in the end."""
    click.echo(words, err=True)


def _read(engines: Engines, file: Path, mapping: str | None) -> ScoreFile:
    read = read_file(file)
    if mapping is None:
        return read
    with engines.reader() as session:
        return read_by(read, headings_in(get_mapping(session, mapping)))


def _prepare(
    engines: Engines, file: ScoreFile, choices: Choices, *, skip_bad: bool
) -> tuple[Prepared, Refused]:
    with engines.reader() as session:
        if skip_bad:
            return prepare_good(session, file=file, choices=choices, tell=tell)
        return prepare(session, file=file, choices=choices, tell=tell), Refused({})


def _write(engines: Engines, file: Path, prepared: Prepared, refused: Refused) -> None:
    try:
        with ExitStack() as stack:
            if refused.count:
                write_refused(stack.enter_context(new_file(_refused_path(file))), prepared.file, refused)
            session = stack.enter_context(transaction(engines))
            import_scores(session, prepared=prepared, by=None, tell=tell)
    except NotImported as error:
        refuse(file, error.problems)


def _refused_path(file: Path) -> Path:
    return file.with_name(f"{file.stem}-refused.csv")


def _tell_refused(file: Path, refused: Refused, *, dry_run: bool) -> None:
    rows = counted(refused.count, "row")
    if dry_run:
        click.echo(
            f"\n{rows} would be left out, and written to {_refused_path(file).name} with what is wrong."
        )
        return
    click.echo(
        f"\n{rows} were left out. They are in {_refused_path(file).name}, each with what is wrong: correct them there"
        " and import that file."
    )


@import_group.command("list")
def list_command() -> None:
    """List the latest imports of scores, each with what it takes to undo it."""
    with opened_database() as engines, engines.reader() as session:
        for one in list_imports(session):
            undone = ", undone" if one.upload.undone_at is not None else ""
            brought = (
                f"{counted(one.assessments, 'assessment')} of {counted(one.families, 'family', 'families')}"
            )
            click.echo(f"{one.upload.key}  {date_and_time(one.upload.at)}  {brought}{undone}")


@import_group.command()
@click.argument("upload")
@click.option("--reason", required=True, help="Why it is undone; it is kept with every assessment of it.")
def undo(upload: str, *, reason: str) -> None:
    """Undo the import UPLOAD, named as `gcp-tool import list` names it: its assessments are recorded in error."""
    with opened_database() as engines, transaction(engines) as session:
        found = get_import(session, upload)
        undone = undo_import(session, upload=found.upload, reason=reason, by=None, tell=tell)
    click.echo(
        f"Undone: {counted(undone.assessments, 'assessment')} recorded in error. The same file can be imported again."
    )
    if undone.empty_families:
        families = counted(len(undone.empty_families), "family", "families")
        click.echo(f"Nothing else is on the record of {families}: {join_words(undone.empty_families)}.")
