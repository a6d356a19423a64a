"""Notices as sentences, each with the page where it leads. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from gcp_tool.core.formatting import date_and_time
from gcp_tool.notices.content import A_FAMILY, SENTENCES, SOMEBODY
from gcp_tool.notices.queries import NoticeRow


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice in words. At most one of the keys says where it leads; none when the person may not go there."""

    key: str
    words: str
    when: str
    family_key: str
    assessment_key: str


def present_notices(rows: Sequence[NoticeRow]) -> Sequence[NoticeView]:
    """The notices in their order."""
    return [
        NoticeView(
            key=row.key,
            words=words_of(row),
            when=date_and_time(row.at),
            family_key="" if row.assessment_key else row.family_key or "",
            assessment_key=row.assessment_key or "",
        )
        for row in rows
    ]


def words_of(row: NoticeRow) -> str:
    """What is told, as a sentence."""
    sentence = SENTENCES[row.kind].format(by=row.by or SOMEBODY, family=row.family or A_FAMILY)
    return f"{sentence}."
