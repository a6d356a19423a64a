"""`gcp-tool instruments`: check tool files, compare two, publish one, list what is published, write the schema."""

from pathlib import Path

import click

from gcp_tool.domain.instrument import compare
from gcp_tool.instruments import publishing
from gcp_tool.instruments.differences import difference_lines
from gcp_tool.instruments.loader import load_file, load_folder
from gcp_tool.instruments.schema import schema_text
from gcp_tool.settings import ROOT

FOLDER = ROOT / "scoring_rules"

_in_folder = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    help="Where the tools are, when it is not scoring_rules: a folder of licensed tools.",
)


@click.group()
def instruments() -> None:
    """Check and store tools."""


@instruments.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@_in_folder
def check(file: Path | None, folder: Path) -> None:
    """Name every problem of FILE, or of every tool file, with its line."""
    tools = [load_file(file)] if file else load_folder(folder)
    publishing.check_published(folder)
    for tool in tools:
        count = sum(len(area.items) for domain in tool.instrument.domains for area in domain.areas)
        click.echo(f"{tool.instrument.name}: good, {count} items")


@instruments.command()
@click.argument("old")
@click.argument("new")
@_in_folder
def diff(old: str, new: str, folder: Path) -> None:
    """Say what differs between two versions, such as six-domain-care/0.9 and six-domain-care/1.0, or two files."""
    older, newer = (load_file(_path_of(name, folder)).instrument for name in (old, new))
    click.echo("\n".join(difference_lines(older, newer, compare(older, newer))))


def _path_of(name: str, folder: Path) -> Path:
    return Path(name) if name.endswith(".yaml") else folder / f"{name}.yaml"


@instruments.command("list")
@_in_folder
def list_tools(folder: Path) -> None:
    """List the published tools with their hashes."""
    for published in publishing.list_published(folder):
        click.echo(str(published))


@instruments.command()
@click.argument("name")
@_in_folder
def publish(name: str, folder: Path) -> None:
    """Publish NAME, such as six-domain-care/1.0. What is published never changes."""
    code, _, version = name.partition("/")
    click.echo(f"Published: {publishing.publish(folder, code, version)}")


@instruments.command()
def schema() -> None:
    """Write the shape of a tool file as JSON Schema, for editors."""
    click.echo(schema_text(), nl=False)
