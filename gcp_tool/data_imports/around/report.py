"""The words of an import of plans, events, support or referrals: counts and rows, no names of families."""

from collections.abc import Mapping

from gcp_tool.core.formatting import counted, join_words, long_date
from gcp_tool.data_imports.around.columns import AroundKind
from gcp_tool.data_imports.around.services import PreparedAround

_MOST_ROWS_NAMED = 50
_NOUNS: Mapping[AroundKind, tuple[str, str]] = {
    AroundKind.PLANS: ("plan", "plans"),
    AroundKind.EVENTS: ("event", "events"),
    AroundKind.SUPPORT: ("record of support", "records of support"),
    AroundKind.REFERRALS: ("referral", "referrals"),
}


def around_report(prepared: PreparedAround, *, dry_run: bool) -> str:
    """What a file brought, or would bring."""
    counts, noun = prepared.counts, _NOUNS[prepared.kind]
    parts = [
        f"add {counted(counts['added'], *noun)}" if dry_run else f"added {counted(counts['added'], *noun)}",
        f"change {counts['changed']:,}" if dry_run else f"changed {counts['changed']:,}",
        f"leave {counts['unchanged']:,} as they are"
        if dry_run
        else f"left {counts['unchanged']:,} as they were",
    ]
    said = join_words(parts)
    first = f"Dry run, nothing was changed. Would {said}." if dry_run else f"{said[:1].upper()}{said[1:]}."
    as_at = long_date(prepared.choices.as_at)
    read = f"Read {counted(prepared.rows, 'row')} of {prepared.file.name}, as at {as_at}."
    return "\n".join([first, read, *prepared.file.notes, *_left(prepared)])


def _left(prepared: PreparedAround) -> list[str]:
    rows = prepared.plan.left
    if not rows:
        return []
    named = ", ".join(f"{row:,}" for row in rows[:_MOST_ROWS_NAMED]) + (
        ", …" if len(rows) > _MOST_ROWS_NAMED else ""
    )
    which = f"row{'s' * (len(rows) > 1)} {named}"
    why = "somebody changed the record here or recorded it in error"
    return [f"Not touched, because {why}: {which}. Look at them one by one."]
