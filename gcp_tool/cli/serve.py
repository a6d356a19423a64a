"""`gcp-tool serve`: gunicorn with two single-threaded workers. The development server is never used."""

import gc
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from gcp_tool.app import create_app
from gcp_tool.extensions import db
from gcp_tool.settings import Settings, load_settings

WORKERS = 2


def _after_fork(_server: Any, _worker: Any) -> None:
    db.engines.dispose(close=False)  # the parent's connections are not this process's to close


def _before_fork(_server: Any, _worker: Any) -> None:
    gc.freeze()  # what is loaded now is never garbage: no long pauses later, pages stay shared


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn, configured here and nowhere else."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._options = {
            "bind": f"{settings.host}:{settings.port}",
            "workers": WORKERS,
            "worker_class": "sync",
            "timeout": 60,
            "graceful_timeout": 20,
            "max_requests": 5000,
            "max_requests_jitter": 500,
            "preload_app": True,
            "accesslog": None,
            "loglevel": "warning",
            "post_fork": _after_fork,
            "pre_fork": _before_fork,
            "forwarded_allow_ips": "",
            "limit_request_line": 4094,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made before the workers are."""
        return self._app


def run(settings: Settings) -> None:
    """Serve until told to stop."""
    Server(create_app(settings), settings).run()


@click.command()
def serve() -> None:
    """Serve the tool at HOST and PORT."""
    settings = load_settings()
    click.echo(f"Serving at http://{settings.host}:{settings.port}")
    run(settings)
