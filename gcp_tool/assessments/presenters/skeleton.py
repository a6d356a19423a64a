"""What the grading screen draws that is the same for everybody, drawn once and filled in for each page.

The words of an item for an age never change once they are published, and a form that nobody has filled in looks the
same each time: drawing them anew is most of what the page would cost. A test holds what is filled in here to be what
the macros draw.
"""

from collections.abc import Sequence
from functools import lru_cache

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.grading import NOT_GRADED
from gcp_tool.assessments.presenters.grading import REASONS, Choice, NotGraded, Row
from gcp_tool.web.drawn_once import call_macro, drawn_before

_HERE = "\ue000"  # stands for the place in what is drawn; no tool or person writes it
_MOST_KEPT = 1024


def radios(row: Row, legend: str, levels: Sequence[Choice], hint: str = "", size: str = "m") -> str:
    """The radios of a place, as `grade_radios` draws them; a legend of size `hidden` is for those who hear the page."""
    legend_class = "govuk-visually-hidden" if size == "hidden" else f"govuk-fieldset__legend--{size}"
    if row.error or any(other.reason_error for other in row.not_graded):
        return drawn_before(_draw(row, legend, levels, hint, legend_class))
    place = row.name.removeprefix("grade-")
    text = _skeleton(legend, tuple(levels), hint, legend_class).replace(_HERE, place)
    if row.chosen:
        button = f'type="radio" value="{row.chosen}"'
        text = text.replace(button, f"{button} checked", 1)
    for other in row.not_graded:
        text = _with_reason(text, other)
    return drawn_before(text)


def _with_reason(text: str, other: NotGraded) -> str:
    """The text with a reason selected in its own list."""
    if not other.reason_chosen:
        return text
    before, start, after = text.partition(f'<select class="govuk-select" id="{other.reason_name}"')
    chosen = f'<option value="{other.reason_chosen}"'
    return before + start + after.replace(chosen, f"{chosen} selected", 1)


@lru_cache(maxsize=_MOST_KEPT)
def _skeleton(legend: str, levels: tuple[Choice, ...], hint: str, legend_class: str) -> str:
    others = [
        NotGraded(
            value=state.value,
            label=content.NOT_GRADED_WORDS[state],
            reason_name=f"reason-{state.value}-{_HERE}",
            reasons=REASONS,
            reason_chosen="",
            reason_error="",
        )
        for state in NOT_GRADED
    ]
    row = Row(f"grade-{_HERE}", "", "", others, error="", theirs="", previous="", copied="")
    return _draw(row, legend, levels, hint, legend_class)


def _draw(row: Row, legend: str, levels: Sequence[Choice], hint: str, legend_class: str) -> str:
    return call_macro(
        "components/grades.html",
        "grade_radios",
        row.name,
        legend,
        levels,
        chosen=row.chosen,
        not_graded=row.not_graded,
        hint=hint,
        error=row.error,
        legend_class=legend_class,
        not_graded_divider="or",
    )
