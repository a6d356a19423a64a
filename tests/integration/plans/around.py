"""What stories about plans, support and events need: forms filled in, and rows around the world's family."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gcp_tool.domain.vocabulary import PlanKind
from gcp_tool.models import PlanEpisode, Referral, Support, TimelineEvent
from tests.client import Browser
from tests.factories.defaults import AT
from tests.integration.families.places import keep
from tests.integration.world import World, date_parts, days_ago

Open = Callable[..., Browser]


def add_path(world: World, kind: str) -> str:
    return f"/families/{world.family.key}/timeline/add/{kind}"


def timeline_path(world: World) -> str:
    return f"/families/{world.family.key}/timeline"


def no_date(name: str) -> dict[str, str]:
    """A date with its boxes empty."""
    return {f"{name}-{part}": "" for part in ("day", "month", "year")}


def plan_fields(world: World, **changes: Any) -> dict[str, Any]:
    """A child in need plan of the world's child."""
    fields = {
        "people": [world.child.key],
        "kind": "child_in_need",
        "neglect": "yes",
        **date_parts("started_on", days_ago(90)),
        **date_parts("next_meeting_on", days_ago(-20)),
    }
    return fields | changes


def referral_fields(world: World, **changes: Any) -> dict[str, Any]:
    """A referral of the world's child by a school."""
    fields = {
        "people": [world.child.key],
        "referred_by": "School",
        "no_further_action": "no",
        "words": "Came to school without a coat.\nTwice.",
        **date_parts("on_date", days_ago(100)),
    }
    return fields | changes


def support_fields(**changes: Any) -> dict[str, Any]:
    """A parent group for the whole family, going on."""
    fields = {
        "what": "Parent group",
        "provider": "Family hub",
        "people": "family",
        "outcome": "going_on",
        **date_parts("offered_on", days_ago(60)),
        **date_parts("started_on", days_ago(50)),
    }
    return fields | changes


def event_fields(world: World, **changes: Any) -> dict[str, Any]:
    """The world's child was not brought."""
    fields = {
        "kind": "was_not_brought",
        "people": world.child.key,
        "words": "Eye clinic",
        **date_parts("on_date", days_ago(30)),
    }
    return fields | changes


FIELDS: dict[str, Callable[[World], dict[str, Any]]] = {
    "plan": plan_fields,
    "referral": referral_fields,
    "support": lambda _world: support_fields(),
    "event": event_fields,
}
MODELS: dict[str, Any] = {
    "plan": PlanEpisode,
    "referral": Referral,
    "support": Support,
    "event": TimelineEvent,
}


def keep_plan(world: World, **changes: Any) -> PlanEpisode:
    """A child in need plan of the world's child that has not ended."""
    values = {
        "family_id": world.family.id,
        "child_id": world.child.id,
        "kind": PlanKind.CHILD_IN_NEED,
        "started_on": days_ago(90),
        "changed_at": AT,
    }
    return keep(lambda session: _added(session, PlanEpisode(**(values | changes))))


def keep_event(world: World, kind: str, on: date, **changes: Any) -> TimelineEvent:
    """Something that happened to the world's child."""
    values = {
        "family_id": world.family.id,
        "person_id": world.child.id,
        "kind": kind,
        "on_date": on,
        "changed_at": AT,
    }
    return keep(lambda session: _added(session, TimelineEvent(**(values | changes))))


def change_path(kind: str, row: Any) -> str:
    return f"/timeline/{kind}/{row.key}"


def _added(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row
