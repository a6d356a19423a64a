"""Whether the machine has what the tool needs: room and rights on disk, time zones, fonts, PDF, a browser for tests."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import make_url

from gcp_tool.core.findings import Finding, look, well, wrong
from gcp_tool.documents.pdf import check_pdf_can_be_made
from gcp_tool.documents.problems import CannotBeMade
from gcp_tool.settings import ROOT, Settings

FONTS = ("Liberation Sans", "Arial", "DejaVu Sans")
BROWSERS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
_FONT_PACKAGES = "Install fontconfig, and fonts-dejavu-core or fonts-liberation."
MEGABYTE = 1024 * 1024
LEAST, LITTLE = 200 * MEGABYTE, 1024 * MEGABYTE


def check_machine(settings: Settings) -> Iterator[Finding]:
    """What is found of the machine."""
    folder = folder_of(settings)
    yield check_rights(folder)
    yield check_room(folder)
    yield check_time_zones()
    yield check_pdf()
    yield check_fonts()
    if find_spec("playwright"):  # only where somebody develops
        yield check_browser()


def folder_of(settings: Settings) -> Path:
    """Where the tool writes: beside the database that is a file, or in its own folder for such things."""
    url = make_url(settings.database_url)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(str(url.database)).resolve().parent if is_file else ROOT / "instance"


def check_rights(folder: Path) -> Finding:
    """Whether the tool may write where it must."""
    if not folder.is_dir():
        return wrong("Folder", f"{folder} is not there", "Make it, for the user that runs the tool.")
    if not os.access(folder, os.W_OK | os.X_OK):
        return wrong("Folder", f"{folder} cannot be written to", "Give it to the user that runs the tool.")
    shut = [path.name for path in folder.glob("*.db*") if not os.access(path, os.W_OK)]
    if shut:
        return wrong(
            "Folder", f"{', '.join(shut)} cannot be written to", "Give it to the user that runs the tool."
        )
    return well("Folder", f"{folder} can be written to")


def check_room(folder: Path) -> Finding:
    """Whether the disk has room."""
    place = folder if folder.is_dir() else ROOT
    free = shutil.disk_usage(place).free
    words = f"{free // MEGABYTE:,} MB free"
    if free < LEAST:
        return wrong("Disk", words, "Make room now: when the disk is full, nothing can be saved.")
    if free < LITTLE:
        return look("Disk", words, "Make room, and have somebody told when it runs low.")
    return well("Disk", words)


def check_time_zones() -> Finding:
    """Whether the rules of British time are installed."""
    try:
        ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        return wrong(
            "Time zones", "the rules of London time are missing", "Install the locked packages: make setup"
        )
    return well("Time zones", "London time is known")


def check_pdf() -> Finding:
    """Whether PDFs can be made."""
    try:
        check_pdf_can_be_made()
    except CannotBeMade as error:
        return wrong("PDF", "reports can be read and printed, and not made as PDF", f"{error}.")
    return well("PDF", "can be made")


def check_fonts() -> Finding:
    """Whether a font that reports are set in is here."""
    asked = shutil.which("fc-match")
    if asked is None:
        return look(
            "Fonts",
            "cannot be looked up here",
            _FONT_PACKAGES,
        )
    found = subprocess.run(  # noqa: S603 - a fixed command, found on the path
        [asked, "--format=%{family}", FONTS[0]], capture_output=True, text=True, check=False
    ).stdout
    if not any(font in found for font in FONTS):
        return look(
            "Fonts",
            f"reports would be set in {found or 'nothing'}, in which words may not fit",
            _FONT_PACKAGES,
        )
    return well("Fonts", f"reports are set in {found}")


def check_browser() -> Finding:
    """Whether the browser that the tests play in is here."""
    if not any(path.exists() for path in BROWSERS):
        return look(
            "Browser for tests",
            "none, so the browser tests fail; serving needs none",
            "apt-get install -y --no-install-recommends chromium-headless-shell libatomic1",
        )
    return well("Browser for tests", "is here")
