"""`gcp-tool import mappings`: how spreadsheets with other headings are read, kept by name."""

from collections.abc import Iterable

import click

from gcp_tool.audit.transactions import transaction
from gcp_tool.cli.opening import opened_database
from gcp_tool.data_imports.mapping import Headings
from gcp_tool.data_imports.mappings import (
    get_mapping,
    headings_in,
    list_mappings,
    remove_mapping,
    save_mapping,
)
from gcp_tool.domain.errors import Invalid


@click.group()
def mappings() -> None:
    """List, save or remove mappings of headings."""


@mappings.command("list")
def list_command() -> None:
    """List the mappings that were saved."""
    with opened_database() as engines, engines.reader() as session:
        for mapping in list_mappings(session):
            headings = headings_in(mapping)
            click.echo(mapping.name)
            for ours, theirs in headings.matched.items():
                click.echo(f"  {ours} = {theirs}")
            for theirs in headings.left_out:
                click.echo(f"  left out: {theirs}")


@mappings.command()
@click.argument("name")
@click.argument("pairs", nargs=-1, required=True, metavar="COLUMN=HEADING...")
@click.option(
    "--leave-out", "left_out", multiple=True, metavar="HEADING", help="A column that is not imported."
)
def save(name: str, pairs: tuple[str, ...], left_out: tuple[str, ...]) -> None:
    """Save a mapping as NAME: for each of our columns, the HEADING it has in the spreadsheet.

    For example: gcp-tool import mappings save "Old form" family_ref="Case number" child_ref="Child ID"
    """
    headings = Headings(dict(_pairs(pairs)), left_out)
    with opened_database() as engines:
        try:
            with transaction(engines) as session:
                mapping = save_mapping(session, name=name, headings=headings, by=None)
        except Invalid as error:
            raise click.ClickException(f"{'. '.join(error.problems.values())}.") from error
        click.echo(f"Saved “{mapping.name}”. Use it with: --mapping {click.format_filename(mapping.name)!r}")


@mappings.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the mapping NAME. Nothing that was imported by it changes."""
    with opened_database() as engines, transaction(engines) as session:
        mapping = get_mapping(session, name)
        remove_mapping(session, mapping=mapping, by=None)
    click.echo(f"Removed “{mapping.name}”.")


def _pairs(pairs: Iterable[str]) -> Iterable[tuple[str, str]]:
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs.strip():
            raise click.BadParameter(
                f"“{pair}” is not of the form COLUMN=HEADING.", param_hint="COLUMN=HEADING"
            )
        yield ours.strip(), theirs.strip()
