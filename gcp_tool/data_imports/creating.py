"""Writing what must be added before an import: agencies, teams, leads, families, people and who is in which family.

The import is one event of the log, so nothing here is recorded by itself.
"""

import secrets
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.data_imports.adding import Additions, NewPerson
from gcp_tool.data_imports.known import Known, KnownPerson, Posting
from gcp_tool.domain.vocabulary import AgencyKind
from gcp_tool.families.names import sounds_of
from gcp_tool.models import Base

Ref = TypeVar("Ref", bound=Hashable)
Values = dict[str, Any]

TABLES = Base.metadata.tables
_AT_ONCE = 2_000
_KEYS_AT_ONCE = 500


def insert_rows(session: Session, table: str, rows: Sequence[Values]) -> None:
    """Insert rows by as few statements as they fit in."""
    for start in range(0, len(rows), _AT_ONCE):
        session.execute(insert(TABLES[table]), rows[start : start + _AT_ONCE])


def insert_keyed(session: Session, table: str, rows: Mapping[Ref, Values]) -> dict[Ref, int]:
    """Insert rows that have a key, and give back the id of each."""
    refs = {new_key(): ref for ref in rows}
    insert_rows(session, table, [{**rows[ref], "key": key} for key, ref in refs.items()])
    columns, keys = TABLES[table].c, list(refs)
    ids: dict[Ref, int] = {}
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = columns.key.in_(keys[start : start + _KEYS_AT_ONCE])
        ids |= {
            refs[key]: row_id for key, row_id in session.execute(select(columns.key, columns.id).where(some))
        }
    return ids


def create(session: Session, additions: Additions, known: Known) -> None:
    """Write the additions; from then on they are known."""
    _create_agencies(session, additions, known)
    _create_users(session, additions, known)
    _create_families(session, additions, known)
    _create_people(session, additions.people, known)
    _create_members(session, additions, known)


def _create_agencies(session: Session, additions: Additions, known: Known) -> None:
    known.agencies |= insert_keyed(
        session,
        "agency",
        {
            key: {"name": new.name, "kind": AgencyKind.OTHER, "opened_on": new.opened_on}
            for key, new in additions.agencies.items()
        },
    )
    known.teams |= insert_keyed(
        session,
        "team",
        {
            key: {"agency_id": known.agencies[new.agency], "name": new.name, "opened_on": new.opened_on}
            for key, new in additions.teams.items()
        },
    )


def _create_users(session: Session, additions: Additions, known: Known) -> None:
    now = clock.now()
    ids = insert_keyed(
        session,
        "app_user",
        {
            email: {
                "name": new.name,
                "email": email,
                "password": None,
                "fs_uniquifier": secrets.token_urlsafe(32),
                "created_at": now,
            }
            for email, new in additions.users.items()
        },
    )
    postings = {
        email: Posting(
            known.agencies[new.agency], known.teams[new.team] if new.team else None, new.started_on, None
        )
        for email, new in additions.users.items()
    }
    insert_rows(
        session, "user_posting", [{"user_id": ids[email], **one._asdict()} for email, one in postings.items()]
    )
    known.users |= ids
    known.postings |= {ids[email]: [posting] for email, posting in postings.items()}


def _create_families(session: Session, additions: Additions, known: Known) -> None:
    now = clock.now()
    known.families |= insert_keyed(
        session,
        "family",
        {
            ref: {
                "ref": ref,
                "label": new.label,
                "team_id": new.team if isinstance(new.team, int) else known.teams[new.team],
                "opened_on": new.opened_on,
                "changed_at": now,
            }
            for ref, new in additions.families.items()
        },
    )


def _create_people(session: Session, people: Mapping[str, NewPerson], known: Known) -> None:
    ids = insert_keyed(session, "person", {ref: _person(ref, new) for ref, new in people.items()})
    known.people |= {
        ref: KnownPerson(ids[ref], new.birth_on, new.expected_birth_on) for ref, new in people.items()
    }


def _person(ref: str, new: NewPerson) -> Values:
    given, _, family = new.name.rpartition(" ")
    given, family = (given, family) if given else (family, "")
    return {
        "ref": ref,
        "given_name": given,
        "family_name": family,
        "sounds": sounds_of(given, family),
        "birth_on": new.birth_on,
        "expected_birth_on": new.expected_birth_on,
        "changed_at": clock.now(),
    }


def _create_members(session: Session, additions: Additions, known: Known) -> None:
    rows = [
        {
            "family_id": known.families[family_ref],
            "person_id": known.people[ref].id,
            "role": new.role,
            "household": new.household,
            "started_on": new.started_on,
            "ended_on": None,
        }
        for (family_ref, ref), new in additions.members.items()
    ]
    insert_rows(session, "family_member", rows)
