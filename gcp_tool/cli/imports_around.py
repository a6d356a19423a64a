"""`gcp-tool import plans|events|support|referrals`: bring in what another system keeps around families."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from gcp_tool.audit.transactions import transaction
from gcp_tool.cli.opening import opened_database
from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.data_imports.around.columns import AroundKind
from gcp_tool.data_imports.around.report import around_report
from gcp_tool.data_imports.around.services import PreparedAround, import_around, prepare_around
from gcp_tool.data_imports.problems import Problems
from gcp_tool.data_imports.reading import read_file
from gcp_tool.data_imports.report import problem_report
from gcp_tool.data_imports.services import Choices, NotImported
from gcp_tool.domain.dates import parse_date

_LONGEST_SOURCE = 60
_HELP: Mapping[AroundKind, str] = {
    AroundKind.PLANS: "Import plans of children from FILE, CSV or .xlsx.",
    AroundKind.EVENTS: "Import events, such as missed appointments, from FILE, CSV or .xlsx.",
    AroundKind.SUPPORT: "Import support that was given from FILE, CSV or .xlsx.",
    AroundKind.REFERRALS: "Import referrals from FILE, CSV or .xlsx.",
}


def day_or_today(text: str | None) -> date:
    """The day that a file tells up to. Raises BadParameter for what is no day that was."""
    if text is None:
        return clock.today()
    try:
        day = parse_date(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--as-at") from error
    if day > clock.today():
        raise click.BadParameter(
            "The day up to which the file tells cannot be still to come.", param_hint="--as-at"
        )
    return day


def refuse(file: Path, problems: Problems) -> NoReturn:
    """Say all that is wrong with a file, and end."""
    click.echo(problem_report(file.name, problems))
    sys.exit(1)


def _command(kind: AroundKind) -> click.Command:
    """The command that imports one kind of file."""

    @click.command(
        kind.value,
        help=f"{_HELP[kind]} All of it or nothing; the columns are in docs/how-to/import-plans.md.",
        short_help=_HELP[kind],
    )
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option(
        "--source",
        required=True,
        callback=lambda _context, _option, text: _source(text),
        help="The system that the file comes from, always by the same name: with source_key it tells rows apart.",
    )
    @click.option("--dry-run", is_flag=True, help="Say what would be imported, and change nothing.")
    @click.option("--as-at", metavar="DATE", help="The day up to which the file tells; today when not given.")
    def run(file: Path, *, source: str, dry_run: bool, as_at: str | None) -> None:
        choices = Choices(as_at=day_or_today(as_at))
        with opened_database() as engines:
            with engines.reader() as session:
                prepared = prepare_around(
                    session, file=read_file(file), kind=kind, source=source, choices=choices
                )
            if prepared.problems:
                refuse(file, prepared.problems)
            if not dry_run:
                _write(engines, file, prepared)
        click.echo(around_report(prepared, dry_run=dry_run))

    return run


def _write(engines: Engines, file: Path, prepared: PreparedAround) -> None:
    try:
        with transaction(engines) as session:
            import_around(session, prepared=prepared, by=None)
    except NotImported as error:
        refuse(file, error.problems)


def _source(text: str) -> str:
    """The name of a system, on one line and not long: it is shown beside what was imported."""
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST_SOURCE or not name.isprintable():
        raise click.BadParameter(f"Give the name of the system, {_LONGEST_SOURCE} characters at most.")
    return name


around_commands = tuple(_command(kind) for kind in AroundKind)
