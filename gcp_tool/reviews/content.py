"""The words of reviews on screen."""

from collections.abc import Mapping

LESS_TITLES: Mapping[str, str] = {
    "reading": "There is no reading from the last three months. Why not?",
    "targets": "Some targets have no outcome yet. Why not?",
    "voice": "Not every child’s voice is in the latest assessment. Why not?",
}
LED_LATEST = (
    "You led the latest assessment of this family, so somebody else must review it: {who}. If nobody can, arrange"
    " cover for your team and ask whoever covers for you."
)
NOBODY_ELSE = "a manager who covers for you"
LED_EARLIER = (
    "You led an assessment of this family ({when}). Think about asking somebody else to look with you: it is hard to"
    " see your own grades with fresh eyes."
)
AFTER_CLOSING = (
    "Deciding to close ends the reviews. The record stays open, so that a reading three to six months later can show"
    " whether what changed has lasted."
)
