"""Grades as small marks for long lists: each made once and kept, for making markup takes longer than finding it."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

_CELL = Markup(
    '<li class="app-grade app-grade--{kind}"><span class="app-grade__mark" aria-hidden="true"><span>{value}</span>'
    '</span><span class="app-latest__name" aria-hidden="true">{short}</span>'
    '<span class="govuk-visually-hidden">{title}: {said}</span></li>'
)


@lru_cache(maxsize=4096)
def grade_mark(title: str, value: int | None, kind: str) -> Markup:
    """One grade under the first word of its title; all of the title and the grade are there to be read aloud."""
    shown = "–" if value is None else str(value)
    return _CELL.format(
        kind=kind,
        value=shown,
        short=title.partition(" ")[0],
        title=title,
        said="no grade" if value is None else value,
    )


def grade_marks(marks: Iterable[Markup], label: str) -> Markup:
    """A row of marks as a list with a name; nothing when there is none."""
    cells = Markup().join(marks)
    return cells and Markup('<ul class="app-latest" aria-label="{}">{}</ul>').format(escape(label), cells)
