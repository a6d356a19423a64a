"""What there is to choose from when an assessment is started: children, carers, tools, and a word on training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.start import StartForm
from gcp_tool.assessments.services.start import band_of
from gcp_tool.core.formatting import age_or_due
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import Accreditation, FamilyMember, InstrumentVersion
from gcp_tool.web.forms import option

_CARERS = (MemberRole.MAIN_CARER, MemberRole.SECOND_CARER)


@dataclass(frozen=True, slots=True)
class Choosing:
    """The children, carers and tools to choose from. Only a tool that is alone is chosen beforehand."""

    children: Sequence[tuple[str, str, str]]
    carers: Sequence[tuple[str, str, str]]
    tools: Mapping[str, InstrumentVersion]
    training: str
    only: Mapping[str, str]

    @property
    def lacking(self) -> str:
        """What must be put right before an assessment can be started; empty when nothing."""
        if not self.children:
            return "There is no child under 18 or baby due in this family now. Add the child first."
        if not self.carers:
            return "There is no carer in this family now. Add a main carer or a second carer first."
        return "" if self.tools else "No tool is published yet. Ask the owner of the tools."

    def prepare(self, form: StartForm) -> StartForm:
        """Give the form its choices."""
        form.child.choices = [option(value, label, hint=hint) for value, label, hint in self.children]
        form.carer.choices = [option(value, label, hint=hint) for value, label, hint in self.carers]
        form.tool.choices = [
            option(key, f"{tool.title}, version {tool.version}", hint=tool.instrument.licence)
            for key, tool in self.tools.items()
        ]
        return form

    def version(self, key: str) -> InstrumentVersion:
        """The tool that was chosen.

        Raises:
            NotFound: it is not one of those offered.
        """
        if key not in self.tools:
            raise NotFound("There is no such tool.")
        return self.tools[key]


def present_choosing(
    members: Sequence[FamilyMember],
    tools: Sequence[InstrumentVersion],
    training: Sequence[Accreditation],
    today: date,
) -> Choosing:
    """What there is to choose from."""
    children = [
        (m.person.key, m.person.name, age_or_due(m.person.birth_on, m.person.expected_birth_on, today))
        for m in members
        if m.role is MemberRole.CHILD and band_of(m.person, today) is not None
    ]
    carers = [
        (m.person.key, m.person.name, content.CARER_WORDS[m.role].capitalize())
        for m in members
        if m.role in _CARERS
    ]
    by_key = {tool.key: tool for tool in tools}
    only = {"tool": tools[0].key} if len(tools) == 1 else {}
    return Choosing(children, carers, by_key, _training(tools, training, today), only)


def _training(tools: Sequence[InstrumentVersion], training: Sequence[Accreditation], today: date) -> str:
    live = {row.instrument_code for row in training if row.expires_on is None or row.expires_on >= today}
    lacking = [tool.title for tool in tools if tool.code not in live]
    if not lacking:
        return ""
    return f"You have no current training on record for {' or '.join(lacking)}. You can go on; tell your manager."
