"""`gcp-tool export scores`: take the scores out, as a file that `gcp-tool import scores` reads."""

from pathlib import Path

import click

from gcp_tool.cli.opening import opened_database
from gcp_tool.core.formatting import counted
from gcp_tool.data_imports.exporting.services import export_scores
from gcp_tool.data_imports.reading import LARGEST_FILE, MOST_ROWS


@click.group("export")
def export_group() -> None:
    """Take records out into files."""


@export_group.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--xlsx", "as_workbook", is_flag=True, help="Write an Excel workbook instead of CSV.")
def scores(file: Path, *, as_workbook: bool) -> None:
    """Write every signed-off assessment to FILE, a row for each grade.

    The file holds names and evidence; only you can read it. What is in it is in docs/how-to/import-scores.md.
    """
    with opened_database() as engines:
        counts = export_scores(
            engines, file, as_workbook=as_workbook, tell=lambda words: click.echo(words, err=True)
        )
    click.echo(
        f"Exported {counted(counts['rows'], 'row')}: {counted(counts['assessments'], 'assessment')} of"
        f" {counted(counts['families'], 'family', 'families')}."
    )
    if counts["rows"] > MOST_ROWS or file.stat().st_size > LARGEST_FILE:
        click.echo("This is more than one import takes: split the file by assessments before it is imported.")
