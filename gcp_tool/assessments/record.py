"""An assessment as it is worked on and read: its revision, profiles, answers and evidence, loaded once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gcp_tool.access.actor import Actor
from gcp_tool.access.policies import can_write_assessment, check_write_assessment
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.gates import Gap, Given, find_gaps
from gcp_tool.domain.holding import DomainGrade, domain_grades
from gcp_tool.domain.instrument import Area, Domain, Instrument, Item
from gcp_tool.domain.scoring import Profile as Scored
from gcp_tool.domain.scoring import Rating, score
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind, AnswerState, ProfileKind
from gcp_tool.models import Answer, Assessment, Profile, Revision, StatusChange

_WHOLE = (AnswerKind.AREA, AnswerKind.DOMAIN)
RATED = (AnswerState.GRADED, AnswerState.NOT_APPLICABLE, AnswerState.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Care:
    """One child with one carer: their own profile, and the household's that counts for them too."""

    profile: Profile
    household: Profile | None

    @property
    def band(self) -> AgeBand:
        """The child's age band in the period looked at."""
        if self.profile.age_band is None:
            raise NotFound("This profile has no age band.")
        return self.profile.age_band

    def profile_for(self, item: Item) -> Profile:
        """Where the answer to an item is kept."""
        return self.household if item.household and self.household is not None else self.profile

    def band_for(self, item: Item) -> AgeBand:
        """The age band by which an item is worded: for the household's items, its youngest child's."""
        return self.profile_for(item).age_band or self.band


@dataclass(frozen=True, slots=True)
class Record:
    """A revision of an assessment with everything needed to grade, check or read it.

    `unfinished` is what was typed and is no answer yet, as it stands: it counts for nothing, and holds up submitting.
    `begun` is what was ever typed of notes before they were saved as such, by their code and number.
    """

    assessment: Assessment
    revision: Revision
    instrument: Instrument
    participant_id: int
    cares: tuple[Care, ...]
    answers: Mapping[tuple[int, str], Answer]
    evidence: tuple[Answer, ...]
    words: Mapping[tuple[AnswerKind, int, str], Answer]
    steps: tuple[StatusChange, ...]
    unfinished: tuple[Answer, ...] = ()
    begun: Mapping[tuple[str, int], Answer] = field(default_factory=dict)

    def can_write(self, by: Actor) -> bool:
        """Whether these answers are the actor's to give: the lead's."""
        return can_write_assessment(by, self.assessment)

    def check_writer(self, by: Actor) -> None:
        """Raise NotAllowed unless these answers are the actor's to give: the lead's."""
        check_write_assessment(by, self.assessment)

    @property
    def care(self) -> Care:
        """The first child with a carer: the only one of many assessments."""
        return self.cares[0]

    @property
    def pairs(self) -> frozenset[tuple[int, int]]:
        """Every child with their carer, by id."""
        return frozenset((care.profile.child_id or 0, care.profile.carer_id or 0) for care in self.cares)

    def is_in_review(self, area: Area) -> bool:
        """Whether an area is looked at: all are, unless the review is focused on some."""
        return not self.assessment.scope or area.id in self.assessment.scope

    def items(self, care: Care, area: Area) -> tuple[Item, ...]:
        """The items of an area that are graded for this child."""
        return tuple(item for item in area.items_for(care.band) if item.is_for(care.band_for(item)))

    def every_area(self, care: Care) -> tuple[tuple[Domain, Area], ...]:
        """The areas that the tool has for this child, in the review or not, each with its domain."""
        return tuple(
            (domain, area)
            for domain in self.instrument.domains
            for area in domain.areas
            if self.items(care, area)
        )

    def areas(self, care: Care) -> tuple[tuple[Domain, Area], ...]:
        """The areas graded for this child in this review, each with its domain, in the order of the tool."""
        return tuple((domain, area) for domain, area in self.every_area(care) if self.is_in_review(area))

    def area(self, care: Care, code: str) -> Area:
        """The area of this id, if anything in it is graded for this child in this review.

        Raises:
            NotFound: the tool has no such area, not for this age, or it is not in this review.
        """
        area = self.instrument.area(code)
        if not self.items(care, area):
            raise NotFound("This part of the tool is not for a child of this age.")
        self._check_in_review(area)
        return area

    def all_areas(self) -> tuple[tuple[Domain, Area], ...]:
        """The areas graded for any child in this review, each once, in the order of the tool."""
        return tuple(
            (domain, area)
            for domain in self.instrument.domains
            for area in domain.areas
            if self.is_in_review(area) and self.cares_in(area)
        )

    def cares_in(self, area: Area) -> tuple[Care, ...]:
        """Whose care is graded in an area, by age."""
        return tuple(care for care in self.cares if self.items(care, area))

    def area_for_any(self, code: str) -> Area:
        """The area of this id, if anything in it is graded for any child in this review.

        Raises:
            NotFound: the tool has no such area, not for these ages, or it is not in this review.
        """
        area = self.instrument.area(code)
        if not self.cares_in(area):
            raise NotFound("This part of the tool is not for a child of this age.")
        self._check_in_review(area)
        return area

    def _check_in_review(self, area: Area) -> None:
        if not self.is_in_review(area):
            raise NotFound("This part of the tool is not in this review.")

    def answer_at(self, profile: Profile, item: Item) -> Answer | None:
        """What is answered for an item in one profile; an answer taken back, or not finished, is none."""
        answer = self.answers.get((profile.id, item.id))
        is_none = answer is None or answer.state in (AnswerState.REMOVED, AnswerState.INVALID)
        return None if is_none else answer

    def answer(self, care: Care, item: Item) -> Answer | None:
        """What counts for a child: their own answer where theirs is different, else the household's."""
        return self.answer_at(care.profile, item) or self.answer_at(care.profile_for(item), item)

    def copied(self, care: Care) -> tuple[Item, ...]:
        """The items whose answer was copied from another child and has no evidence of this child's own yet."""
        return tuple(
            item
            for _, area in self.areas(care)
            for item in self.items(care, area)
            if (answer := self.answer_at(care.profile, item)) is not None
            and answer.copied_from_profile_id is not None
            and not self.has_own_evidence(care.profile, item)
        )

    def has_own_evidence(self, profile: Profile, item: Item) -> bool:
        """Whether a piece of evidence is linked to an item of this very profile."""
        return any(
            link.code == item.id and link.profile_id == profile.id
            for piece in self.evidence
            for link in piece.links
        )

    def has_answers(self, profile: Profile) -> bool:
        """Whether anything was ever answered or written about a profile: then it stays what it is."""
        linked = (link.profile_id for piece in self.evidence for link in piece.links)
        return profile.id in {
            *(profile_id for profile_id, _ in self.answers),
            *(profile_id for _, profile_id, _ in self.words),
            *(piece.profile_id for piece in self.evidence),
            *linked,
        }

    def given(self, care: Care) -> dict[str, Given]:
        """Every rating of this child with this carer, by item."""
        return {
            item.id: Given(Rating(answer.state, answer.grade), answer.reason)
            for _, area in self.areas(care)
            for item in self.items(care, area)
            if (answer := self.answer(care, item)) is not None and answer.state in RATED
        }

    def scored(self, care: Care) -> Scored:
        """The profile as far as it is graded."""
        ratings = {code: given.rating for code, given in self.given(care).items()}
        return score(self.instrument, ratings, care.band)

    def domain_grades(self, care: Care) -> dict[str, DomainGrade]:
        """The grade of each domain that was looked at, as a reading will hold it; past scores may grade one whole."""
        ratings = {code: given.rating for code, given in self.given(care).items()}
        for (profile_id, code), answer in self.answers.items():
            if profile_id == care.profile.id and answer.kind in _WHOLE and answer.state in RATED:
                ratings[code] = Rating(answer.state, answer.grade)
        return {grade.domain: grade for grade in domain_grades(self.instrument, ratings, care.band)}

    def evidence_for(self, care: Care, code: str) -> tuple[Answer, ...]:
        """The evidence linked to an item of this child or their household, the latest first."""
        places = {care.profile.id} | ({care.household.id} if care.household else set())
        return tuple(
            answer
            for answer in self.evidence
            if any(link.code == code and link.profile_id in places for link in answer.links)
        )

    def note_begun(self, code: str, slot: int = 0) -> Answer | None:
        """A note that is being written under a code, or the change to the note of this number, not finished yet."""
        answer = self.begun.get((code, slot))
        return None if answer is None or answer.state is AnswerState.REMOVED else answer

    def evidence_in(self, area: Area) -> tuple[Answer, ...]:
        """The evidence written down at an area."""
        return tuple(answer for answer in self.evidence if answer.code == area.id)

    def said(self, kind: AnswerKind, profile: Profile | None, code: str) -> Answer | None:
        """What was written under a code about somebody: a voice, what the family was told, a factor, the analysis."""
        return None if profile is None else self.words.get((kind, profile.id, code))

    def profile(self, kind: ProfileKind, child_id: int | None = None) -> Profile | None:
        """The profile about the whole assessment, or about a child; None where nothing was asked of it yet."""
        return next((p for p in self.assessment.profiles if p.kind is kind and p.child_id == child_id), None)

    def gaps(self, care: Care) -> tuple[Gap, ...]:
        """What holds up submitting."""
        items = [item for _, area in self.areas(care) for item in self.items(care, area)]
        evidenced = {item.id for item in items if self.evidence_for(care, item.id)}
        return find_gaps(self.instrument.scale, items, self.given(care), evidenced)
