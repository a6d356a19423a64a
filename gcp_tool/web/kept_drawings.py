"""Drawings made once: what was drawn before is read, the rest is drawn outside every transaction, and kept.

A drawing that names people is kept in this process alone: a stored one has no family, so nothing could dispose of it.
"""

import gzip
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError, OperationalError

from gcp_tool.audit.transactions import transaction
from gcp_tool.core import clock
from gcp_tool.extensions import db
from gcp_tool.models import ChartDrawing

log = logging.getLogger(__name__)

_MOST_IN_MEMORY = 64
_naming: OrderedDict[str, str] = OrderedDict()

_DRAWINGS = select(ChartDrawing.sha256, ChartDrawing.svg_gz).where(
    ChartDrawing.sha256.in_(bindparam("keys", expanding=True))
)


def drawings(wanted: Mapping[str, Callable[[], str]]) -> Mapping[str, str]:
    """The drawings of these keys; `wanted` gives for each the way to draw it. Ends the reading of the request."""
    found = db.session.execute(_DRAWINGS, {"keys": list(wanted)})
    kept = {sha256: gzip.decompress(svg_gz).decode() for sha256, svg_gz in found}
    db.end_read()  # drawing takes long: nothing waits for it, no transaction is open
    return {key: kept.get(key) or _draw_and_keep(key, draw) for key, draw in wanted.items()}


def drawings_naming_people(wanted: Mapping[str, Callable[[], str]]) -> Mapping[str, str]:
    """The same for drawings with names in them, which are never stored. Ends the reading of the request."""
    db.end_read()
    found = {key: _naming.get(key) or draw() for key, draw in wanted.items()}
    for key, svg in found.items():
        _naming[key] = svg
        _naming.move_to_end(key)
    while len(_naming) > _MOST_IN_MEMORY:
        _naming.popitem(last=False)
    return found


def _draw_and_keep(key: str, draw: Callable[[], str]) -> str:
    svg = draw()
    try:
        with transaction(db.engines) as session:
            drawing = ChartDrawing(sha256=key, svg_gz=gzip.compress(svg.encode(), mtime=0), at=clock.now())
            session.add(drawing)
            session.flush()
    except IntegrityError:
        log.info("a drawing was kept by somebody else meanwhile")
    except OperationalError:
        log.warning("a drawing could not be kept; it will be made again", exc_info=True)
    return svg
