"""Two assessments side by side: what moved first, each with the grades and the evidence of both dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments.content import NOT_GRADED_WORDS
from gcp_tool.assessments.presenters.evidence import EvidenceCard, present_evidence
from gcp_tool.assessments.record import Care, Record
from gcp_tool.core.formatting import counted, date_range, long_date
from gcp_tool.domain.instrument import Scale
from gcp_tool.history.comparing import Barrier, Graded, Outcome, Pair, compare, find_barrier
from gcp_tool.history.presenters.tables import kind_of
from gcp_tool.history.queries.past import Counted, Place

_HEADINGS = {
    Outcome.WORSE: "Worse than before",
    Outcome.BETTER: "Better than before",
    Outcome.SAME: "The same",
    Outcome.NOT_COMPARABLE: "Without a grade in both, so not to be compared",
}
_BARRIERS = {
    Barrier.OTHER_TOOL: (
        "They were graded by different tools or on different scales, so no grade of one can be compared with the other."
    ),
    Barrier.BIRTH: "One looked at care before the birth and one after it, so nothing can be compared.",
}
_NOT_ASKED = "Not asked, or not looked at"
_NOT_GRADED = "Not graded"
_NONE_MOVED = "No item was graded differently."
_NONE_IN_BOTH = "No item has a grade in both, so no item can be compared."


@dataclass(frozen=True, slots=True)
class Option:
    """An assessment to choose."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Side:
    """A grade of one of the two as a chip shows it, and what was written down for it."""

    value: int | None
    label: str
    kind: str
    evidence: Sequence[EvidenceCard]


@dataclass(frozen=True, slots=True)
class BothView:
    """A thing in both assessments."""

    title: str
    domain: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class GroupView:
    """Things with the same outcome. Those that moved are open, the rest is opened when wanted."""

    heading: str
    is_open: bool
    rows: Sequence[BothView]


@dataclass(frozen=True, slots=True)
class ComparedCare:
    """One child with one carer in both: the domains, then what moved."""

    title: str
    barrier: str
    domains: Sequence[BothView]
    groups: Sequence[GroupView]
    none_moved: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two assessments side by side."""

    before: str
    after: str
    before_title: str
    after_title: str
    before_key: str
    after_key: str
    cares: Sequence[ComparedCare]
    only_one: Sequence[str]


def present_options(past: Sequence[Counted]) -> Sequence[Option]:
    """The assessments that can be compared, the latest first."""
    return [
        Option(one.key, f"{date_range(one.window_from, one.window_to)}, by {one.lead}, {one.agency}")
        for one in reversed(past)
    ]


def present_comparison(
    earlier: tuple[Counted, Record],
    later: tuple[Counted, Record],
    grades: Mapping[Place, int | None],
) -> ComparisonView:
    """Every child with every carer who is in both. What only one of the two looked at is named."""
    (first, before), (second, after) = earlier, later
    ours = {_pair_of(care): care for care in before.cares}
    shared = [(ours[_pair_of(care)], care) for care in after.cares if _pair_of(care) in ours]
    views = [_care((before, one), (after, other), grades) for one, other in shared]
    return ComparisonView(
        before=long_date(first.window_to),
        after=long_date(second.window_to),
        before_title=f"{first.lead}, {first.agency}; {first.tool}, version {first.version}",
        after_title=f"{second.lead}, {second.agency}; {second.tool}, version {second.version}",
        before_key=first.key,
        after_key=second.key,
        cares=views,
        only_one=_only_one((first, before), (second, after)),
    )


def _pair_of(care: Care) -> tuple[int | None, int | None]:
    return care.profile.child_id, care.profile.carer_id


def _only_one(*both: tuple[Counted, Record]) -> Sequence[str]:
    """Whose care only one of the two looked at."""
    (first, before), (second, after) = both
    return [
        f"{_title(care)}: only in the assessment to {long_date(one.window_to)}"
        for one, record, other in ((first, before, after), (second, after, before))
        for care in record.cares
        if _pair_of(care) not in other.pairs
    ]


def _title(care: Care) -> str:
    child, carer = care.profile.child, care.profile.carer
    return f"{child.name if child else 'The child'}, cared for by {carer.name if carer else 'the carer'}"


def _care(
    earlier: tuple[Record, Care], later: tuple[Record, Care], grades: Mapping[Place, int | None]
) -> ComparedCare:
    barrier = find_barrier(earlier, later)
    pairs = compare(earlier, later)
    found = {pair.outcome for pair in pairs}
    moved = found & {Outcome.WORSE, Outcome.BETTER} or barrier
    return ComparedCare(
        title=_title(later[1]),
        barrier=_BARRIERS[barrier] if barrier else "",
        domains=_domains(earlier, later, grades),
        groups=[group for outcome in Outcome if (group := _group(earlier, later, pairs, outcome)).rows],
        none_moved="" if moved else _NONE_MOVED if Outcome.SAME in found else _NONE_IN_BOTH,
    )


def _domains(
    earlier: tuple[Record, Care], later: tuple[Record, Care], grades: Mapping[Place, int | None]
) -> Sequence[BothView]:
    """The grade of each domain as it is read, with what was held from before."""
    titles: dict[str, str] = {}
    for record, care in (later, earlier):
        for domain in record.instrument.domains:
            if _place(record, care, domain.id) in grades:
                titles.setdefault(domain.id, domain.title)
    return [
        BothView(title, "", _domain_side(earlier, code, grades), _domain_side(later, code, grades))
        for code, title in titles.items()
    ]


def _domain_side(side: tuple[Record, Care], code: str, grades: Mapping[Place, int | None]) -> Side:
    place = _place(*side, code)
    level = grades.get(place)
    if level is None:
        return Side(None, _NOT_GRADED if place in grades else _NOT_ASKED, "missing", ())
    return _side(side[0].instrument.scale, level, ())


def _place(record: Record, care: Care, code: str) -> Place:
    return record.assessment.id, care.profile.child_id or 0, care.profile.carer_id or 0, code


def _side(scale: Scale, level: int, evidence: Sequence[EvidenceCard]) -> Side:
    found = scale.level(level)
    return Side(found.value, found.label, kind_of(scale, level), evidence)


def _group(
    earlier: tuple[Record, Care],
    later: tuple[Record, Care],
    pairs: Sequence[Pair],
    outcome: Outcome,
) -> GroupView:
    rows = [
        BothView(
            title=pair.latest.title,
            domain=pair.latest.domain,
            before=_graded_side(earlier[0], pair.before),
            after=_graded_side(later[0], pair.after),
        )
        for pair in pairs
        if pair.outcome is outcome
    ]
    heading = f"{_HEADINGS[outcome]}: {counted(len(rows), 'item')}"
    return GroupView(heading, outcome in (Outcome.WORSE, Outcome.BETTER), rows)


def _graded_side(record: Record, graded: Graded | None) -> Side:
    if graded is None:
        return Side(None, _NOT_ASKED, "missing", ())
    evidence = [present_evidence(record, one) for one in graded.evidence]
    if graded.level is not None:
        return _side(record.instrument.scale, graded.level, evidence)
    words = NOT_GRADED_WORDS.get(graded.state, _NOT_GRADED) if graded.state else _NOT_GRADED
    return Side(None, words, "missing", evidence)
