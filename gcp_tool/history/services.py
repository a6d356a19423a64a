"""What the history keeps: drawings that were made, so that none is made twice."""

import gzip

from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.models import ChartDrawing


def keep_drawing(session: Session, *, sha256: str, svg: str) -> None:
    """Keep a drawing under its key. Raises IntegrityError when somebody else has just kept the same one."""
    session.add(ChartDrawing(sha256=sha256, svg_gz=gzip.compress(svg.encode(), mtime=0), at=clock.now()))
    session.flush()
