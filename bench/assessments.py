"""Invented assessments with their ratings and a note each: finished ones, and a few under way."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, select, update

from bench import sizes
from bench.rows import Row, Rows, key
from bench.sizes import Size
from gcp_tool.domain.dates import fin_quarter
from gcp_tool.domain.instrument import Instrument
from gcp_tool.domain.vocabulary import (
    AgeBand,
    AnswerKind,
    AnswerState,
    EvidenceSource,
    MemberRole,
    Part,
    ProfileKind,
    Purpose,
    RevisionState,
)
from gcp_tool.models import (
    Answer,
    Assessment,
    Base,
    EvidenceLink,
    Participant,
    Profile,
    Revision,
    UserRole,
)

BAND = AgeBand.FIVE_TO_TEN
_NOTE = 99
_WORDS = "Seen at home on a Tuesday after school: two clean beds, food in the cupboard, a bag packed for the morning."


class AssessmentRows(Rows):
    """Who graded what of whom, and when."""

    def __init__(self, size: Size, version_id: int, tool: Instrument) -> None:
        super().__init__(size)
        self.version_id, self.tool, self.items = version_id, tool, tool.items_for(BAND)

    def everything(self) -> Iterator[tuple[type[Base], Iterable[Row]]]:
        """Every table with its rows, in an order in which each finds what it points at."""
        yield Assessment, self._assessments()
        yield Revision, ({"id": n, "assessment_id": n, **self.changed} for n, _, _ in self._all())
        yield Participant, self._parts()
        yield Profile, self._profiles()
        yield Answer, self._answers()
        yield EvidenceLink, self._links()

    def finish(self, connection: Connection) -> None:
        """Hand every assessment but those under way in, and sign it off."""
        connection.execute(update(Assessment).values(current_revision_id=Assessment.id))
        finished = Revision.id <= self.size.families * sizes.ASSESSMENTS_EACH
        handed_in = {"state": RevisionState.SUBMITTED, "submitted_at": self.now}
        connection.execute(update(Revision).where(finished).values(handed_in))
        signer = (
            select(UserRole.user_id)
            .join(Assessment, Assessment.lead_team_id == UserRole.team_id)
            .where(Assessment.id == Revision.assessment_id)
            .scalar_subquery()
        )
        signed = {"signed_off_at": self.now, "signed_off_by_id": signer, "content_sha256": "0" * 64}
        connection.execute(update(Revision).where(finished).values(state=RevisionState.SIGNED_OFF, **signed))

    def _all(self) -> Iterator[tuple[int, int, int]]:
        """Every assessment with its family and its place in the family's history; those under way come last."""
        for family in self.families:
            for place, assessment in enumerate(sizes.assessments_of(family)):
                yield assessment, family, place
        for family in range(1, sizes.DRAFTS + 1):
            yield sizes.draft_of(self.size, family), family, sizes.ASSESSMENTS_EACH

    def _assessments(self) -> Iterator[Row]:
        for n, family, place in self._all():
            last = self.day(family, place)
            team = sizes.team_of(family)
            agency = (team - 1) // sizes.TEAMS_AN_AGENCY + 1
            is_draft = place == sizes.ASSESSMENTS_EACH
            yield {
                "id": n, "key": key("assessment", n), "ref": f"A-{n:08d}", "family_id": family,
                "instrument_version_id": self.version_id,
                "purpose": Purpose.REVIEW if place else Purpose.BASELINE, "scope": [],
                "window_from": last - timedelta(days=20), "window_to": last,
                "lead_user_id": sizes.worker_of(family), "lead_agency_id": agency, "lead_team_id": team,
                "started_at": self.now, "completed_on": None if is_draft else last,
                "completed_quarter": None if is_draft else fin_quarter(last),
                "completed_agency_id": None if is_draft else agency,
                "completed_team_id": None if is_draft else team, **self.changed,
            }  # fmt: skip

    def _parts(self) -> Iterator[Row]:
        for n, family, _ in self._all():
            yield {
                "id": n, "assessment_id": n, "part": Part.LEAD, "user_id": sizes.worker_of(family),
                "since_at": self.now,
            }  # fmt: skip

    def _profiles(self) -> Iterator[Row]:
        for n, family, _ in self._all():
            child = sizes.child_of(family)
            about = {"assessment_id": n, "household": "Home", "age_band": BAND}
            nobody = {"child_id": None, "carer_id": None, "carer_role": None}
            pair = {"child_id": child, "carer_id": child + 1, "carer_role": MemberRole.MAIN_CARER}
            yield {"id": 2 * n - 1, "kind": ProfileKind.HOUSEHOLD, **about, **nobody}
            yield {"id": 2 * n, "kind": ProfileKind.CHILD_CARER, **about, **pair}

    def _rated(self) -> Iterator[tuple[int, int, int]]:
        """Every assessment whose ratings are kept, with its family and place."""
        for n, family, place in self._all():
            if self.size.is_rated(family):
                yield n, family, place

    def _answers(self) -> Iterator[Row]:
        for n, family, place in self._rated():
            grades = Random(sizes.history_of(family) * 10 + place)
            is_draft = place == sizes.ASSESSMENTS_EACH
            items = self.items[: len(self.items) // 2] if is_draft else self.items
            for number, item in enumerate(items):
                profile = 2 * n - 1 if item.household else 2 * n
                level = min(5, max(1, round(grades.gauss(3.4 - 0.4 * place, 0.8))))
                yield self._answer(n, family, profile, number) | {
                    "kind": AnswerKind.ITEM, "code": item.id, "raw": {"choice": str(level)}, "grade": level,
                    "state": AnswerState.GRADED, "slot": 0, "on_date": None, "source": None, "agency_id": None,
                }  # fmt: skip
            yield self._evidence(n, family, place)

    def _evidence(self, n: int, family: int, place: int) -> Row:
        area = self.tool.area_of(self.items[0].id)
        agency = (sizes.team_of(family) - 1) // sizes.TEAMS_AN_AGENCY + 1
        return self._answer(n, family, 2 * n, _NOTE) | {
            "kind": AnswerKind.EVIDENCE, "code": area.id, "raw": {"words": _WORDS}, "grade": None,
            "state": AnswerState.WORDS, "slot": 1, "on_date": self.day(family, place),
            "source": EvidenceSource.SEEN_AT_VISIT, "agency_id": agency,
        }  # fmt: skip

    def _answer(self, n: int, family: int, profile: int, number: int) -> dict[str, Any]:
        return {
            "id": 100 * n + number, "write_id": f"bench-{n}-{number}", "revision_id": n, "participant_id": n,
            "profile_id": profile, "shared_with": [], "by_id": sizes.worker_of(family), "at": self.now,
        }  # fmt: skip

    def _links(self) -> Iterator[Row]:
        item = self.items[0]
        for n, _, _ in self._rated():
            profile = 2 * n - 1 if item.household else 2 * n
            yield {"answer_id": 100 * n + _NOTE, "profile_id": profile, "code": item.id}
