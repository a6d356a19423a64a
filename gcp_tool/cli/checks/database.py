"""Whether the database answers, is at this release, is guarded, keeps time and is up to date."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from gcp_tool.core import clock
from gcp_tool.core.database import Engines
from gcp_tool.core.findings import Finding, look, well, wrong
from gcp_tool.core.formatting import counted, long_date
from gcp_tool.instruments.publishing import NotAsPublished, check_folders, list_published
from gcp_tool.models import AuditEvent, InstrumentVersion, Standing, schema
from gcp_tool.models.catalogue import find_missing_triggers
from gcp_tool.settings import Settings
from gcp_tool.standing.sampling import find_differing

_UPGRADE = "Run: gcp-tool upgrade"
_A_FEW = 3
_MAY_DIFFER = timedelta(seconds=90)
_NIGHTS_MISSED = 2


def check_database(settings: Settings) -> Iterator[Finding]:
    """What is found of the database; when it cannot be read, that alone."""
    engines = Engines(settings.database_url)
    try:
        with engines.reader() as session:
            yield from _check(session, settings)
    except OperationalError:
        yield wrong(
            "Database",
            "it does not answer",
            "Start it, and see whether DATABASE_URL names the right machine, role and password.",
        )
    finally:
        engines.dispose()


def _check(session: Session, settings: Settings) -> Iterator[Finding]:
    try:
        is_current = schema.is_current(session)
    except OperationalError:
        raise
    except SQLAlchemyError:
        is_current = False
    if not is_current:
        yield wrong(
            "Migrations", f"the database is not at {schema.head()}, which this release needs", _UPGRADE
        )
        return
    yield well("Migrations", f"at {schema.head()}")
    checks: tuple[Callable[[Session], Finding], ...] = (
        check_triggers, check_clock, check_log_times, check_nightly_run, check_sample,
    )  # fmt: skip
    yield check_stored_tools(session, settings)
    yield from (check(session) for check in checks)


def check_tools(settings: Settings) -> Finding:
    """Whether the published tool files are what was published."""
    try:
        check_folders(settings.tool_folders)
    except NotAsPublished as error:
        return wrong("Tools", str(error), "Put back the files that came with this release, or your licence.")
    count = sum(len(list_published(folder)) for folder in settings.tool_folders)
    return well("Tools", f"{counted(count, 'published file')}, each as it was published")


def check_stored_tools(session: Session, settings: Settings) -> Finding:
    """Whether the database holds each published tool, and the same one."""
    what = "Stored tools"
    stored = {f"{row.code}/{row.version}": row.sha256 for row in session.scalars(select(InstrumentVersion))}
    try:
        published = [one for folder in settings.tool_folders for one in list_published(folder)]
    except NotAsPublished:
        return look(what, "cannot be held against files that are not in order", "See what is said of Tools.")
    other = [one.name for one in published if stored.get(one.name, one.sha256) != one.sha256]
    if other:
        return wrong(
            what,
            f"the database holds another {', '.join(other)} than the file",
            "Put back the file that was published. A change is always a new version.",
        )
    missing = [one.name for one in published if one.name not in stored]
    if missing:
        return wrong(what, f"the database lacks {', '.join(missing)}", _UPGRADE)
    return well(what, f"the database holds all {len(published)}, the same as the files")


def check_triggers(session: Session) -> Finding:
    """Whether what locks signed-off records and keeps the log is there."""
    missing = find_missing_triggers(session)
    if not missing:
        return well("Triggers", "all are there")
    named = ", ".join(missing[:_A_FEW])
    return wrong(
        "Triggers",
        f"{counted(len(missing), 'trigger')} missing or turned off: {named}{' …' if len(missing) > _A_FEW else ''}",
        f"{_UPGRADE}. Then find out who removed them, and run: gcp-tool audit verify",
    )


def check_clock(session: Session) -> Finding:
    """Whether this machine and the database's agree about the time."""
    if session.connection().dialect.name == "sqlite":
        return well("Clock", f"{clock.local(clock.now()):%d/%m/%Y %H:%M} in London")
    theirs: datetime = session.scalars(text("SELECT clock_timestamp()")).one()
    apart = abs(theirs - clock.now())
    if apart > _MAY_DIFFER:
        return wrong(
            "Clock",
            f"this machine and the database's are {int(apart.total_seconds())} seconds apart",
            "Let both set their clocks from the same time server.",
        )
    return well("Clock", f"{clock.local(theirs):%d/%m/%Y %H:%M} in London, here and at the database")


def check_log_times(session: Session) -> Finding:
    """Whether the log says that something happened later than now: a clock has been set back."""
    latest = session.scalar(select(func.max(AuditEvent.at)))
    if latest is not None and latest > clock.now() + _MAY_DIFFER:
        return wrong(
            "Log times",
            f"the latest event is of {long_date(clock.local(latest).date())}, which is still to come",
            "The clock of this machine is slow, or was fast before: set it from a time server.",
        )
    return well("Log times", "nothing in the log is later than now")


def check_nightly_run(session: Session) -> Finding:
    """Whether the nightly run has worked out again what time alone has changed."""
    waiting = session.execute(
        select(func.count(), func.min(Standing.recompute_on)).where(Standing.recompute_on <= clock.today())
    ).one()
    count, since = waiting
    if since is None or since > clock.today() - timedelta(days=_NIGHTS_MISSED):
        return well("Nightly run", "nothing has waited longer than since last night")
    return look(
        "Nightly run",
        f"{counted(count, 'family', 'families')} waiting to be worked out again, the first since {long_date(since)}",
        "Run: gcp-tool refresh. Then see why the timer did not.",
    )


def check_sample(session: Session) -> Finding:
    """Whether what lists say of a few families is what their readings give."""
    compared, ref = find_differing(session)
    if ref is not None:
        return wrong(
            "Standing",
            f"what is stored of family {ref} is not what its readings give",
            "Run: gcp-tool standing rebuild",
        )
    return well("Standing", f"{counted(compared, 'family', 'families')} worked out again, the same as stored")
