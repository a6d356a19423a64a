"""How a report was made: who graded and when, by which tool, what the numbers mean, and what they cannot say."""

from dataclasses import replace

from gcp_tool.assessments.content import PURPOSE_WORDS, STATE_WORDS
from gcp_tool.core.clock import local
from gcp_tool.core.formatting import join_words
from gcp_tool.documents.content import Bullets, Column, Look, Row, Section, Table, Words
from gcp_tool.domain.vocabulary import Origin
from gcp_tool.history import content
from gcp_tool.history.report.choices import Names, Readers
from gcp_tool.history.report.matter import Matter
from gcp_tool.history.report.movement import not_rechecked
from gcp_tool.history.report.queries import Graded
from gcp_tool.history.report.short import IN_THE_ANNEX, NOT_ASKED_FOR

MOST_GRADED = 4
EARLIER = "Before these: {number} more. {where}"
LIMITS = (
    "A grade says how care was in the time looked at. The words beside it are a prompt to ask, not a finding.",
    "There is no total, no average, no ranking and no predicted risk. Each domain stands by itself.",
    "Figures that were published on how reliable other tools for grading care are do not carry over to this one.",
    "Not looking is not improving: an item that nobody looked at again keeps the grade it had.",
    "Care that changed with one item only, or when somebody else graded, is marked: it shows less than it seems.",
)
INITIALS = (
    "People of the family stand by their initials, in what was written too; a nickname or a spelling mistake may"
    " remain."
)
FOR_THE_FAMILY = (
    "Evidence that is not marked to be given to every carer in this report is left out of it, and so is what was"
    " written about referrals and events."
)


def graded_section(matter: Matter, *, with_annex: bool) -> Section:
    """Who graded, when, and who signed, as much as a page holds: the latest."""
    table = _graded_table(matter)
    latest = replace(table, rows=table.rows[-MOST_GRADED:])
    earlier = len(table.rows) - len(latest.rows)
    said = EARLIER.format(number=earlier, where=IN_THE_ANNEX if with_annex else NOT_ASKED_FOR)
    return Section("Who graded, and when", (latest, Words((said,))) if earlier > 0 else (latest,))


def graded_in_full(matter: Matter) -> Section:
    """Who graded every assessment that is told of."""
    return Section("Who graded, and when, every time", (_graded_table(matter),))


def _graded_table(matter: Matter) -> Table:
    columns = (
        Column("From"),
        Column("To"),
        Column("Who graded"),
        Column("Who signed off"),
        Column("On"),
    )
    tools = {(one.tool, one.version) for one in matter.graded}
    rows = tuple(_graded(one, several_tools=len(tools) > 1) for one in matter.graded)
    by = "".join(f", by {tool} {version}" for tool, version in tools) if len(tools) == 1 else ""
    return Table(f"Assessments in this report{by}", columns, rows)


def limits_words(matter: Matter, names: Names, readers: Readers) -> Words:
    """What the grades mean, and what they cannot say."""
    said = [*_scales(matter), *LIMITS]
    said += [INITIALS] if names is Names.INITIALS else []
    said += [FOR_THE_FAMILY] if readers is Readers.FAMILY else []
    return Words((" ".join(said),), Look.SMALL)


def gaps_parts(matter: Matter) -> tuple[Section, ...]:
    """What was not looked at, not graded or left out, where anything was."""
    gaps = [*_not_looked_at(matter), *_left_out(matter)]
    return (Section("What is not known", (Bullets(tuple(gaps)),)),) if gaps else ()


def licences(matter: Matter) -> tuple[str, ...]:
    """The licence line of each tool, with its version."""
    return tuple(dict.fromkeys(licence_line(one.tool, one.version, one.licence) for one in matter.graded))


def licence_line(tool: str, version: str, licence: str) -> str:
    """The licence of a tool; which tool and version it is, unless it says so itself."""
    return licence if f"{tool} {version}" in licence else f"{tool}, version {version}. {licence}"


def _graded(one: Graded, *, several_tools: bool) -> Row:
    kind = PURPOSE_WORDS[one.purpose].lower()
    kind = f"{kind}, {content.IMPORTED}" if one.origin is Origin.IMPORTED else kind
    tool = f", by {one.tool} {one.version}" if several_tools else ""
    return (
        one.window_from,
        one.window_to,
        f"{one.lead}, {one.agency} ({kind}){tool}",
        _signed_by(one),
        local(one.signed_off_at).date() if one.signed_off_at else None,
    )


def _signed_by(one: Graded) -> str:
    if one.signer:
        return one.signer
    return "Not known: imported" if one.origin is Origin.IMPORTED else STATE_WORDS[one.state]


def _scales(matter: Matter) -> list[str]:
    """What the numbers mean, for each tool once; lower is better in all of them."""
    said = []
    for care in matter.cares:
        scale = care.tool.scale
        levels = ", ".join(f"{level.value} {level.label.lower()}" for level in scale.levels)
        concern, serious = care.value(scale.concern_from), care.value(scale.serious_from)
        said.append(
            f"{care.tool.title}: {levels}. A lower grade is better care; {concern} or worse is a concern, {serious} or"
            " worse is serious."
        )
    return list(dict.fromkeys(said))


def _not_looked_at(matter: Matter) -> list[str]:
    """Domains without any grade, and items that nobody looked at again."""
    said = []
    for care in matter.live:
        never = [one.domain.title for one in care.series if all(seen.level is None for seen in one.seen)]
        if never:
            said.append(f"Never graded for {care.child.name} with {care.carer.name}: {join_words(never)}.")
    read = {care.child.id for care in matter.live}
    unread = [child.name for child in matter.children if child.person_id not in read]
    if unread:
        said.append(f"No grade counts yet for {join_words(unread)} with anybody who cares for them now.")
    held = not_rechecked(matter)
    if held:
        said.append(f"Not re-checked at the latest reading: {join_words(held)}.")
    return said


def _left_out(matter: Matter) -> list[str]:
    if not matter.awaiting_left_out:
        return []
    return ["Assessments that are not signed off are left out. They may say something else."]
