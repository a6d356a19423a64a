"""The pages of the analysis: whom each is about and what comes next; and the changes that are to be explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import words
from gcp_tool.assessments.forms.analysis import Asked, EffortForm, effort_name
from gcp_tool.assessments.presenters.voices import child_name, label_of
from gcp_tool.assessments.queries.previous import Before
from gcp_tool.assessments.record import Care, Record
from gcp_tool.core.formatting import long_date
from gcp_tool.domain.dates import completed_years
from gcp_tool.domain.factors import factors_of_age
from gcp_tool.domain.instrument import Item
from gcp_tool.models import Profile

Needing = Sequence[tuple[Care, Sequence[Item]]]


@dataclass(frozen=True, slots=True)
class Betterment:
    """An item that is so much better: of whom, from which grade to which, and the names of its fields."""

    title: str
    about: str
    moved: str
    words_name: str
    effort_name: str


def ask_about(record: Record, needing: Needing) -> Asked:
    """What is asked, and where the answer is kept: of what a household shares, once."""
    asked: dict[tuple[int, str], tuple[Profile, Item]] = {}
    for care, items in needing:
        for item in items:
            profile = words.effort_profile(record, care, item)
            asked.setdefault((profile.id, item.id), (profile, item))
    return list(asked.values())


def present_betterments(
    record: Record, form: EffortForm, previous: Mapping[int, Mapping[str, Before]]
) -> Sequence[Betterment]:
    """The items that are so much better, in words. `previous` goes by profile, then by line."""
    cares = {care.profile.id: care for care in record.cares}
    return [
        Betterment(
            title=item.title,
            about="" if len(record.cares) == 1 else _whose(cares[profile.id], item),
            moved=_moved(record, cares[profile.id], item, previous[profile.id]),
            words_name=effort_name("words", profile, item),
            effort_name=effort_name("effort", profile, item),
        )
        for profile, item in form.asked
    ]


def _whose(care: Care, item: Item) -> str:
    return "Everybody at home" if item.household else child_name(care)


def _moved(record: Record, care: Care, item: Item, previous: Mapping[str, Before]) -> str:
    scale, answer, before = record.instrument.scale, record.answer(care, item), previous[item.line]
    now = label_of(scale, answer.grade if answer else None)
    return f"{label_of(scale, before.level)} on {long_date(before.on)}; now {now}"


def factors_by_age(record: Record, care: Care) -> frozenset[str]:
    """The factors that a child's age makes true by itself, on the last day of the period looked at."""
    child = care.profile.child
    born = child.birth_on if child else None
    years = completed_years(born, record.assessment.window_to) if born is not None else None
    return factors_of_age(care.band, years)
