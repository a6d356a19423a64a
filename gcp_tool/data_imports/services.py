"""Importing past scores: what a file would bring, and bringing it, whole or not at all."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.audit.events import Event
from gcp_tool.audit.recorder import record
from gcp_tool.core import clock
from gcp_tool.core.formatting import date_and_time
from gcp_tool.data_imports.adding import Additions, find_additions
from gcp_tool.data_imports.checking import check
from gcp_tool.data_imports.creating import create
from gcp_tool.data_imports.gathered import Gathered
from gcp_tool.data_imports.gathering import Tell, gather, no_collecting, no_telling
from gcp_tool.data_imports.known import SCORES, Known, find_upload, load_known, load_tools
from gcp_tool.data_imports.own_teams import check_additions, check_own
from gcp_tool.data_imports.problems import Problems
from gcp_tool.data_imports.reading import ScoreFile
from gcp_tool.data_imports.ready import Ready
from gcp_tool.data_imports.rows import Days
from gcp_tool.data_imports.writing import write
from gcp_tool.domain.errors import NotPossible, ToolError
from gcp_tool.models import Upload


class AlreadyImported(ToolError):
    """This very file was imported before."""


class NotImported(ToolError):
    """What the file tells does not fit what is on record now; nothing was imported."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("What the file tells does not fit what is on record now. Nothing was imported.")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Choices:
    """How a file is to be imported. `within` is who may bring in only what belongs to their own teams."""

    as_at: date
    create_missing: bool = False
    within: Actor | None = None


@dataclass(slots=True)
class Prepared:
    """A file that was read and checked: what it would bring, or what is wrong with it."""

    file: ScoreFile
    choices: Choices
    gathered: Gathered
    problems: Problems
    known: Known = field(default_factory=Known)
    assessments: Sequence[Ready] = ()
    additions: Additions = field(default_factory=Additions)


def prepare(session: Session, *, file: ScoreFile, choices: Choices, tell: Tell = no_telling) -> Prepared:
    """What the file would bring, or all that is wrong with it. Nothing is written.

    Raises:
        CannotRead: the file is not what it claims to be.
        AlreadyImported: the same file was imported before.
    """
    check_not_imported(session, file)
    return read_and_check(session, file, choices, tell=tell)


def read_and_check(
    session: Session,
    file: ScoreFile,
    choices: Choices,
    *,
    passing_over: Container[int] = (),
    tell: Tell = no_telling,
) -> Prepared:
    """What a file would bring, some of its rows passed over, or all that is wrong with it."""
    problems = Problems()
    with no_collecting():
        gathered = gather(
            file, load_tools(session), _days(choices), problems, passing_over=passing_over, tell=tell
        )
        prepared = Prepared(file, choices, gathered, problems)
        _check(session, prepared)
    return prepared


def import_scores(
    session: Session, *, prepared: Prepared, by: Actor | None, tell: Tell = no_telling
) -> Upload:
    """Write all that a prepared file brings; the upload is returned.

    It is held once more against what is on record, which may have changed since it was prepared.

    Raises:
        AlreadyImported: somebody imported the same file meanwhile.
        NotImported: something is wrong with it; nothing was written.
        NotPossible: somebody wrote the same records at the same moment.
    """
    check_not_imported(session, prepared.file)
    _check(session, prepared)
    if prepared.problems:
        raise NotImported(prepared.problems)
    try:
        upload = _add_upload(session, prepared, by)
        create(session, prepared.additions, prepared.known)
        write(session, upload=upload, assessments=prepared.assessments, known=prepared.known, tell=tell)
    except IntegrityError as error:
        raise NotPossible(
            "Somebody changed the same records at the same moment, so nothing was imported. Try again."
        ) from error
    details = _counts(prepared)
    record(session, Event.SCORES_IMPORTED, by=by, subject=("upload", upload.id), details=details)
    return upload


def _add_upload(session: Session, prepared: Prepared, by: Actor | None) -> Upload:
    upload = Upload(
        kind=SCORES,
        sha256=prepared.file.sha256,
        as_at_on=prepared.choices.as_at,
        rows=prepared.gathered.row_count,
        at=clock.now(),
        by_id=by.id if by else None,
    )
    session.add(upload)
    session.flush()
    return upload


def check_not_imported(session: Session, file: ScoreFile) -> None:
    """Raise AlreadyImported when this very file was imported, and that was not undone."""
    at = find_upload(session, file.sha256)
    if at is not None:
        raise AlreadyImported(
            f"{file.name} was already imported, on {date_and_time(at)}. Nothing was imported."
        )


def _days(choices: Choices) -> Days:
    return Days(today=clock.today(), as_at=choices.as_at)


def _check(session: Session, prepared: Prepared) -> None:
    within = prepared.choices.within
    prepared.known = load_known(session, prepared.gathered)
    if within is not None:
        check_own(session, prepared.gathered, prepared.known, prepared.problems, by=within)
    prepared.assessments = check(
        prepared.gathered,
        prepared.known,
        prepared.problems,
        days=_days(prepared.choices),
        create_missing=prepared.choices.create_missing,
    )
    if not prepared.problems:
        prepared.additions = find_additions(
            prepared.gathered, prepared.known, prepared.assessments, _days(prepared.choices)
        )
        if within is not None:
            check_additions(
                prepared.assessments, prepared.additions, prepared.known, prepared.problems, by=within
            )


def _counts(prepared: Prepared) -> dict[str, int]:
    additions = prepared.additions
    return {
        "rows": prepared.gathered.row_count,
        "assessments": len(prepared.assessments),
        "agencies_added": len(additions.agencies),
        "teams_added": len(additions.teams),
        "users_added": len(additions.users),
        "families_added": len(additions.families),
        "people_added": len(additions.people),
    }
