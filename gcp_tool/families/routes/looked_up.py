"""Saying, for the record, what a look-up of likely duplicates showed to whom."""

from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import viewed
from gcp_tool.families.queries.duplicates import Duplicates


def say_looked_up(found: Duplicates, family_id: int | None = None) -> None:
    """One event with the counts, and one in the record of each family that was shown or told of."""
    shown = found.shown_family_ids
    counts = {"shown": len(shown), "elsewhere": len(found.elsewhere), "withheld": found.withheld}
    viewed(Event.FAMILY_DUPLICATES_CHECKED, family_id=family_id, details=counts)
    for shown_id in shown:
        viewed(Event.FAMILY_DUPLICATES_CHECKED, family_id=shown_id, details={"as": "shown"})
    for known in found.elsewhere:
        viewed(Event.FAMILY_DUPLICATES_CHECKED, family_id=known.family_id, details={"as": "known elsewhere"})
