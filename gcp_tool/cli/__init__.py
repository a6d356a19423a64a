"""`gcp-tool`: what an operator types. Each command's module is named here as a string and read only when called."""

import importlib
import sys

import click

from gcp_tool.domain.errors import ToolError

COMMANDS = {
    "accounts": ("gcp_tool.cli.accounts:accounts", "Add agencies, teams and people."),
    "audit": ("gcp_tool.cli.audit:audit", "Check that the log is whole."),
    "completions": (
        "gcp_tool.cli.completions:completions",
        "Rebuild or check how many assessments each agency completed.",
    ),
    "demo": ("gcp_tool.cli.demo:demo", "Build an invented borough and serve it on this machine."),
    "doctor": ("gcp_tool.cli.doctor:doctor", "Say what is wrong with this deployment, and what to do."),
    "export": ("gcp_tool.cli.exports:export_group", "Take records out into files."),
    "import": ("gcp_tool.cli.imports:import_group", "Bring in history kept in spreadsheets."),
    "instruments": ("gcp_tool.cli.instruments:instruments", "Check and store tools."),
    "score": ("gcp_tool.cli.score:score", "Score a set of grades and show the working."),
    "serve": ("gcp_tool.cli.serve:serve", "Serve the tool."),
    "refresh": ("gcp_tool.cli.standing:refresh", "Work out again how families stand where time changed it."),
    "standing": ("gcp_tool.cli.standing:standing", "Rebuild or check what is worked out from assessments."),
    "upgrade": ("gcp_tool.cli.upgrade:upgrade", "Bring the database to this version."),
}


class LazyGroup(click.Group):
    """A group that reads a command's module only when the command is called, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, from the words kept here."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in sorted(COMMANDS.items())])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Records graded care assessments of neglect and shows whether care has changed for the child."""


def main() -> None:
    """Run the command; a mistake that a person can mend is a sentence, not a traceback."""
    try:
        cli.main(prog_name="gcp-tool", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit("Stopped.")
    except ToolError as error:
        sys.exit(str(error))
