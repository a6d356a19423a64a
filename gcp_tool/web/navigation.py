"""The few places that lead everywhere else, each shown to those who may go there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import request, url_for

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission

_PLACES = (
    ("Home", "desk.home", None),
    ("Caseload", "desk.caseload", Permission.FAMILY_READ),
    ("Families", "families.index", Permission.FAMILY_READ),
    ("Search", "families.search", Permission.FAMILY_SEARCH),
    ("Look-up", "lookup.ask", Permission.FAMILY_LOOK_UP),
    ("Samples", "samples.index", Permission.SAMPLE_READ),
    ("Completions", "coordination.completions", Permission.COMPLETION_READ),
    ("Tools", "instruments.index", Permission.TOOL_READ),
    ("Log", "access_log.log", Permission.LOG_READ),
)
# Pages that are a place of their own within their room.
_PLACES_WITHIN = {
    "families.search": ("families.search", "families.start_search", "families.results"),
    "desk.caseload": ("desk.caseload", "desk.supervision", "desk.handover", "desk.hand_over"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the navigation."""

    text: str
    href: str
    active: bool


def navigation_for(actor: Actor | None) -> Sequence[Place]:
    """The places this person may go; none for somebody who is not signed in."""
    if actor is None:
        return ()
    room = (request.endpoint or "").partition(".")[0]
    return tuple(
        Place(text, _address(endpoint, request.script_root), _is_here(endpoint, room))
        for text, endpoint, permission in _PLACES
        if permission is None or actor.may(permission)
    )


@lru_cache(maxsize=256)
def _address(endpoint: str, _root: str) -> str:
    """Made once for each root under which the tool is served: it is on every page, for everybody the same."""
    return url_for(endpoint)


def _is_here(endpoint: str, room: str) -> bool:
    """Whether the page shown belongs to this place; some pages are a place of their own within their room."""
    within = next((place for place, pages in _PLACES_WITHIN.items() if request.endpoint in pages), None)
    if within is not None:
        return endpoint == within
    return endpoint not in _PLACES_WITHIN and endpoint.partition(".")[0] == room
