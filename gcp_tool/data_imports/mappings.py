"""Mappings of headings, kept by name: saved, found, listed, removed."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.data_imports.mapping import Headings
from gcp_tool.domain.errors import Invalid, NotFound, NotPossible
from gcp_tool.models import ColumnMapping

LONGEST_NAME = 60


def list_mappings(session: Session) -> Sequence[ColumnMapping]:
    """Every mapping, by name."""
    return session.scalars(
        select(ColumnMapping).order_by(func.lower(ColumnMapping.name), ColumnMapping.id)
    ).all()


def get_mapping(session: Session, name: str) -> ColumnMapping:
    """The mapping of this name, however its capitals are typed.

    Raises:
        NotFound: there is none.
    """
    found = session.scalar(
        select(ColumnMapping).where(func.lower(ColumnMapping.name) == name.strip().lower())
    )
    if found is None:
        raise NotFound(f"There is no mapping called “{name.strip()}”.")
    return found


def headings_in(mapping: ColumnMapping) -> Headings:
    """How files are read by a mapping."""
    return Headings(mapping.columns["matched"], mapping.columns["left_out"])


def save_mapping(session: Session, *, name: str, headings: Headings, by: Actor | None) -> ColumnMapping:
    """Keep a mapping under a name that nobody uses yet.

    Raises:
        Invalid: the name is missing, too long or taken, or the mapping cannot be.
        NotPossible: somebody took the name at the same moment.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid({"name": f"Enter a name of 1 to {LONGEST_NAME} characters"})
    if headings.problems:
        raise Invalid({"matched": headings.problems[0].removesuffix(".")})
    taken = select(ColumnMapping.id).where(func.lower(ColumnMapping.name) == name.lower())
    if session.scalar(taken) is not None:
        raise Invalid(
            {"name": f"There is a mapping called “{name}” already. Choose another name, or remove it first"}
        )
    mapping = ColumnMapping(
        name=name,
        columns={"matched": dict(headings.matched), "left_out": list(headings.left_out)},
        by_id=by.id if by else None,
        changed_at=clock.now(),
        changed_by_id=by.id if by else None,
    )
    session.add(mapping)
    try:
        session.flush()
    except IntegrityError as error:
        raise NotPossible(
            "Somebody saved a mapping of this name at the same moment. Choose another name."
        ) from error
    record(session, Event.MAPPING_SAVED, by=by, subject=("column_mapping", mapping.id))
    return mapping


def remove_mapping(session: Session, *, mapping: ColumnMapping, by: Actor | None) -> None:
    """Take a mapping away. Nothing that was imported by it changes."""
    session.execute(delete(ColumnMapping).where(ColumnMapping.id == mapping.id))
    record(session, Event.MAPPING_REMOVED, by=by, subject=("column_mapping", mapping.id))
