"""`gcp-tool instruments`: check tool files, publish one, list what is published."""

from pathlib import Path

import click

from gcp_tool.instruments import publishing
from gcp_tool.instruments.loader import load_file, load_folder
from gcp_tool.settings import ROOT

FOLDER = ROOT / "scoring_rules"


@click.group()
def instruments() -> None:
    """Check and store tools."""


@instruments.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
def check(file: Path | None) -> None:
    """Name every problem of FILE, or of every tool file, with its line."""
    tools = [load_file(file)] if file else load_folder(FOLDER)
    publishing.check_published(FOLDER)
    for tool in tools:
        count = sum(len(area.items) for domain in tool.instrument.domains for area in domain.areas)
        click.echo(f"{tool.instrument.name}: good, {count} items")


@instruments.command("list")
def list_tools() -> None:
    """List the published tools with their hashes."""
    for published in publishing.list_published(FOLDER):
        click.echo(str(published))


@instruments.command()
@click.argument("name")
def publish(name: str) -> None:
    """Publish NAME, such as six-domain-care/1.0. What is published never changes."""
    code, _, version = name.partition("/")
    click.echo(f"Published: {publishing.publish(FOLDER, code, version)}")
