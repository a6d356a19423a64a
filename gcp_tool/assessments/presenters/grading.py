"""One area to grade: its questions with the descriptors beside the buttons, and the evidence so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.grading import (
    NOT_GRADED,
    AreaForm,
    different_name,
    grade_name,
    reason_name,
)
from gcp_tool.assessments.places import Place, given
from gcp_tool.assessments.presenters.before import BeforePanel, present_before
from gcp_tool.assessments.presenters.evidence import EvidenceCard, present_evidence
from gcp_tool.assessments.queries.before import Before
from gcp_tool.assessments.queries.previous import Before as Earlier
from gcp_tool.assessments.record import Care, Record
from gcp_tool.core.formatting import clock_time, join_words, short_date
from gcp_tool.domain.errors import Theirs
from gcp_tool.domain.instrument import Area, Item
from gcp_tool.domain.vocabulary import AgeBand, AnswerState

HOUSEHOLD = "About the home: graded once for everyone who lives in it."
Previous = Mapping[int, Mapping[str, Earlier]]
Conflicts = Mapping[tuple[int, str], Theirs]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and its words."""

    value: str
    label: str
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class NotGraded:
    """An answer without a grade, with the reasons to choose from."""

    value: str
    label: str
    reason_name: str
    reasons: Sequence[Choice]
    reason_chosen: str
    reason_error: str


@dataclass(frozen=True, slots=True)
class Row:
    """One place to answer: whose it is, what is chosen, and what is said beside it."""

    name: str
    whose: str
    chosen: str
    not_graded: Sequence[NotGraded]
    error: str
    theirs: str
    previous: str
    copied: str
    different_name: str = ""
    different: str = ""
    different_error: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The words of an item for an age, and everybody who is graded by them. `own` are rows for one child alone."""

    ages: str
    levels: Sequence[Choice]
    rows: Sequence[Row]
    own: Sequence[Row]
    look_for: Sequence[str]
    band: str


@dataclass(frozen=True, slots=True)
class Question:
    """An item as a question with its answers. `is_single` when one answer is all there is to give."""

    code: str
    title: str
    question: str
    about_home: str
    blocks: Sequence[Block]
    is_single: bool


@dataclass(frozen=True, slots=True)
class AreaPage:
    """An area on its screen: where it stands among the others, what it asks, what was written down."""

    code: str
    title: str
    domain: str
    domain_code: str
    place: str
    questions: Sequence[Question]
    evidence: Sequence[EvidenceCard]
    before: BeforePanel
    previous_code: str
    next_code: str
    has_several: bool
    can_copy: bool
    is_last_of_domain: bool


def present_area(
    record: Record,
    area: Area,
    form: AreaForm,
    *,
    before: Before,
    previous: Previous,
    theirs: Conflicts | None = None,
) -> AreaPage:
    """An area as a screen shows it. `theirs` are answers that somebody changed meanwhile."""
    areas = record.all_areas()
    codes = [one.id for _, one in areas]
    here = codes.index(area.id)
    domain = record.instrument.domain_of(area.id)
    after = areas[here + 1] if here + 1 < len(areas) else None
    asking = _Asking(record, form, previous, theirs or {})
    own = [place for place in form.places if not place.item.household]
    return AreaPage(
        code=area.id,
        title=area.title,
        domain=domain.title,
        domain_code=domain.id,
        place=f"Part {here + 1} of {len(areas)}",
        questions=[asking.question(item) for item in dict.fromkeys(place.item for place in form.places)],
        evidence=[present_evidence(record, answer) for answer in record.evidence_in(area)],
        before=present_before(before),
        previous_code=codes[here - 1] if here else "",
        next_code=after[1].id if after else "",
        has_several=len(record.cares_in(area)) > 1,
        can_copy=len({place.profile.id for place in own}) > 1,
        is_last_of_domain=after is None or after[0].id != domain.id,
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """What the questions of a page are made from."""

    record: Record
    form: AreaForm
    previous: Previous
    theirs: Conflicts

    def question(self, item: Item) -> Question:
        """An item with everybody who is graded for it, by the words of their age."""
        places = [place for place in self.form.places if place.item is item]
        together: dict[tuple[object, ...], list[Place]] = {}
        for place in places:
            together.setdefault(_words_of(self.record, item, place.band), []).append(place)
        first = places[0]
        return Question(
            code=item.id,
            title=item.title,
            question=item.question_for(first.band),
            about_home=HOUSEHOLD if item.household else "",
            blocks=[self._block(item, group, is_one_of=len(together)) for group in together.values()],
            is_single=len(places) == 1,
        )

    def _block(self, item: Item, places: Sequence[Place], *, is_one_of: int) -> Block:
        band = places[0].band
        bands = dict.fromkeys(content.BAND_WORDS[place.band] for place in places)
        return Block(
            ages=join_words(bands) if is_one_of > 1 else "",
            levels=levels_of(self.record, item, band),
            rows=[self._row(place) for place in places if not place.is_own],
            own=[self._row(place) for place in places if place.is_own],
            look_for=item.look_for(band),
            band=band.value,
        )

    def _row(self, place: Place) -> Row:
        field = self.form[grade_name(place)]
        theirs = self.theirs.get((place.profile.id, place.item.id))
        answer = given(self.record, place)
        why = self.form[different_name(place)] if place.is_own else None
        return Row(
            name=field.name,
            whose=_whose(place),
            chosen=field.data or "",
            not_graded=[_not_graded(place, state, self.form) for state in NOT_GRADED],
            error=str(field.errors[0]) if field.errors else "",
            theirs=_theirs(self.record, theirs) if theirs else "",
            previous=self._previous(place) if answer is not None or self._is_together else "",
            copied=self._copied(place),
            different_name=why.name if why else "",
            different=why.data if why else "",
            different_error=str(why.errors[0]) if why and why.errors else "",
        )

    @property
    def _is_together(self) -> bool:
        return bool(self.record.assessment.together_with)

    def _previous(self, place: Place) -> str:
        """The grade before, which is told only once this one is given, unless people score together."""
        for care in place.cares:
            found = self.previous.get(care.profile.id, {}).get(place.item.line)
            if found is not None:
                return last_time(self.record, found)
        return ""

    def _copied(self, place: Place) -> str:
        answer = given(self.record, place)
        if answer is None or answer.copied_from_profile_id is None:
            return ""
        if self.record.has_own_evidence(place.profile, place.item):
            return ""
        source = next(
            (one.child for one in self.record.assessment.profiles if one.id == answer.copied_from_profile_id),
            None,
        )
        name = source.given_name if source else "another child"
        return f"Copied from {name}, not confirmed yet: add evidence about this child, or choose again"


def last_time(record: Record, before: Earlier) -> str:
    """A grade that was given before; nothing where the scale has no such level any more."""
    if before.level > len(record.instrument.scale.levels):
        return ""
    level = record.instrument.scale.level(before.level)
    return f"Last time, {short_date(before.on)}: {level.value} {level.label}"


def levels_of(record: Record, item: Item, band: AgeBand) -> Sequence[Choice]:
    """The grades of an item with what is seen at each, as an age band words them."""
    levels = record.instrument.scale.levels
    words = ("",) * len(levels) if record.instrument.headings_only else item.descriptors(band)
    return [
        Choice(str(level.value), level.label, descriptor)
        for level, descriptor in zip(levels, words, strict=True)
    ]


def _words_of(record: Record, item: Item, band: AgeBand) -> tuple[object, ...]:
    """What a child of this age is graded by; children with the same words stand in one grid."""
    words = () if record.instrument.headings_only else item.descriptors(band)
    return (words, item.question_for(band), item.look_for(band))


def _whose(place: Place) -> str:
    if place.is_shared:
        return f"For everyone at {place.profile.household}"
    return ", with ".join(
        person.given_name for person in (place.profile.child, place.profile.carer) if person is not None
    )


def whose_care(care: Care) -> str:
    """A child with their carer, by their given names."""
    people = (care.profile.child, care.profile.carer)
    return ", with ".join(person.given_name for person in people if person is not None)


def _not_graded(place: Place, state: AnswerState, form: AreaForm) -> NotGraded:
    field = form[reason_name(place, state)]
    return NotGraded(
        value=state.value,
        label=content.NOT_GRADED_WORDS[state],
        reason_name=field.name,
        reasons=REASONS,
        reason_chosen=field.data or "",
        reason_error=str(field.errors[0]) if field.errors else "",
    )


REASONS = tuple(Choice(code.value, words) for code, words in content.REASON_WORDS.items())


def _theirs(record: Record, theirs: Theirs) -> str:
    choice = theirs.fields.get("choice", "")
    labels = {str(level.value): f"{level.value} {level.label}" for level in record.instrument.scale.levels}
    labels |= {state.value: words for state, words in content.NOT_GRADED_WORDS.items()}
    return (
        f"{theirs.by} saved “{labels.get(choice, choice)}” at {clock_time(theirs.at)}. Yours is chosen below."
    )
