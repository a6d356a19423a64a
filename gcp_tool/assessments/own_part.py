"""The part of somebody who was asked to add to an assessment: their own answers, and nothing of anybody else's."""

from dataclasses import dataclass, field

from gcp_tool.access.actor import Actor
from gcp_tool.access.contribution_policies import can_contribute, check_contribute
from gcp_tool.assessments.record import Record
from gcp_tool.domain.instrument import Area
from gcp_tool.models import Participant


@dataclass(frozen=True, slots=True)
class OwnPart(Record):
    """An assessment as a contributor has it: the domains they were asked for, with the answers that they gave."""

    contribution: Participant = field(kw_only=True)

    def can_write(self, by: Actor) -> bool:
        """Whether the actor may write this part."""
        return can_contribute(by, self.contribution)

    def check_writer(self, by: Actor) -> None:
        """Raise NotAllowed unless the actor may write this part."""
        check_contribute(by, self.contribution)

    def is_in_review(self, area: Area) -> bool:
        """Whether an area is in the review and in a domain that was asked for."""
        domain = self.instrument.domain_of(area.id)
        return Record.is_in_review(self, area) and domain.id in self.contribution.domains
