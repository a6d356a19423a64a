"""The pages of the docs that are made from the code, so that they cannot drift. `make docs` writes them."""

from collections.abc import Callable

from flask import Flask

from gcp_tool.access.guards import access_of
from gcp_tool.access.permissions import PERMISSIONS, Permission
from gcp_tool.cli import COMMANDS
from gcp_tool.domain.vocabulary import RevisionState, Role
from gcp_tool.domain.workflow import CONDITION_WORDS, STEPS
from gcp_tool.settings import ROOT, Settings

MADE = "<!-- Made by `make docs`. Do not edit. -->\n"


def routes_page(app: Flask) -> str:
    """Every address with its methods and who may call it."""
    lines = [
        "# Addresses and who may call them",
        MADE,
        "A person who may call an address still sees only the rows that are theirs: see `gcp_tool/access/scope.py`.",
        "",
        "| address | method | who | what |",
        "|---|---|---|---|",
    ]
    rows = []
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        if access is None:
            continue
        doc = (app.view_functions[rule.endpoint].__doc__ or "").strip().splitlines()
        what = _KNOWN.get(rule.endpoint) or doc[0]
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        rows.append(f"| `{rule.rule}` | {methods} | {access} | {what} |")
    return "\n".join([*lines, *sorted(rows)]) + "\n"


_KNOWN = {
    "static": "Styles and scripts.",
    "security.login": "Sign in.",
    "security.logout": "Sign out.",
}


def settings_page() -> str:
    """Every setting with its default and meaning, from the class itself."""
    source = (ROOT / "gcp_tool" / "settings.py").read_text(encoding="utf-8")
    lines = [
        "# Settings",
        MADE,
        "Read from the environment when a command starts. An unsafe set is refused, with what to do.",
        "Make a secret with: `python3 -c 'import secrets; print(secrets.token_urlsafe(48))'`",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"GCP_{name.upper()}")
        default = str(field.default).replace(str(ROOT), "<checkout>")
        lines.append(f"| `{variable}` | `{default}` | {_meaning(source, name)} |")
    return "\n".join(lines) + "\n"


def _meaning(source: str, name: str) -> str:
    after = source.split(f"    {name}: ", 1)[1]
    return after.split('"""', 2)[1]


def commands_page() -> str:
    """Every command, by its own words."""
    lines = [
        "# Commands",
        MADE,
        "Each says more with `--help`.",
        "",
        "| command | what it does |",
        "|---|---|",
    ]
    lines += [f"| `gcp-tool {name}` | {words} |" for name, (_, words) in sorted(COMMANDS.items())]
    return "\n".join(lines) + "\n"


def workflow_page() -> str:
    """The life of a revision, as a diagram and as a table."""
    lines = [
        "# The life of an assessment",
        MADE,
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> draft",
    ]
    lines += [f"    {step.state} --> {step.next_state}: {step.event}" for step in STEPS]
    ends = (RevisionState.STOPPED, RevisionState.SUPERSEDED)
    lines += [*(f"    {state} --> [*]" for state in ends), "```", ""]
    lines.append("| in state | event | becomes | next to act | must hold |")
    lines.append("|---|---|---|---|---|")
    for step in STEPS:
        holds = "; ".join(CONDITION_WORDS[condition] for condition in step.conditions)
        lines.append(f"| {step.state} | {step.event} | {step.next_state} | {step.turn} | {holds} |")
    return "\n".join(lines) + "\n"


def permissions_page() -> str:
    """Which role carries which permission."""
    lines = [
        "# Permissions by role",
        MADE,
        "| permission | " + " | ".join(role.value for role in Role) + " |",
    ]
    lines.append("|---" * (len(Role) + 1) + "|")
    for permission in Permission:
        marks = ["yes" if permission in PERMISSIONS[role] else "" for role in Role]
        lines.append(f"| `{permission}` | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "workflow.md": workflow_page,
    "permissions.md": permissions_page,
}
