"""What there is to choose from: whose care of which child, tools, areas of a review, and a word on training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.start import ALONE, EVERYTHING, PeopleForm, StartForm
from gcp_tool.assessments.services.pairs import Pairing, band_of
from gcp_tool.core.formatting import age_or_due
from gcp_tool.domain.errors import NotFound
from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models import Accreditation, FamilyMember, InstrumentVersion
from gcp_tool.web.forms import option

_CARERS = (MemberRole.MAIN_CARER, MemberRole.SECOND_CARER)
WithCares = TypeVar("WithCares", StartForm, PeopleForm)


@dataclass(frozen=True, slots=True)
class Choosing:
    """The cares and tools to choose from. Only what is alone is chosen beforehand."""

    pairings: Mapping[str, Pairing]
    tools: Mapping[str, InstrumentVersion]
    trained_for: frozenset[str]
    has_child: bool
    has_carer: bool
    today: date

    @property
    def lacking(self) -> str:
        """What must be put right before an assessment can be started; empty when nothing."""
        if not self.has_child:
            return "There is no child under 18 or baby due in this family now. Add the child first."
        if not self.has_carer:
            return "There is no carer in this family now. Add a main carer or a second carer first."
        return "" if self.tools else "No tool is published yet. Ask the owner of the tools."

    @property
    def training(self) -> str:
        """A word on training, where the actor has none for any tool; it stops nothing."""
        lacking = [tool.title for tool in self.tools.values() if tool.code not in self.trained_for]
        if len(lacking) < len(self.tools) or not lacking:
            return ""
        return f"You have no current training on record for {' or '.join(lacking)}. You can go on; tell your manager."

    @property
    def only(self) -> Mapping[str, object]:
        """What is chosen beforehand: where there is one tool or one care, that one."""
        chosen: dict[str, object] = {"looks_at": EVERYTHING, "scoring": ALONE}
        if len(self.tools) == 1:
            chosen["tool"] = next(iter(self.tools))
        if len(self.pairings) == 1:
            chosen["cares"] = list(self.pairings)
        return chosen

    def prepare(self, form: StartForm) -> StartForm:
        """Give the form its choices."""
        form.tool.choices = [
            option(key, f"{tool.title}, version {tool.version}", hint=self._tool_hint(tool))
            for key, tool in self.tools.items()
        ]
        return self.with_cares(form)

    def with_cares(self, form: WithCares) -> WithCares:
        """Give the form every child with every carer."""
        form.cares.choices = [
            option(value, pairing_words(pairing), hint=self._hint(pairing))
            for value, pairing in self.pairings.items()
        ]
        return form

    def also(self, pairings: Sequence[Pairing]) -> "Choosing":
        """The same with more cares to choose from."""
        return replace(self, pairings={**self.pairings, **{one.value: one for one in pairings}})

    def chosen(self, values: Sequence[str]) -> Sequence[Pairing]:
        """The cares of these values. They were found to be on the list."""
        return [self.pairings[value] for value in values]

    def version(self, key: str) -> InstrumentVersion:
        """The tool that was chosen.

        Raises:
            NotFound: it is not one of those offered.
        """
        if key not in self.tools:
            raise NotFound("There is no such tool.")
        return self.tools[key]

    def _tool_hint(self, tool: InstrumentVersion) -> str:
        if tool.code in self.trained_for or self.training:
            return tool.instrument.licence
        return f"{tool.instrument.licence} You have no current training on record for it."

    def _hint(self, pairing: Pairing) -> str:
        child = pairing.child.person
        how_old = age_or_due(child.birth_on, child.expected_birth_on, self.today)
        return f"{how_old} · {content.CARER_WORDS[pairing.carer.role]} · {pairing.child.household}"


def pairing_words(pairing: Pairing) -> str:
    """A child with a carer, by name."""
    return f"{pairing.child.person.name}, with {pairing.carer.person.name}"


def present_choosing(
    members: Sequence[FamilyMember],
    tools: Sequence[InstrumentVersion],
    training: Sequence[Accreditation],
    today: date,
) -> Choosing:
    """What there is to choose from.

    A tool of headings only is of use to those who hold its words: it is offered to whoever was ever trained for it.
    """
    known = {row.instrument_code for row in training}
    offered = [tool for tool in tools if not tool.instrument.headings_only or tool.code in known]
    pairings = pair_up(members, today)
    return Choosing(
        pairings={pairing.value: pairing for pairing in pairings},
        tools={tool.key: tool for tool in offered},
        trained_for=frozenset(
            row.instrument_code for row in training if row.expires_on is None or row.expires_on >= today
        ),
        has_child=any(_is_child(member, today) for member in members),
        has_carer=any(member.role in _CARERS for member in members),
        today=today,
    )


def pair_up(members: Sequence[FamilyMember], today: date) -> Sequence[Pairing]:
    """Every child under 18 or baby due with every carer; children in order, the main carer first."""
    carers = sorted((m for m in members if m.role in _CARERS), key=lambda m: _CARERS.index(m.role))
    return [Pairing(child, carer) for child in members if _is_child(child, today) for carer in carers]


def _is_child(member: FamilyMember, today: date) -> bool:
    return member.role is MemberRole.CHILD and band_of(member.person, today) is not None
