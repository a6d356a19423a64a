"""A file that is written beside what is imported or exported: it stands under its name only when all went well."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from gcp_tool.domain.errors import ToolError


class CannotWrite(ToolError):
    """The file cannot be written; the message says why and what to do."""


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when the block ends well, and is gone when not. Only its owner may read it.

    Raises:
        CannotWrite: there is a file of this name, or it cannot be written there.
    """
    if path.exists():
        raise CannotWrite(f"There is a file {path.name} already. Give another name, or move it away.")
    try:
        file = NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False)  # noqa: SIM115 - closed below
    except OSError as error:
        raise CannotWrite(f"{path.name} cannot be written: {error.strerror}.") from error
    part = Path(file.name)
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
