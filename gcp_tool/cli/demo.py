"""`gcp-tool demo`: an invented borough on this machine, with the sign-in details printed."""

import os
import secrets
from pathlib import Path

import click

from gcp_tool.cli.serve import run
from gcp_tool.core.database import Engines
from gcp_tool.demo.building import build, is_built
from gcp_tool.demo.people import PASSWORD, PEOPLE
from gcp_tool.models import schema
from gcp_tool.settings import ROOT, Settings, load_settings

DATABASE = ROOT / "instance" / "demo.db"
SECRET = ROOT / "instance" / "demo-secret"


@click.command()
@click.option("--reset", is_flag=True, help="Throw the borough away and build it again as of today.")
@click.option("--no-serve", is_flag=True, help="Build it and stop.")
def demo(*, reset: bool, no_serve: bool) -> None:
    """Build an invented borough, once, and serve it on this machine."""
    if reset:
        _remove()
    settings = _settings()
    if not _stands(settings):
        click.echo("Building an invented borough of sixty families. This takes half a minute or so.")
        _remove()
        build(settings)
    _print_who_signs_in(settings)
    if not no_serve:
        run(settings)


def _settings() -> Settings:
    if not SECRET.exists():
        SECRET.parent.mkdir(exist_ok=True)
        SECRET.touch(mode=0o600)
        SECRET.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return load_settings(
        database_url=f"sqlite:///{DATABASE}",
        secret_key=SECRET.read_text(encoding="utf-8").strip(),
        training_area=True,
        https=False,
    )


def _stands(settings: Settings) -> bool:
    if not DATABASE.exists():
        return False
    engines = Engines(settings.database_url)
    try:
        with engines.reader() as session:
            if not schema.is_current(session):
                return False
        return is_built(engines)
    finally:
        engines.dispose()


def _remove() -> None:
    for path in Path(DATABASE.parent).glob(f"{DATABASE.name}*"):
        path.unlink()


def _print_who_signs_in(settings: Settings) -> None:
    host = settings.host if settings.is_loopback else os.uname().nodename
    click.echo(f"\nTraining area: invented families only.  http://{host}:{settings.port}\n")
    for person in PEOPLE:
        click.echo(f"  {person.email:<38} {person.name:<15} {person.role.value}")
    click.echo(f"\n  Everybody's password: {PASSWORD}")
    click.echo(
        "  A first look: sign in as sana.khalid, open the Ashdown family. Then as maria.costa, their manager.\n"
    )
