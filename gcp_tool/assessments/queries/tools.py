"""The tools that an assessment can be started with."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gcp_tool.models import InstrumentVersion

_VERSIONS = select(InstrumentVersion).order_by(InstrumentVersion.code, InstrumentVersion.id)


def list_latest_tools(session: Session) -> Sequence[InstrumentVersion]:
    """The latest stored version of each tool."""
    latest = {version.code: version for version in session.scalars(_VERSIONS)}
    return tuple(latest.values())
