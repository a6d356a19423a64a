"""The base of every table: names of constraints, column types, and the columns that many tables share."""

import enum
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Enum, Identity, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gcp_tool.core.database import UtcDateTime
from gcp_tool.core.keys import new_key

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Id = BigInteger().with_variant(Integer(), "sqlite")


def codes(kind: type[enum.Enum], name: str) -> Enum:
    """Text holding one of the codes of `kind`, kept to them by a named CHECK."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """The mother of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        str: Text(),
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }


class Numbered:
    """An id that is never used twice, even after a row is gone (the audit log points at ids)."""

    __table_args__: Any = ({"sqlite_autoincrement": True},)
    id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, sort_order=-10)


class Keyed(Numbered):
    """A record that has an address: a random key, never the id."""

    key: Mapped[str] = mapped_column(unique=True, default=new_key, sort_order=-9)


class Versioned:
    """A record that people edit: its version says whether somebody else got there first."""

    version: Mapped[int] = mapped_column(default=1, sort_order=90)
    changed_at: Mapped[datetime] = mapped_column(sort_order=91)
    changed_by_id: Mapped[int | None] = mapped_column(Id, sort_order=92)


def table_args(*constraints: Any) -> Any:
    """Constraints of a table, with SQLite's ids never re-used."""
    return (*constraints, {"sqlite_autoincrement": True})
