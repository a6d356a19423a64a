"""What stands around the grades: decisions so far, targets, help, whose effort, who was heard, what was missed."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from gcp_tool.assessments import content as assessment_content
from gcp_tool.assessments import words
from gcp_tool.assessments.presenters.challenges import challenge_line
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.services.voices import SeenAlone
from gcp_tool.assessments.targets import title_of
from gcp_tool.core.formatting import counted, date_range, long_date
from gcp_tool.domain.dates import add_months
from gcp_tool.domain.reviewing import months_without
from gcp_tool.domain.vocabulary import AnswerKind, Effort, ProfileKind, SharedWhat
from gcp_tool.families.event_types import EVENT_TYPES, EventLane
from gcp_tool.history.presenters.actions import action_state, owner_of
from gcp_tool.history.report.around import target_status
from gcp_tool.plans.content import DECISION_WORDS, OUTCOME_WORDS, PLAN_WORDS, THE_FAMILY
from gcp_tool.plans.presenters.wording import event_words, plan_words, referral_words
from gcp_tool.plans.queries.timeline import SupportFacts
from gcp_tool.reviews.matter import ReviewMatter
from gcp_tool.reviews.shown import Line, Part

LOOK_BACK_MONTHS = 6
RE_REFERRED_WITHIN_MONTHS = 12
_MOST_MISSED = 10


def list_parts(found: ReviewMatter) -> list[Part]:
    """The parts of the page after the grades."""
    return [
        Part("Since the last review", [*_since_last(found)], "This is the first six-month review on record."),
        Part("Targets", [*_targets(found)], "No targets were set."),
        Part(
            "Support given, and whether it has ended",
            [*_support(found)],
            "None is on record. Without it nothing can be said of what help did.",
        ),
        Part(
            "Who made the change",
            [*_efforts(found)],
            "No item is so much better that whose effort it was had to be written down.",
        ),
        Part("Seen and heard", [*_heard(found)], "No words of a child or a carer are on record."),
        Part("Missed appointments", [*_missed(found)], "None is on record."),
        Part("Plans and referrals", [*_plans(found)], "No plan and no referral is on record."),
        Part(
            "Challenges",
            [Line(*challenge_line(one)) for one in found.challenges],
            "Nobody has challenged anything.",
        ),
        Part(
            "Who was given what",
            [*_shared(found)],
            "Nothing was given to the family, and nothing says why not.",
        ),
    ]


def _since_last(found: ReviewMatter) -> Iterator[Line]:
    last = found.last
    if last is None:
        return
    asked = last.answers.get("decision", {})
    yield Line(f"Decided on {long_date(last.on_date)}", f"{DECISION_WORDS[last.decision]}. {last.reason}")
    if asked.get("different"):
        known_by = asked.get("known_by", "")
        by = f" To be known by {long_date(date.fromisoformat(known_by))}." if known_by else ""
        yield Line("What was to be different", f"{asked['different']}{by}")
    for action in (one for one in found.actions if one.review_id == last.id or one.done_on is None):
        yield Line(f"Action for {owner_of(action)}", f"{action.what} {action_state(action, found.today)}")


def _targets(found: ReviewMatter) -> Iterator[Line]:
    for target in found.matter.targets:
        title = title_of(target.assessment.instrument_version.instrument, target.code)
        status = target_status(target, found.today)
        yield Line(f"{title}, {target.child.name}", f"{status}. By {long_date(target.by_on)}: {target.what}")


def _support(found: ReviewMatter) -> Iterator[Line]:
    for one in found.matter.around.support:
        by = f", given by {one.provider}" if one.provider else ""
        yield Line(f"{one.what}{by}", f"{_how_it_went(one)} For {one.person or THE_FAMILY.lower()}.")


def _how_it_went(one: SupportFacts) -> str:
    if one.started_on is None:
        how = OUTCOME_WORDS[one.outcome].lower() if one.outcome else "not started"
        return f"Offered{f' on {long_date(one.offered_on)}' if one.offered_on else ''}, {how}."
    when = date_range(one.started_on, one.ended_on)
    if one.outcome is not None:
        return f"{OUTCOME_WORDS[one.outcome]}, {when}."
    return f"Ended, how it went is not recorded, {when}." if one.ended_on else f"Still going on, {when}."


def _efforts(found: ReviewMatter) -> Iterator[Line]:
    """Whose effort it was where care became much better, from the latest assessments; alike ones are told together."""
    alike: dict[tuple[str, Effort, str], list[str]] = {}
    for record in found.matter.records.values():
        for child, effort, said, title in _effort_items(record):
            titles = alike.setdefault((child, effort, said), [])
            if title not in titles:
                titles.append(title)
    for (child, effort, said), titles in alike.items():
        whose = assessment_content.EFFORT_WORDS[effort]
        yield Line(f"{whose}, for {child}", f"{'; '.join(titles)}. {said}".strip())


def _effort_items(record: Record) -> Iterator[tuple[str, Effort, str, str]]:
    """The child, whose effort, what shows it, and the item."""
    for care in record.cares:
        for _, area in record.areas(care):
            for item in record.items(care, area):
                profile = words.effort_profile(record, care, item)
                answer = record.said(AnswerKind.ANALYSIS, profile, item.id)
                effort = words.text_of(answer, "effort")
                if effort in set(Effort):
                    yield _name(care), Effort(effort), words.text_of(answer), item.title


def _heard(found: ReviewMatter) -> Iterator[Line]:
    """Whether each child was seen without a carer, and what each carer says, from the latest assessments."""
    for record in sorted(found.matter.records.values(), key=lambda one: one.assessment.window_to):
        period = date_range(record.assessment.window_from, record.assessment.window_to)
        for care in words.children(record):
            yield Line(f"{_name(care)}, seen without a carer", f"{_alone(record, care)} ({period})")
            yield Line(f"{_name(care)}, in their words", _child_words(record, care))
        views: set[tuple[int | None, str]] = set()
        for care in record.cares:
            view = words.said(record, AnswerKind.VOICE, care.profile, words.CARER_VIEW)
            if (care.profile.carer_id, view) not in views:
                views.add((care.profile.carer_id, view))
                carer = care.profile.carer.name if care.profile.carer else ""
                yield Line(f"{carer}, own view", view or f"Not on record ({period})")


def _alone(record: Record, care: Care) -> str:
    profile = record.profile(ProfileKind.CHILD, care.profile.child_id)
    alone = words.said(record, AnswerKind.VOICE, profile, words.SEEN, "alone")
    return assessment_content.ALONE_WORDS[SeenAlone(alone)] if alone in set(SeenAlone) else "Not recorded"


def _child_words(record: Record, care: Care) -> str:
    profile = record.profile(ProfileKind.CHILD, care.profile.child_id)
    said = words.said(record, AnswerKind.VOICE, profile, words.WORDS)
    why_not = words.said(record, AnswerKind.VOICE, profile, words.WHY_NOT)
    if said:
        return said
    if words.has_voice(record, profile):
        return "A day as they live it is in the assessment"
    return f"Nothing. Why not: {why_not}" if why_not else "Nothing, and it is not recorded why"


def _missed(found: ReviewMatter) -> Iterator[Line]:
    """How many lately, and the latest of them."""
    missed = []
    for one in found.matter.around.events:
        kind = EVENT_TYPES.find(one.kind)
        if kind is not None and kind.lane is EventLane.MISSED:
            missed.append(one)
    if not missed:
        return
    lately = [one for one in missed if one.on_date > add_months(found.today, -LOOK_BACK_MONTHS)]
    yield Line("In the last six months", f"{len(lately)}, of {len(missed)} on record")
    for one in sorted(missed, key=lambda one: one.on_date, reverse=True)[:_MOST_MISSED]:
        who = f"{one.person}: " if one.person else ""
        yield Line(long_date(one.on_date), f"{who}{event_words(one)}")


def _plans(found: ReviewMatter) -> Iterator[Line]:
    told, around = found.matter.told, found.matter.around
    if told.plan_kind is not None:
        yield Line("On a plan now", _time_on_plan(found))
    for plan in around.plans:
        is_open = plan.ended_on is None or plan.ended_on > found.today
        why = f" It ended because: {plan.end_words}" if plan.end_words else ""
        when = date_range(plan.started_on, plan.ended_on)
        yield Line(
            f"{'Plan' if is_open else 'Earlier plan'}, {plan.child}",
            f"{plan_words(plan.kind, plan.category)}, {when}.{why}",
        )
    referred = sorted({one.on_date for one in around.referrals})
    if referred:
        again = _count_again(referred)
        yield Line(
            "Referrals",
            f"{len(referred)} on record; {again} within a year of an earlier one",
        )
    for referral in around.referrals:
        yield Line(
            f"Referral, {referral.child}", f"{long_date(referral.on_date)}: {referral_words(referral)}"
        )


def _time_on_plan(found: ReviewMatter) -> str:
    told = found.matter.told
    kind = PLAN_WORDS[told.plan_kind] if told.plan_kind else ""
    if told.plan_since_on is None:
        return kind
    months = counted(months_without(told.plan_since_on, found.today), "month")
    return f"{kind}. On a plan without a break since {long_date(told.plan_since_on)}, {months}"


def _count_again(days: Sequence[date]) -> int:
    """How many referrals came within a year of the one before."""
    return sum(later <= add_months(earlier, RE_REFERRED_WITHIN_MONTHS) for earlier, later in pairwise(days))


def _shared(found: ReviewMatter) -> Iterator[Line]:
    for one in found.shared:
        given = "Given to" if one.given else "Kept from"
        why = f" {one.reason}" if one.reason else ""
        what = assessment_content.SHARED_WORDS[SharedWhat(one.what)]
        yield Line(what, f"{given} {one.to} on {long_date(one.on)}.{why}")


def _name(care: Care) -> str:
    return care.profile.child.name if care.profile.child else ""
