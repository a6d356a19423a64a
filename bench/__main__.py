"""`make bench`: the processor time of each page of the main job, beside the house and the floor it stands on.

Medians over interleaved rounds, of the two workers of each server; the ratios are what to compare.
"""

import os
from contextlib import ExitStack

import click
from sqlalchemy import select

from bench.data import TOOL
from bench.databases import environment_of, postgresql, settings_for, sqlite
from bench.floor import make_tables
from bench.measuring import lines, measure
from bench.sizes import SIZES
from bench.workers import serving
from bench.works import works
from gcp_tool.core.database import Engines
from gcp_tool.core.keys import new_key
from gcp_tool.domain.instrument import Instrument
from gcp_tool.models import InstrumentVersion

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
_OURS, _FLOOR = 8701, 8702


@click.command()
@click.option("--size", type=click.Choice(list(SIZES)), default="S")
@click.option("--engine", "engines", type=click.Choice(list(ENGINES)), multiple=True, default=tuple(ENGINES))
@click.option("--rounds", type=click.IntRange(min=5), default=60)
def main(size: str, engines: tuple[str, ...], rounds: int) -> None:
    """Print a table for each engine."""
    secret = new_key() + new_key()
    for engine in engines:
        click.echo(f"\nmaking the data of size {size} on {engine}: {SIZES[size].families:,} families")
        with ENGINES[engine](size, secret) as url:
            _measure(url, size, engine, rounds, secret)


def _measure(url: str, size: str, engine: str, rounds: int, secret: str) -> None:
    tool = _tool(url)
    environment = environment_of(settings_for(url, secret))
    with ExitStack() as stack:
        ours = stack.enter_context(serving("ours", _OURS, environment))
        floor = stack.enter_context(serving("floor", _FLOOR, environment))
        before = os.getloadavg()[0]
        found = measure(works(SIZES[size], tool), ours=ours, floor=floor, secret=secret, rounds=rounds)
        load = f"{before:.1f} to {os.getloadavg()[0]:.1f}"
        click.echo(
            f"size {size}, {engine}, {rounds} interleaved rounds, load {load} on {os.cpu_count()} cores\n"
        )
        click.echo("\n".join(lines(found)))
        if any(one.missing for one in found):
            click.echo(f"\nwhat our server said of it:\n{ours.errors()}")
        click.echo(f"\nmemory of our server with its two workers (PSS): {ours.memory():.0f} MB")


def _tool(url: str) -> Instrument:
    engines = Engines(url)
    make_tables(engines.engine)
    with engines.reader() as session:
        statement = select(InstrumentVersion).where(InstrumentVersion.code == TOOL)
        version = session.scalars(statement.order_by(InstrumentVersion.id.desc()).limit(1)).one()
        tool = version.instrument
    engines.dispose()
    return tool


if __name__ == "__main__":
    main()
