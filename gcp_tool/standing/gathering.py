"""Puts stored readings in their places: child by child, carer by carer, tool by tool, domain by domain. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.domain.dates import age_band
from gcp_tool.domain.instrument import Domain, Instrument, Scale
from gcp_tool.domain.vocabulary import AgeBand, Origin
from gcp_tool.standing.liveness import find_end
from gcp_tool.standing.queries import MemberRow, ReadingFacts
from gcp_tool.standing.series import Care, DomainSeries, Seen, Subject

# Readings of versions with one shape of scale can be compared; the words of a scale may change.
ScaleShape = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the readings of a family are read with: its tools by version, its people, and how long they were there."""

    tools: Mapping[int, Instrument]
    people: Mapping[int, Subject]
    members: Sequence[MemberRow]
    closed_on: date | None
    today: date


def gather_cares(facts: Iterable[ReadingFacts], sources: Sources) -> tuple[Care, ...]:
    """Every child with every carer that has readings: live ones first, children by age, carers as they joined."""
    by_pair: dict[tuple[int, int], list[ReadingFacts]] = {}
    for fact in facts:
        by_pair.setdefault((fact.child_id, fact.carer_id), []).append(fact)
    cares = [care for pair in by_pair.values() for care in _cares_of_pair(pair, sources)]
    return tuple(sorted(cares, key=lambda care: _place(care, sources.members)))


def _cares_of_pair(facts: Sequence[ReadingFacts], sources: Sources) -> list[Care]:
    by_tool: dict[tuple[str, ScaleShape], list[ReadingFacts]] = {}
    for fact in facts:
        tool = sources.tools[fact.version_id]
        by_tool.setdefault((tool.code, _shape(tool.scale)), []).append(fact)
    latest, *others = sorted(by_tool.values(), key=_recency, reverse=True)
    return [_care(latest, sources, is_latest=True)] + [
        _care(some, sources, is_latest=False) for some in others
    ]


def _recency(facts: Sequence[ReadingFacts]) -> tuple[date, int]:
    return max((fact.on, fact.version_id) for fact in facts)


def _care(facts: Sequence[ReadingFacts], sources: Sources, *, is_latest: bool) -> Care:
    child, carer = sources.people[facts[0].child_id], sources.people[facts[0].carer_id]
    tool = sources.tools[max(facts, key=lambda fact: (fact.on, fact.version_id)).version_id]
    band = _band(child, facts, sources.today)
    asked = tool.domains_for(band) if is_latest and band else ()
    series = tuple(
        DomainSeries(domain, domain in asked, _points(facts, domain.id, sources.tools))
        for domain in _domains(facts, tool, asked, sources.tools)
    )
    ended = find_end(child, carer, members=sources.members, closed_on=sources.closed_on, today=sources.today)
    return Care(child, carer, tool, series, ended, _days_with_two(facts), _tools(facts, sources))


def _tools(facts: Sequence[ReadingFacts], sources: Sources) -> tuple[Instrument, ...]:
    """Every version read with, the latest first."""
    versions = dict.fromkeys(fact.version_id for fact in reversed(facts))
    return tuple(sources.tools[version] for version in versions)


def _band(child: Subject, facts: Sequence[ReadingFacts], today: date) -> AgeBand | None:
    """The child's age band now; of somebody grown up, or whose birth is not known, the last they were graded in."""
    known = child.birth_on is not None or child.expected_birth_on is not None
    now = age_band(today, born=child.birth_on, expected=child.expected_birth_on) if known else None
    return now or facts[-1].band


def _domains(
    facts: Sequence[ReadingFacts],
    tool: Instrument,
    asked: Sequence[Domain],
    tools: Mapping[int, Instrument],
) -> Sequence[Domain]:
    """The domains of the latest version that are asked or were graded, then those that only earlier versions had."""
    graded = {fact.domain: fact.version_id for fact in facts}
    ours = [domain for domain in tool.domains if domain in asked or domain.id in graded]
    known = {domain.id for domain in tool.domains}
    gone = [tools[version].domain(code) for code, version in graded.items() if code not in known]
    return [*ours, *gone]


def _points(facts: Sequence[ReadingFacts], code: str, tools: Mapping[int, Instrument]) -> tuple[Seen, ...]:
    """The readings of a domain, one a day: of two, the one that holds a grade, then the later signed off."""
    by_day: dict[date, list[Seen]] = {}
    for fact in facts:
        if fact.domain == code:
            by_day.setdefault(fact.on, []).append(_seen(fact, tools[fact.version_id]))
    return tuple(max(by_day[day], key=_weight) for day in sorted(by_day))


def _weight(seen: Seen) -> tuple[bool, bool, float, int]:
    counted = seen.counted_at.timestamp() if seen.counted_at else 0.0
    return seen.level is not None, seen.signed_off, counted, seen.assessment_id


def _seen(fact: ReadingFacts, tool: Instrument) -> Seen:
    items = fact.items or {}
    return Seen(
        on=fact.on,
        level=fact.grade,
        graded=fact.graded,
        of_items=fact.of_items,
        signed_off=fact.signed_off,
        imported=fact.origin is Origin.IMPORTED,
        scorer=str(fact.scorer_id),
        line=fact.line,
        version=tool.version,
        before_birth=fact.band is AgeBand.UNBORN,
        counted_at=fact.signed_off_at or fact.submitted_at,
        assessment_id=fact.assessment_id,
        version_id=fact.version_id,
        band=fact.band.value if fact.band else None,
        because_code=fact.because_code,
        given={line: level for line, level in items.items() if level is not None},
        held=dict(fact.held),
        not_applicable=frozenset(line for line, level in items.items() if level is None),
    )


def _days_with_two(facts: Sequence[ReadingFacts]) -> tuple[date, ...]:
    by_day: dict[date, set[int]] = {}
    for fact in facts:
        by_day.setdefault(fact.on, set()).add(fact.assessment_id)
    return tuple(sorted(day for day, assessments in by_day.items() if len(assessments) > 1))


def _shape(scale: Scale) -> ScaleShape:
    return len(scale.levels), scale.concern_from, scale.serious_from


def _place(care: Care, members: Sequence[MemberRow]) -> tuple[bool, date, int, int]:
    born = care.child.birth_on or care.child.expected_birth_on or date.max
    joined = [place for place, member in enumerate(members) if member.person_id == care.carer.id]
    return care.ended is not None, born, care.child.id, min(joined, default=len(members))
