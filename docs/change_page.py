"""The page that says how the words for change are decided, made from the rule; its examples are worked out by it."""

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap

from gcp_tool.domain.change import STANDARD_RULE, Headline, Reading, SeriesFlag, StepFlag, Word, summary, word
from gcp_tool.domain.change.steps import MOVED_AT_LEAST, MOVED_ONE_IN
from gcp_tool.domain.change.summaries import words_of
from gcp_tool.domain.change.words import READINGS_BY_ANYONE, READINGS_BY_ONE_PERSON
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.due import LONGEST_GAP, RECENT_ENOUGH, REVIEW_AFTER_MONTHS, WORKING_DAYS_BEFORE_A_MEETING
from gcp_tool.domain.exposure import HOLDS_FOR_MONTHS

MADE = "<!-- Made by `make docs`. Do not edit. -->\n"
RULE = STANDARD_RULE
LAST = date(2026, 3, 16)
EXAMPLES: Sequence[tuple[tuple[int, ...], int]] = (
    ((5, 5, 5), 0),
    ((5, 4, 4, 4, 4), 0),
    ((4, 2, 2), 0),
    ((4, 2), 0),
    ((4, 2, 4, 3), 0),
    ((2, 3, 2, 5), 0),
    ((5,), 0),
    ((5,), 7),
)

_WORDS = {
    Word.FIRST_READING: "There has been one reading, ever.",
    Word.NO_NEW_READING: "Nobody has looked since the view began.",
    Word.LOW_THROUGHOUT: f"Every grade in the view is better than {RULE.concern_from}.",
    Word.WORSE: "The latest is worse than every one before it, or worse than the start and as bad as any.",
    Word.RECOVERING: "The latest is worse than at the start of the view, and better than the worst in it.",
    Word.SLIPPED_BACK: "The latest is not worse than at the start, and worse than the best since.",
    Word.UNCHANGED: "Every grade in the view is the same.",
    Word.BACK_AT_START: "It changed, and is now where it was at the start.",
    Word.STILL_A_CONCERN: f"Better than at the start, and still {RULE.concern_from} or worse.",
    Word.KEPT: (
        f"Better than at the start and better than {RULE.concern_from}, for at least {RULE.kept_after_months} months"
        f" less {RULE.tolerance_days} days, shown by {READINGS_BY_ONE_PERSON} readings by one person or"
        f" {READINGS_BY_ANYONE} by anybody, and not resting on a step of one item."
    ),
    Word.NOT_YET_KEPT: f"Better than at the start and better than {RULE.concern_from}; the rest has yet to be shown.",
}

_STEP_FLAGS = {
    StepFlag.ONE_ITEM_ONLY: "Of several items exactly one changed, whatever the domain did.",
    StepFlag.MOVING_UNDERNEATH: (
        f"At least {MOVED_AT_LEAST} items, and at least one in {MOVED_ONE_IN}, more are better than are worse, and the"
        " domain is not better."
    ),
    StepFlag.WORSE_UNDERNEATH: (
        f"At least {MOVED_AT_LEAST} items, and at least one in {MOVED_ONE_IN}, more are worse than are better, and the"
        " domain is the same."
    ),
    StepFlag.SCORER_CHANGED: "Somebody else graded.",
    StepFlag.VERSION_CHANGED: "The tool’s version is another.",
    StepFlag.BAND_CHANGED: "The child is in another age band; only items that both have are compared.",
    StepFlag.PARTLY_GRADED: "Something that was asked has no grade, before or now.",
}

_SERIES_FLAGS = {
    SeriesFlag.NO_BETTER: (
        f"At {RULE.concern_from} or worse without a break since {RULE.drift_after_months} months ago, and no better now"
        " than then. One reading, held so long, is enough."
    ),
    SeriesFlag.UP_AND_DOWN: (
        f"In the {RULE.up_and_down_months} months to the last reading it turned {RULE.up_and_down_reversals} times or"
        f" more, at {RULE.concern_from} or worse at least once, and has not been better than {RULE.concern_from} for"
        f" {RULE.settled_after_months} months since. Steps of one item do not count."
    ),
    SeriesFlag.OVERDUE: "The next reading was due before today.",
}

_HEADLINES = {
    Headline.GETTING_WORSE: (
        f"A domain at {RULE.concern_from} or worse is worse, has slipped back, or is worse underneath."
    ),
    Headline.NO_BETTER: "A domain is no better in six months, and is not moving underneath.",
    Headline.NOT_RESCORED: (
        f"A domain at {RULE.concern_from} or worse should have been read again more than"
        f" {RULE.overdue_after_days} days ago."
    ),
    Headline.UP_AND_DOWN: "A domain went up and down, and has not settled.",
    Headline.FIRST_READING: f"One reading so far, and it is {RULE.concern_from} or worse.",
    Headline.STILL_A_CONCERN: f"Any other domain at {RULE.concern_from} or worse.",
    Headline.NOT_ENOUGH_RECENT: (
        "A domain that should be looked at was never graded, or not in the last six months; or a child in the family"
        " has no reading with anybody who cares for them now."
    ),
    Headline.NOT_YET_KEPT: (
        "A domain was a concern in the last six months, and the improvement is not yet shown to be kept."
    ),
    Headline.KEPT: "Every domain that was a concern is improved and kept.",
    Headline.LOW: f"Every domain has been better than {RULE.concern_from} for six months.",
}


def change_page() -> str:
    """The page, in Markdown."""
    return "\n".join(
        [*_opening(), *_words(), *_marks(), *_headlines(), *_examples(), *_not_looking(), *_due(), ""]
    )


def _opening() -> list[str]:
    return [
        "# How change is told",
        MADE,
        *_paragraph(
            "This page is made from the rule itself, with the numbers of our own tool; another tool may set its own."
            " A lower grade is better care. A headline is a prompt to ask, not a finding."
        ),
        *_paragraph(
            "A **reading** is the grade of one domain, for one child with one carer, dated by the last day of the"
            " period looked at. It counts from the day it is submitted. It does not count while it is returned, or"
            " once it is recorded in error. Nothing is added up, averaged or ranked."
        ),
        *_paragraph(
            "A **view** is the last six months, the last year, the time of this plan, or all the time since the"
            " first reading. It starts with the reading that stood when it began, give or take"
            f" {RULE.tolerance_days} days."
        ),
    ]


def _words() -> list[str]:
    return [
        "## The word for one domain",
        "",
        "The first that fits is said, always with the grade it leaves the child at: “improved and kept, now 2”.",
        "",
        *_table(("Word", "When"), ((each.value, told) for each, told in _WORDS.items())),
        "",
    ]


def _marks() -> list[str]:
    return [
        "## What a line is marked with",
        "",
        *_table(("Mark", "When"), ((each.value, told) for each, told in _SERIES_FLAGS.items())),
        "",
        "## What a step from one reading to the next is marked with",
        "",
        "Items are compared where they were graded now, and graded or held before.",
        "",
        *_table(("Mark", "When"), ((each.value, told) for each, told in _STEP_FLAGS.items())),
        "",
    ]


def _headlines() -> list[str]:
    rows = ((str(each.value), words_of(each, RULE), told) for each, told in _HEADLINES.items())
    return [
        "## The headline of a child, and of a family",
        "",
        *_paragraph(
            "The first that fits any domain with any carer who cares for the child now. A family has the headline of"
            " its worst child, with a line for each child. With no reading at all there is no headline: *not assessed*."
        ),
        *_table(("", "Headline", "When"), rows),
        "",
        *_paragraph(
            f"Two promises hold for every history. Care at {RULE.concern_from} or worse now always gives a headline"
            " from 1 to 6. Time that passes without a new reading never turns 1 to 7 into 8 to 10."
        ),
    ]


def _examples() -> list[str]:
    return [
        "## Examples",
        "",
        "One domain, read every three months.",
        "",
        *_table(("Grades", "Seen", "Word", "Headline"), (_example(*example) for example in EXAMPLES)),
        "",
    ]


def _example(grades: Sequence[int], months: int) -> Sequence[str]:
    first = add_months(LAST, -3 * (len(grades) - 1))
    readings = [Reading(add_months(first, 3 * place), grade) for place, grade in enumerate(grades)]
    as_of = add_months(LAST, months)
    said = summary([readings], as_of)
    headline = f"{said.number} · {said.words}" if said else ""
    seen = f"{months} months later" if months else "that day"
    return (
        " ".join(str(grade) for grade in grades),
        seen,
        f"{word(readings, as_of)}, now {grades[-1]}",
        headline,
    )


def _not_looking() -> list[str]:
    return [
        "## Not looking is not improving",
        "",
        *_paragraph(
            "An item that was graded before and is not graded now keeps its grade until somebody grades it again or"
            f" finds that it does not apply. Where that grade is {RULE.concern_from} or worse the page says"
            " *not re-checked*. A reading with less than half of what was asked graded is *too little graded to"
            " compare*: it is drawn, and changes no word, unless something in it is"
            f" {RULE.serious_from} or worse."
        ),
        *_paragraph(
            "A new version of a tool never makes a family look new. Birth and versions that cannot be compared break"
            " the line in the chart; concern carries over."
        ),
    ]


def _due() -> list[str]:
    rows = (
        (
            "Next reading",
            (
                f"{RULE.rescore_every_months} months after the last, or {WORKING_DAYS_BEFORE_A_MEETING} working days"
                " before the next conference or review if that is sooner, unless the last is of the"
                f" {RECENT_ENOUGH.days} days before that."
            ),
        ),
        (
            "Six-month review",
            (
                f"{REVIEW_AFTER_MONTHS} months after the last decision, or after involvement began if that is later."
                f" Plans with no more than {LONGEST_GAP.days} days between them are one involvement."
            ),
        ),
    )
    return [
        "## What is due when",
        "",
        *_table(("What", "When"), rows),
        "",
        *_paragraph(
            f"Neither is due when no plan is open and every domain is better than {RULE.concern_from}."
            " *Time known at a grade* counts each reading to the next, or for"
            f" {HOLDS_FOR_MONTHS} months if that is sooner; the rest is not known."
        ),
    ]


def _paragraph(words: str) -> list[str]:
    return [*wrap(words, 118, break_on_hyphens=False), ""]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
