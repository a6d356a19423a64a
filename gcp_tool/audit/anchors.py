"""Where the log ended on a day, kept outside the database: by this a log cut off or written anew is seen.

The chain alone proves that no event was changed by itself. Whoever may write everything could make the whole chain
again, or move its head back; an anchor that lies somewhere else they cannot.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from gcp_tool.audit.chain import CHAIN, Fault, head_of
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.errors import NotPossible
from gcp_tool.models import AuditEvent

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([1-9]\d{0,17}) ([0-9a-f]{64})", re.ASCII)
_HASH = select(AuditEvent.hash).where(AuditEvent.chain == CHAIN, AuditEvent.seq == bindparam("at_seq"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last event on a day, by its number and hash."""

    on: date
    seq: int
    hash: str

    def __str__(self) -> str:
        """As a line of a file."""
        return f"{self.on.isoformat()} {self.seq} {self.hash}"


def anchor_now(session: Session, *, on: date) -> Anchor | None:
    """The end of the log as it is now; None while nothing was ever recorded."""
    seq, digest = head_of(session)
    return Anchor(on, seq, digest) if seq else None


def read_anchors(lines: Iterable[str]) -> Sequence[Anchor]:
    """The anchors of a file's lines; empty lines are passed over.

    Raises:
        NotPossible: a line is no anchor; the message names it.
    """
    return [_read(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]


def _read(number: int, line: str) -> Anchor:
    found = _LINE.fullmatch(line)
    try:
        if found is not None:
            return Anchor(date.fromisoformat(found[1]), int(found[2]), found[3])
    except ValueError:
        pass  # the shape of a date, and no day
    raise NotPossible(
        f"Line {number} of the file of anchors is not as it was written: a date, a number and a hash."
    )


def find_unanchored(session: Session, anchors: Iterable[Anchor]) -> Fault | None:
    """The first anchor that the log no longer holds, or None when it holds them all.

    It says nothing of the events between: that the chain is whole is to be checked first.
    """
    for anchor in sorted(anchors, key=lambda one: (one.seq, one.on)):
        kept = session.scalar(_HASH, {"at_seq": anchor.seq})
        if kept is None:
            words = f"on {long_date(anchor.on)} it went on to event {anchor.seq}, and that is no longer there"
            return Fault(anchor.seq, f"{words}: its end was cut off")
        if kept != anchor.hash:
            words = f"event {anchor.seq} is not the one that ended it on {long_date(anchor.on)}"
            return Fault(anchor.seq, f"{words}: it was written anew from there or before")
    return None
