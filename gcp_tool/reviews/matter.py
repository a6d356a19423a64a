"""Everything a review is made from, read once: the family as its report tells it, and what reviews add to that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments import words
from gcp_tool.assessments.queries.challenges import list_challenges
from gcp_tool.assessments.record import Record
from gcp_tool.domain.change import Headline
from gcp_tool.domain.reviewing import Circumstances, what_lacks
from gcp_tool.domain.vocabulary import ProfileKind
from gcp_tool.history.queries.decisions import list_actions
from gcp_tool.history.report.choices import Period
from gcp_tool.history.report.matter import Matter, Wanted, gather
from gcp_tool.models import Action, Challenge, Family, Review
from gcp_tool.reviews import queries
from gcp_tool.reviews.queries import Led, Shared, standing_of


@dataclass(frozen=True, slots=True)
class ReviewMatter:
    """The family as it stands today, the decisions so far, what came of them, challenges, and who graded."""

    family: Family
    matter: Matter
    reviews: Sequence[Review]
    actions: Sequence[Action]
    challenges: Sequence[Challenge]
    shared: Sequence[Shared]
    leads: Sequence[Led]
    today: date

    @property
    def last(self) -> Review | None:
        """The last review that stands."""
        return next(iter(self.reviews), None)

    def circumstances(self, *, corrects: Review | None = None) -> Circumstances:
        """What the decision is taken in; a correction does not count the review it takes the place of."""
        before = [one for one in self.reviews if corrects is None or one.id != corrects.id]
        told = self.matter.told
        return Circumstances(
            today=self.today,
            plan_kind=told.plan_kind,
            is_drifting=any(child.headline is Headline.NO_BETTER for child in told.summary.children),
            last_on=before[0].on_date if before else None,
            lacks=what_lacks(
                latest_on=max((day for care in self.matter.live for day in care.days), default=None),
                has_open_target=any(target.outcome is None for target in self.matter.targets),
                is_every_child_heard=self.is_every_child_heard,
                today=self.today,
            ),
        )

    @property
    def is_every_child_heard(self) -> bool:
        """Whether the latest assessment of every child in the family now holds the child's voice."""
        return all(
            any(_is_heard(record, child.person_id) for record in self.matter.records.values())
            for child in self.matter.children
        )


def _is_heard(record: Record, child_id: int) -> bool:
    return words.has_voice(record, record.profile(ProfileKind.CHILD, child_id))


def gather_review(session: Session, actor: Actor, family: Family, *, today: date) -> ReviewMatter:
    """Read what a review of the family rests on; readings that await sign-off are told too, and marked."""
    wanted = Wanted(period=Period.FIRST, awaiting=True)
    return ReviewMatter(
        family=family,
        matter=gather(session, actor, family, wanted=wanted, today=today),
        reviews=standing_of(queries.list_reviews(session, family.id)),
        actions=list_actions(session, family.id),
        challenges=list_challenges(session, Challenge.family_id == family.id),
        shared=queries.list_shared(session, family.id),
        leads=queries.list_leads(session, family.id),
        today=today,
    )
