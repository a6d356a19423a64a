"""The words of the desk: what an account without cases can do here."""

from gcp_tool.access.permissions import Permission

# What may be done, and the endpoint of the page where it is done; an empty one means that there is no page for it.
ABILITIES = (
    (
        Permission.FAMILY_LOOK_UP,
        "Look up whether a child or an adult is known, and open a record that cannot wait",
        "lookup.ask",
    ),
    (
        Permission.COMPLETION_READ,
        "See how many assessments each agency completed and contributed to",
        "coordination.completions",
    ),
    (
        Permission.TOOL_READ,
        "Read the tools: what is graded, and the words for every grade",
        "instruments.index",
    ),
    (Permission.ACCOUNT_MANAGE, "Add agencies, teams and people with the command gcp-tool accounts", ""),
)
NO_SIGNER = (
    "Nobody: no manager is on record who could. Ask the person who looks after accounts in your agency."
)
NO_TEAM = "Nobody: you were in no team when this was started. Ask the person who looks after accounts in your agency."
REMIND_AFTER_DAYS = 14
REMINDER = (
    "Begun {days} days ago: nobody can rely on it until it is submitted. Finish it, or stop it and say why"
)
