"""What a child said or showed, and what a carer says of their own care."""

from collections.abc import Sequence
from typing import Any

from gcp_tool.assessments import content
from gcp_tool.assessments.forms.options import options_of
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.voices import CarerSaid, ChildSaid, SeenAlone
from gcp_tool.assessments.sheets import AsFields, Sheet
from gcp_tool.assessments.words import CARER_VIEW, DAY, SEEN, WHY_NOT, WORDS
from gcp_tool.domain.day import Prompt, prompts_for
from gcp_tool.domain.instrument import Domain, Scale
from gcp_tool.domain.vocabulary import AgeBand, AnswerKind
from gcp_tool.web.forms import LongTextField, RadiosField, SelectField, TextField, VersionedForm, option

LONGEST_WORDS = 10_000
LONGEST_PART = 2000
LONGEST_WHERE, LONGEST_HOW = 200, 300


class ChildVoiceForm(VersionedForm):
    """A child's voice. Made by `child_voice_form`, which knows what to ask at this age."""

    prompts: Sequence[Prompt]
    sheet: Sheet
    words: LongTextField
    alone: RadiosField
    where: TextField
    how: TextField
    why_not: LongTextField

    def said(self) -> ChildSaid:
        """What was typed. The form was found valid before."""
        return ChildSaid(
            words=self.words.data if "words" in self else "",
            alone=SeenAlone(self.alone.data) if "alone" in self and self.alone.data else None,
            where=self.where.data if "where" in self else "",
            how=self.how.data if "how" in self else "",
            day={prompt.code: self[day_name(prompt)].data for prompt in self.prompts},
            why_not=self.why_not.data,
        )


def day_name(prompt: Prompt) -> str:
    """The name of the field for a part of the day."""
    return f"day-{prompt.code}"


def child_voice_form(band: AgeBand, sheet: Sheet) -> ChildVoiceForm:
    """The form of a child's voice, holding what was written down before."""
    prompts = prompts_for(band)
    fields: dict[str, Any] = {"prompts": prompts}
    if band is not AgeBand.UNBORN:
        fields |= _seen_fields(band)
    for prompt in prompts:
        fields[day_name(prompt)] = LongTextField(
            prompt.question, longest=LONGEST_PART, rows=2, description=prompt.hint
        )
    fields["why_not"] = LongTextField(
        content.WHY_NO_VOICE[band is AgeBand.UNBORN],
        longest=LONGEST_PART,
        rows=3,
        description="Only if there is nothing above: what you tried, and what you will do to hear them",
    )
    kind = type("OneChildVoiceForm", (ChildVoiceForm,), fields)
    form: ChildVoiceForm = kind(data={**child_fields(sheet), "version": sheet.version})
    form.sheet = sheet
    return form


def _seen_fields(band: AgeBand) -> dict[str, Any]:
    label, hint = content.CHILD_WORDS[band]
    return {
        "words": LongTextField(label, longest=LONGEST_WORDS, rows=6, description=hint),
        "alone": RadiosField("Did you see them without a carer?", options_of(content.ALONE_WORDS)),
        "where": TextField(
            "Where?",
            longest=LONGEST_WHERE,
            description="For example at school, in their bedroom, out on a walk",
        ),
        "how": TextField(
            "How did they tell or show you?",
            longest=LONGEST_HOW,
            description="For example talking, signing, pictures, play, looks, through an interpreter (say who)",
        ),
    }


def child_fields(sheet: Sheet) -> dict[str, str]:
    """What the fields of the form show of what is held."""
    voice = AnswerKind.VOICE
    day = sheet.find(voice, DAY)
    return {
        "words": sheet.text(voice, WORDS),
        "alone": sheet.text(voice, SEEN, "alone"),
        "where": sheet.text(voice, SEEN, "where"),
        "how": sheet.text(voice, SEEN, "how"),
        "why_not": sheet.text(voice, WHY_NOT),
    } | {f"day-{code}": str(text) for code, text in (day.raw if day else {}).items()}


class CarerVoiceForm(VersionedForm):
    """A carer's own view. Made by `carer_voice_form`, which knows the domains."""

    scale: Scale
    domains: Sequence[Domain]
    sheet: Sheet
    words: LongTextField

    def said(self) -> CarerSaid:
        """What was typed. The form was found valid before."""
        chosen = {domain.id: self[grade_name(domain)].data for domain in self.domains}
        levels = {
            code: self.scale.level_with_value(int(value)).number for code, value in chosen.items() if value
        }
        return CarerSaid(words=self.words.data, levels=levels)


def grade_name(domain: Domain) -> str:
    """The name of the field for a carer's own grade of a domain."""
    return f"grade-{domain.id}"


def carer_voice_form(record: Record, care: Care, sheet: Sheet) -> CarerVoiceForm:
    """The form of a carer's own view, holding what was written down before. Labels stand before numbers."""
    scale, domains = record.instrument.scale, record.instrument.domains_for(care.band)
    choices = [option(str(level.value), f"{level.label} ({level.value})") for level in scale.levels]
    fields: dict[str, Any] = {
        "scale": scale,
        "domains": domains,
        "words": LongTextField(
            "What do they say of how things are?",
            longest=LONGEST_WORDS,
            rows=6,
            description="In their own words: what goes well, what is hard, what would help",
        ),
    }
    for domain in domains:
        fields[grade_name(domain)] = SelectField(domain.title, choices, blank="Not given")
    kind = type("OneCarerVoiceForm", (CarerVoiceForm,), fields)
    form: CarerVoiceForm = kind(data={**carer_fields(domains)(sheet), "version": sheet.version})
    form.sheet = sheet
    return form


def carer_fields(domains: Sequence[Domain]) -> AsFields:
    """What the fields of the form show of what is held."""

    def as_fields(sheet: Sheet) -> dict[str, str]:
        grades = {
            grade_name(domain): sheet.text(AnswerKind.DOMAIN, domain.id, "choice") for domain in domains
        }
        return {"words": sheet.text(AnswerKind.VOICE, CARER_VIEW), **grades}

    return as_fields
