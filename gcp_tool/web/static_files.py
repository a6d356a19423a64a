"""Stylesheets, scripts and pictures: their addresses change when a file does, so that browsers may keep them."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from flask import Flask, request
from whitenoise import WhiteNoise

from gcp_tool.web.security import add_static_headers

_A_YEAR = int(timedelta(days=365).total_seconds())


def serve_static_files(app: Flask) -> None:
    """Let the files of the app's static folder be fetched, the scripts also under a name of their own."""
    folder = Path(app.static_folder or "")
    files = WhiteNoise(
        app.wsgi_app,
        root=str(folder),
        prefix="static/",
        max_age=_A_YEAR,
        add_headers_function=add_static_headers,
    )
    # scripts import one another by name, so all of them have a new address when any of them changed
    files.add_files(str(folder), prefix=f"static/{scripts_folder(folder)}/")
    app.wsgi_app = files  # type: ignore[method-assign]


def scripts_folder(folder: Path) -> str:
    """The name under which scripts are served: it changes when one of them does, so that browsers may keep them."""
    texts = b"".join(path.read_bytes() for path in sorted(folder.glob("*.js")))
    return f"scripts-{sha256(texts).hexdigest()[:12]}"


def script_urls(folder: Path, at: str) -> Callable[[str], str]:
    """A maker of addresses of scripts."""
    path = f"{at}/{scripts_folder(folder)}"
    return lambda name: f"{request.script_root}{path}/{name}"


def static_urls(folder: Path, at: str) -> Callable[[str], str]:
    """A maker of addresses of static files that change when the file does, so that browsers may keep them."""

    @cache
    def path_of(name: str) -> str:
        version = sha256((folder / name).read_bytes()).hexdigest()[:12]
        return f"{at}/{quote(name)}?v={version}"

    return lambda name: request.script_root + path_of(name)
