"""What cannot wait for a sign-off: grades at the worst level, and serious ones of items marked immediate."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gcp_tool.access.actor import Actor
from gcp_tool.assessments.words import text_of
from gcp_tool.desk.queries.alarms import OpenGrade, list_open_grades, list_told
from gcp_tool.desk.queries.work import find_tools
from gcp_tool.domain.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Alarm:
    """A grade that cannot wait, in words."""

    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told of it, and when, as typed."""

    who: str
    when: str


def list_alarms(session: Session, actor: Actor) -> Mapping[int, Sequence[Alarm]]:
    """What cannot wait in the work of the actor's teams and about the families that they hold; by assessment."""
    grades = list_open_grades(session, actor)
    tools = find_tools(session, {one.version_id for one in grades}) if grades else {}
    found: dict[int, list[Alarm]] = {}
    for one in grades:
        tool = tools[one.version_id]
        if cannot_wait(tool, one.code, one.grade):
            found.setdefault(one.assessment_id, []).append(Alarm(_words(tool, one)))
    return found


def cannot_wait(tool: Instrument, code: str, level: int) -> bool:
    """Whether a grade is the worst there is, or serious for an item marked immediate."""
    worst = tool.scale.levels[-1].number
    return level == worst or (tool.item(code).immediate and tool.scale.is_serious(level))


def _words(tool: Instrument, one: OpenGrade) -> str:
    graded = tool.scale.level(one.grade)
    words = f"{tool.area_of(one.code).title}, {tool.item(one.code).title}: {graded.value} {graded.label}"
    return f"{words} (given by {one.given_by})" if one.given_by else words


def find_told(session: Session, assessment_ids: Collection[int]) -> Mapping[int, Told]:
    """Whom the leads say they told of it, by assessment."""
    return {
        assessment_id: Told(text_of(answer, "who"), text_of(answer, "when"))
        for assessment_id, answer in list_told(session, assessment_ids)
    }
