"""What an actor may do to a dip sample: `can_x` answers, `check_x` raises with the words to show."""

from collections.abc import Collection
from datetime import date

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.access.sampled import reads_samples
from gcp_tool.domain.errors import NotAllowed
from gcp_tool.models import Sample


def is_sample_open(sample: Sample, today: date) -> bool:
    """Whether the families of the sample may be read and audited: to its last day, unless it was closed before."""
    return sample.closed_at is None and today <= sample.closes_on


def can_draw_sample(actor: Actor, team_ids: Collection[int]) -> bool:
    """Whether the actor may draw a sample from these teams: their manager, not who covers for them."""
    return actor.may(Permission.SAMPLE_DRAW) and set(team_ids) <= actor.own_team_ids


def check_draw_sample(actor: Actor, team_ids: Collection[int]) -> None:
    """Raise NotAllowed unless the actor may draw a sample from these teams."""
    if not can_draw_sample(actor, team_ids):
        raise NotAllowed("You can draw a sample only from the teams that you manage.")


def can_close_sample(actor: Actor, sample: Sample) -> bool:
    """Whether the actor may close the sample: whoever drew it, once."""
    return actor.may(Permission.SAMPLE_DRAW) and sample.by_id == actor.id and sample.closed_at is None


def check_close_sample(actor: Actor, sample: Sample) -> None:
    """Raise NotAllowed unless the actor may close the sample."""
    if not can_close_sample(actor, sample):
        raise NotAllowed("This sample is closed, or somebody else drew it.")


def can_audit(actor: Actor, sample: Sample, today: date) -> bool:
    """Whether audits of the sample can be written by the actor, if they were asked to: while it is open."""
    return reads_samples(actor) and is_sample_open(sample, today)


def check_audit(actor: Actor, sample: Sample, today: date) -> None:
    """Raise NotAllowed unless the actor may write audits of the sample."""
    if not can_audit(actor, sample, today):
        raise NotAllowed("This sample is closed: its audits can be read there, and not added to or changed.")
