"""The lead's own grade for a whole domain, for each child with each carer."""

from collections.abc import Sequence
from typing import Any

from gcp_tool.assessments.forms.evidence import care_words
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.judging import NO_GRADE, JudgedChoice, version_of
from gcp_tool.domain.instrument import Domain
from gcp_tool.domain.vocabulary import AnswerState
from gcp_tool.web.forms import LongTextField, RadiosField, VersionedForm, option

LONGEST_REASON = 2000


class JudgedForm(VersionedForm):
    """Grades for a domain as a whole. Made by `judged_form`, which knows the children."""

    cares: Sequence[Care]

    @property
    def choices(self) -> Sequence[JudgedChoice]:
        """What was chosen for each child with a carer."""
        return [
            JudgedChoice(care, self[f"grade-{number}"].data or NO_GRADE, self[f"why-{number}"].data)
            for number, care in enumerate(self.cares, start=1)
        ]


def judged_form(record: Record, domain: Domain) -> JudgedForm:
    """The form of a domain, holding what was judged before."""
    levels = [
        option(str(level.value), f"{level.value} {level.label}") for level in record.instrument.scale.levels
    ]
    choices = [option(NO_GRADE, "No grade of my own: go by the items"), *levels]
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {"version": version_of(record, domain)}
    for number, care in enumerate(record.cares, start=1):
        fields[f"grade-{number}"] = RadiosField(f"{care_words(care)}: {domain.title} as a whole", choices)
        fields[f"why-{number}"] = LongTextField("Why?", longest=LONGEST_REASON, rows=3)
        answer = record.answers.get((care.profile.id, domain.id))
        is_given = answer is not None and answer.state is not AnswerState.REMOVED
        choice = str(answer.raw.get("choice", "")) if answer and is_given else ""
        data[f"grade-{number}"] = choice or NO_GRADE
        data[f"why-{number}"] = str(answer.raw.get("why", "")) if answer else ""
    kind = type("OneJudgedForm", (JudgedForm,), fields)
    form: JudgedForm = kind(data=data)
    form.cares = record.cares
    return form
