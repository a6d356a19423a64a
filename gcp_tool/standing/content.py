"""The words for what ended a series."""

CASE_CLOSED = "The case was closed on {on}"
LEFT = "{name} left the family on {on}"
DIED = "{name} died on {on}"
CAME_OF_AGE = "{name} turned 18 on {on}"
NEVER_A_MEMBER = "{name} is not recorded as a member of this family"
