"""Every form of the tool, opened and filled in as its person would, so that rules for all forms are tried on all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select

from gcp_tool.core import clock
from gcp_tool.core.keys import new_key
from gcp_tool.domain.vocabulary import AnswerKind, MemberRole, NoticeKind, Role, SetAside
from gcp_tool.extensions import db
from gcp_tool.models import LeftOver, Participant, Team, User
from gcp_tool.notices.giving import give_notice
from gcp_tool.reviews.questions import QUESTIONS
from tests.client import Browser
from tests.factories import make_allocation, make_event, make_family, make_member, make_person, make_user
from tests.factories.defaults import next_number
from tests.integration.assessments import stories
from tests.integration.data_imports.uploads import IMPORT_COLUMNS, past_scores, upload_scores
from tests.integration.world import World, date_parts, days_ago

# letters only, so that a name made from it sounds like none before
_SOUNDS = ("bardo", "tylvi", "mekra", "gosun", "fenwa", "zupri", "lachto", "diquen", "horvy", "jesk")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form, filled in: who sends it where, what is sent, and the page it is on."""

    browser: Browser
    user: User
    path: str
    fields: dict[str, Any]
    shown_at: str


Case = Callable[["Story"], Filled]


@dataclass(frozen=True, slots=True)
class Story:
    """A family of its own for each form, so that one leaves nothing for the next."""

    app: Flask
    world: World

    @property
    def worker(self) -> Browser:
        """The browser of whoever works with the family."""
        return Browser(self.app, self.world.worker)

    @property
    def manager(self) -> Browser:
        """The browser of their manager."""
        return Browser(self.app, self.world.manager)

    def fill(self, path: str, changes: dict[str, Any], *, by_manager: bool = False) -> Filled:
        """Open a page and fill its form in."""
        browser = self.manager if by_manager else self.worker
        user = self.world.manager if by_manager else self.world.worker
        action, fields = browser.fields(path)
        return Filled(browser, user, action, fields | changes, path)

    def assessment(self, *, graded: bool = False, submitted: bool = False, signed_off: bool = False) -> str:
        """The key of an assessment of the family."""
        key = stories.start(self.worker, self.world)
        if graded:
            stories.fill_in(self.worker, key)
        elif submitted or signed_off:
            stories.complete(self.worker, key)
        if signed_off:
            stories.sign_off(self.manager, key)
        return key


def begin_story(app: Flask, world: World) -> Story:
    """A new family with a child and a carer, allocated to the world's worker."""
    with db.engines.writer() as session:
        family = make_family(session, team=world.team)
        child = make_person(session, given_name="Isla", birth_on=date(clock.today().year - 7, 1, 15))
        carer = make_person(session, given_name="Leanne", birth_on=date(1994, 2, 3))
        make_member(session, family=family, person=child)
        make_member(session, family=family, person=carer, role=MemberRole.MAIN_CARER)
        make_allocation(session, family=family, user=world.worker)
        session.commit()
        session.expunge_all()
    return Story(app, replace(world, family=family, child=child, carer=carer))


def _unheard_of() -> str:
    number = next_number()
    return (_SOUNDS[number % 10] + _SOUNDS[number // 10 % 10]).capitalize()


def _upload(story: Story, *, headings: Sequence[str] = IMPORT_COLUMNS) -> str:
    """Where a spreadsheet of past scores leads that the family's manager uploads."""
    rows = past_scores(story.world, assessment_ref=f"OLD-{next_number()}")
    return upload_scores(story.manager, rows, headings)


def _match_columns(story: Story) -> Filled:
    path = _upload(story, headings=[*IMPORT_COLUMNS, "Notes"])
    fields = {f"column-{len(IMPORT_COLUMNS)}": "leave-out", "save_as": f"Form {next_number()}"}
    return story.fill(path, fields, by_manager=True)


def _bring_in(story: Story) -> Filled:
    return story.fill(_upload(story), {}, by_manager=True)


def _undo_import(story: Story) -> Filled:
    made = str(story.manager.submit(_upload(story), {}).location)
    return story.fill(f"{made}/undo", {"reason": "The wrong spreadsheet"}, by_manager=True)


def _search(story: Story) -> Filled:
    return story.fill("/families/search", {"words": "Nobody of this name"})


def _register(story: Story) -> Filled:
    name = _unheard_of()
    fields = {
        "label": name,
        "child_born": ["born"],
        "child_given_name": _unheard_of(),
        "child_family_name": name,
        "carer_given_name": _unheard_of(),
        "carer_family_name": name,
        **date_parts("child_birth_on", days_ago(2500 + next_number())),
    }
    return story.fill("/families/register", fields)


def _edit_family(story: Story) -> Filled:
    return story.fill(f"/families/{story.world.family.key}/edit", {"label": "Another name"})


def _allocate(story: Story) -> Filled:
    path = f"/families/{story.world.family.key}/allocate"
    return story.fill(path, {"worker": [story.world.colleague.key]}, by_manager=True)


def _add_person(story: Story) -> Filled:
    name = _unheard_of()
    fields = {
        "kind": [MemberRole.CHILD.value],
        "given_name": name,
        "family_name": name,
        "household": "Home",
        "language": "Welsh",
        **date_parts("birth_on", days_ago(1200 + next_number())),
    }
    return story.fill(f"/families/{story.world.family.key}/people/add", fields)


def _edit_person(story: Story) -> Filled:
    path = f"/families/{story.world.family.key}/people/{story.world.child.key}/edit"
    return story.fill(path, {"language": "Welsh", "needs": "Wears glasses.\nSits at the front."})


def _leave(story: Story) -> Filled:
    return story.fill(f"/families/{story.world.family.key}/people/{story.world.carer.key}/leave", {})


def _start(story: Story) -> Filled:
    world = story.world
    fields = {
        "cares": [stories.care(world)],
        "tool": [world.tool.key],
        "purpose": ["baseline"],
        **date_parts("window_from", days_ago(20)),
        **date_parts("window_to", days_ago(2)),
    }
    return story.fill(f"/families/{world.family.key}/assessments/start", fields)


def _link(story: Story) -> Filled:
    with db.engines.writer() as session:
        other = make_family(session, team=story.world.team)
        make_allocation(session, family=other, user=story.world.worker)
        session.commit()
        key = other.key
    path = f"/families/{story.world.family.key}/link/{key}"
    return story.fill(path, {"why": "The same mother"})


def _people(story: Story) -> Filled:
    with db.engines.writer() as session:
        child = make_person(session, given_name="Noah", birth_on=days_ago(900))
        make_member(session, family=story.world.family, person=child)
        session.commit()
        second = f"{child.key}.{story.world.carer.key}"
    path = f"/assessments/{story.assessment()}/people"
    return story.fill(path, {"cares": [stories.care(story.world), second]})


def _scope(story: Story) -> Filled:
    return story.fill(f"/assessments/{story.assessment()}/scope", {"areas": [stories.MEALS]})


def _judge(story: Story) -> Filled:
    path = f"/assessments/{story.assessment(graded=True)}/domains/food"
    return story.fill(path, {"grade-1": ["4"], "why-1": "It depends on who cooks.\nAnd when."})


def _told_now(story: Story) -> Filled:
    key = story.assessment()
    stories.grade(story.worker, key, stories.MEALS, "5", "2")
    fields = {"who": "Ellen Frost, manager", "when": "today at 15:20", "words": "A visit tonight"}
    return story.fill(f"/assessments/{key}/act-now", fields)


def _period(story: Story) -> Filled:
    key = story.assessment()
    return story.fill(f"/assessments/{key}/period", date_parts("window_from", days_ago(12)))


def _area(story: Story) -> Filled:
    fields: dict[str, Any] = {f"grade-{item}": ["4"] for item in stories.ITEMS[stories.MEALS]}
    fields |= stories.evidence(*stories.ITEMS[stories.MEALS])
    fields["source"] = [fields["source"]]
    return story.fill(stories.area_path(story.assessment(), stories.MEALS), fields)


def _evidence(story: Story) -> Filled:
    path = f"{stories.area_path(story.assessment(graded=True), stories.MEALS)}/evidence/1"
    return story.fill(path, {"words": "One cupboard was full.\nThe other was not."})


def _remove(story: Story) -> Filled:
    return story.fill(
        f"{stories.area_path(story.assessment(graded=True), stories.MEALS)}/evidence/1/remove", {}
    )


def _submit(story: Story) -> Filled:
    return story.fill(f"/assessments/{story.assessment(graded=True)}/check", {})


def _decide(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    fields = {"decision": ["return"], "comments": "Say who cooked.\nAnd when."}
    return story.fill(f"/assessments/{key}/sign-off", fields, by_manager=True)


def _stop(story: Story) -> Filled:
    return story.fill(
        f"/assessments/{story.assessment()}/stop", {"reason": "They moved away.\nSo did the file."}
    )


def _hand_on(story: Story) -> Filled:
    fields = {"to": story.world.colleague.key, "words": "She knows you.\nGo on Tuesday."}
    return story.fill(f"/assessments/{story.assessment()}/hand-on", fields)


def _amend(story: Story) -> Filled:
    key = story.assessment(signed_off=True)
    return story.fill(f"/assessments/{key}/amend", {"why": "The wrong Tuesday.\nIt was the one after."})


def _in_error(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    fields = {"reason": "The wrong child.\nHer cousin was meant."}
    return story.fill(f"/assessments/{key}/recorded-in-error", fields, by_manager=True)


def _response(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    fields = {
        "person": [story.world.carer.key],
        "kind": ["sees_it_differently"],
        "words": "We do eat together.\nMost days.",
        **date_parts("on_date", days_ago(0)),
    }
    return story.fill(f"/assessments/{key}/response", fields)


def _feedback(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    fields = {"given_by": ["carer"], "words": "It took long.", **date_parts("on_date", days_ago(0))}
    return story.fill(f"/assessments/{key}/feedback", fields)


def _sharing(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    fields = {
        "person": ["else"],
        "recipient": "The school nurse",
        "what": ["summary"],
        "given": ["no"],
        "reason": "Not agreed yet.\nAsk again.",
        **date_parts("on_date", days_ago(0)),
    }
    return story.fill(f"/assessments/{key}/sharing", fields)


def _see_notices(story: Story) -> Filled:
    with db.engines.writer() as session:
        give_notice(
            session, to=story.world.worker.id, kind=NoticeKind.ALLOCATED, family_id=story.world.family.id
        )
        session.commit()
    return story.fill("/", {})


def _supervise_since(story: Story) -> Filled:
    fields = date_parts("since_on", days_ago(10))
    return story.fill(f"/workers/{story.world.worker.key}/supervision", fields, by_manager=True)


def _hand_over(story: Story) -> Filled:
    fields = {"families": [story.world.family.key], "worker": story.world.colleague.key}
    return story.fill(f"/workers/{story.world.worker.key}/hand-over", fields, by_manager=True)


def _cover(story: Story) -> Filled:
    with db.engines.writer() as session:
        cover = make_user(session, team=session.get_one(Team, story.world.team.id))
        session.commit()
        key = cover.key
    fields = {"cover": key, **date_parts("first", days_ago(0)), **date_parts("last", days_ago(-7))}
    return story.fill("/account/cover", fields, by_manager=True)


def _end_cover(story: Story) -> Filled:
    arranged = _cover(story)
    arranged.browser.post(arranged.path, arranged.fields, 303)
    ways = arranged.browser.get("/account/cover").select(".app-card a")
    return story.fill(str(ways[0]["href"]), {}, by_manager=True)


def _write_note(story: Story) -> Filled:
    path = f"/tools/{story.world.tool.key}/items/physical.home.warmth/note"
    return story.fill(path, {"words": "Cold on two visits.\nWarm on the third.", "ages": "5-10"})


def _answer_note(story: Story) -> Filled:
    note = _write_note(story)
    path = f"{note.browser.post(note.path, note.fields, 303).location}/answer"
    with db.engines.writer() as session:
        owner = make_user(session, role=Role.TOOL_OWNER)
        session.commit()
        session.expunge_all()
    browser = Browser(story.app, owner)
    action, fields = browser.fields(path)
    return Filled(
        browser, owner, action, fields | {"answer": "Grade 3 for now.\nThe next version says so."}, path
    )


def _add_event(story: Story) -> Filled:
    fields = {
        "kind": ["was_not_brought"],
        "people": [story.world.child.key],
        "words": "Eye clinic.\nThe second time.",
        **date_parts("on_date", days_ago(12)),
    }
    return story.fill(f"/families/{story.world.family.key}/timeline/add/event", fields)


def _event(story: Story) -> str:
    with db.engines.writer() as session:
        key: str = make_event(session, story.world.family).key
        session.commit()
    return key


def _change_event(story: Story) -> Filled:
    return story.fill(f"/timeline/event/{_event(story)}", {"words": "Nobody was in.\nA light was on."})


def _event_in_error(story: Story) -> Filled:
    fields = {"reason": "Another family.\nThe same street."}
    return story.fill(f"/timeline/event/{_event(story)}/error", fields)


def _visit_note(story: Story) -> Filled:
    fields = stories.evidence(*stories.ITEMS[stories.MEALS], words="Stew on the stove.\nEnough for four.")
    path = f"/assessments/{story.assessment()}/visits/add"
    return story.fill(path, fields | {"source": ["child_said"], "sharing": ["nobody"]})


def _child_voice(story: Story) -> Filled:
    fields = {"words": "I like dens.\nAnd Nan.", "alone": ["yes"], "day-food": "Toast.", "where": "School"}
    return story.fill(f"/assessments/{story.assessment()}/voices/{story.world.child.key}", fields)


def _carer_voice(story: Story) -> Filled:
    world = story.world
    path = f"/assessments/{story.assessment()}/voices/{world.child.key}/{world.carer.key}"
    return story.fill(path, {"words": "It was one week.\nA hard one.", "grade-food": "3"})


def _told(story: Story) -> Filled:
    fields = {"agreement": ["partly"], "words": "Not the part about food.\nThe rest, yes."}
    path = f"/assessments/{story.assessment()}/told"
    return story.fill(path, fields | date_parts("told_on", days_ago(1)))


def _why(story: Story) -> Filled:
    fields = {"why": "Two jobs.\nNo sleep.", "wider": ["wider.poverty"], "words-wider.poverty": "Debts"}
    return story.fill(f"/assessments/{story.assessment()}/analysis", fields)


def _means(story: Story) -> Filled:
    path = f"/assessments/{story.assessment()}/analysis/{story.world.child.key}"
    return story.fill(path, {"means": "Tired.\nAt school too.", "child": ["child.young_carer"]})


def _effort(story: Story) -> Filled:
    first = stories.start(story.worker, story.world, first=days_ago(130), last=days_ago(110))
    stories.complete(story.worker, first, meals="4")
    stories.sign_off(story.manager, first)
    key = story.assessment()
    stories.grade(story.worker, key, stories.MEALS, "2", "4")
    filled = story.fill(f"/assessments/{key}/effort", {})
    name = next(name for name in filled.fields if name.startswith("words-"))
    given = {name: "She cooks.\nOn Sundays.", name.replace("words", "effort", 1): ["both"]}
    return replace(filled, fields=filled.fields | given)


def _target_at(story: Story) -> tuple[str, dict[str, Any]]:
    world = story.world
    fields = {
        "about": f"{world.child.key}.{world.carer.key}|{stories.MEALS}",
        "aim": ["2"],
        "what": "A hot meal on five days.\nOf seven.",
        "who": "Leanne cooks",
        **date_parts("by_on", days_ago(-60)),
    }
    return f"/assessments/{story.assessment(graded=True)}/targets", fields


def _set_target(story: Story) -> Filled:
    path, fields = _target_at(story)
    return story.fill(f"{path}/add", fields)


def _change_target(story: Story) -> Filled:
    return story.fill(_a_target(story), {"what": "Soup every day.\nAnd bread."})


def _give_up(story: Story) -> Filled:
    return story.fill(f"{_a_target(story)}/give-up", {"reason": "Nan cooks now.\nEvery day."})


def _a_target(story: Story) -> str:
    """The address of a target that was set."""
    path, fields = _target_at(story)
    story.worker.submit(f"{path}/add", fields)
    return str(story.worker.get(path).select(".app-card a")[0]["href"])


def _report(story: Story) -> Filled:
    story.assessment(submitted=True)
    fields = {
        "recipient": "The conference",
        "reason": "It meets on Tuesday.\nThe chair asked.",
        "readers": ["professionals"],
    }
    return story.fill(f"/families/{story.world.family.key}/report", fields)


def _set_aside(assessment_id: int, user_id: int) -> str:
    """Something that somebody typed too late; its key is returned."""
    with db.engines.writer() as session:
        row = LeftOver(
            write_id=new_key(),
            user_id=user_id,
            assessment_id=assessment_id,
            kind=AnswerKind.EVIDENCE,
            code=stories.MEALS,
            slot=0,
            raw={"words": "She rang after all."},
            why=SetAside.NOT_OPEN,
            at=clock.now(),
        )
        session.add(row)
        session.commit()
        return row.key


def _left_over(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    left_key = _set_aside(stories.find(key)[0].id, story.world.worker.id)
    return story.fill(f"/assessments/{key}/left-over/{left_key}", {})


def _ask_another(story: Story) -> Filled:
    path = f"/assessments/{story.assessment()}/others"
    pages = [str(link["href"]) for link in story.worker.get(f"{path}/ask").select("main li a")]
    wanted = story.world.other_manager.key
    asking = next(one for one in pages if story.worker.get(one).select_one(f"option[value='{wanted}']"))
    fields = {"person": wanted, "domains": ["food"], "words": "Is she hungry?\nAt school."}
    return story.fill(asking, fields | date_parts("due_on", days_ago(-7)))


def _withdraw(story: Story) -> Filled:
    path = _send(_ask_another(story))
    link = story.worker.get(path).select_one("main .app-card a")
    assert link is not None
    return story.fill(str(link["href"]), {"reason": "I asked the wrong person.\nSorry."})


def _as_asked(story: Story, path: str, changes: dict[str, Any], *, graded: bool = True) -> Filled:
    """A page of somebody who was asked, filled in by them; where it matters, once they have begun."""
    _send(_ask_another(story))
    user = story.world.other_manager
    browser = Browser(story.app, user)
    link = browser.get("/").select_one("#asked ~ ul a")
    assert link is not None
    own = str(link["href"])
    if graded:
        _, fields = browser.fields(f"{own}/areas/{stories.MEALS}")
        given = {f"grade-{stories.ITEMS[stories.MEALS][0]}": "4"} | stories.evidence(
            stories.ITEMS[stories.MEALS][0]
        )
        browser.post(f"{own}/areas/{stories.MEALS}", fields | given, 303)
    action, fields = browser.fields(own + path)
    return Filled(browser, user, action, fields | changes, own + path)


def _decline(story: Story) -> Filled:
    return _as_asked(story, "/decline", {"reason": "I have not met her.\nAsk Nell."}, graded=False)


def _finish(story: Story) -> Filled:
    return _as_asked(story, "", {})


def _own_grades(story: Story) -> Filled:
    item = stories.ITEMS[stories.MEALS][1]
    changes = {f"grade-{item}": "3"} | stories.evidence(item, words="Two slices of toast.\nNo milk.")
    return _as_asked(story, f"/areas/{stories.MEALS}", changes)


def _own_note(story: Story) -> Filled:
    return _as_asked(story, f"/areas/{stories.MEALS}/evidence/1", {"words": "Nothing to eat.\nTwice."})


def _remove_own_note(story: Story) -> Filled:
    return _as_asked(story, f"/areas/{stories.MEALS}/evidence/1/remove", {})


def _left_over_of_a_part(story: Story) -> Filled:
    asked = _finish(story)
    with db.engines.reader() as session:
        key = asked.shown_at.rsplit("/", 1)[1]
        part = select(Participant.assessment_id).where(Participant.key == key)
        assessment_id = session.scalars(part).one()
    path = f"{asked.shown_at}/left-over/{_set_aside(assessment_id, asked.user.id)}"
    return Filled(asked.browser, asked.user, *asked.browser.fields(path), path)


def _ask_sheet(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    return story.fill(f"/assessments/{key}/sheet", {})


def _sheet_given(story: Story) -> Filled:
    key = story.assessment(submitted=True)
    kept = story.worker.submit(f"/assessments/{key}/sheet", {})
    fields = {
        "given": ["no"],
        "reason": "He reads her post.\nAsked to wait.",
        **date_parts("on_date", days_ago(0)),
    }
    return story.fill(str(kept.location), fields)


def _draw(story: Story, auditor: User | None = None) -> Filled:
    auditor = auditor or _auditor()
    fields = {
        "name": "Long plans, autumn",
        "teams": [story.world.team.key],
        "which": ["open"],
        "size": "1",
        "form": ["neglect-audit-1"],
        "auditors": [auditor.key],
    }
    return story.fill("/samples/new", fields, by_manager=True)


def _auditor() -> User:
    with db.engines.writer() as session:
        auditor = make_user(session, role=Role.AUDITOR)
        session.commit()
        session.expunge_all()
    return auditor


def _drawn(story: Story) -> str:
    """The address of a sample."""
    drawn = _draw(story)
    return str(drawn.browser.post(drawn.path, drawn.fields, 303).location)


def _close_sample(story: Story) -> Filled:
    return story.fill(f"{_drawn(story)}/close", {}, by_manager=True)


def _audit(story: Story) -> Filled:
    auditor = _auditor()
    drawn = _draw(story, auditor)
    place = str(drawn.browser.post(drawn.path, drawn.fields, 303).location)
    browser = Browser(story.app, auditor)
    path = str(browser.get(place).select("a[href*='/samples/families/']")[0]["href"])
    action, fields = browser.fields(path)
    given = {"voice-choice": ["partly"], "voice-words": "Her own words once.\nIn May.", "done": ["draft"]}
    return Filled(browser, auditor, action, fields | given, path)


def _audit_action(story: Story) -> Filled:
    audit = _audit(story)
    audit.browser.post(audit.path, audit.fields, 303)
    path = f"{audit.path}/actions/new"
    action, fields = audit.browser.fields(path)
    given = {
        "what": "See her alone.\nAt school.",
        "owner": story.world.worker.key,
        **date_parts("due_on", days_ago(-14)),
    }
    return replace(audit, path=action, fields=fields | given, shown_at=path)


def _review_path(story: Story) -> str:
    return f"/families/{story.world.family.key}/review"


_ANSWERS = dict.fromkeys(
    (question.code for question in QUESTIONS.current.questions), "She eats at school.\nAnd at Nan’s."
)


def _questions(story: Story) -> Filled:
    return story.fill(_review_path(story), _ANSWERS, by_manager=True)


def _decision(story: Story) -> Filled:
    fields = {"decision": ["changed_plan"], "reason": "Meals are the same.\nSince May."}
    path = f"{_review_path(story)}/decision"
    return story.fill(path, fields | date_parts("next_on", days_ago(-90)), by_manager=True)


def _actions(story: Story) -> Filled:
    fields = {"what_1": "See her alone.\nAt school.", "words_1": "The school nurse"}
    path = f"{_review_path(story)}/actions"
    return story.fill(path, fields | date_parts("due_on_1", days_ago(-14)), by_manager=True)


def _send(filled: Filled) -> str:
    """Send a form; where it led is returned."""
    return str(filled.browser.post(filled.path, filled.fields, 303).location)


def _record_review(story: Story) -> Filled:
    for step in (_questions, _decision, _actions):
        _send(step(story))
    return story.fill(f"{_review_path(story)}/check", {}, by_manager=True)


def _discard_review(story: Story) -> Filled:
    _send(_questions(story))
    return story.fill(f"{_review_path(story)}/discard", {}, by_manager=True)


def _correct_review(story: Story) -> Filled:
    path = f"{_send(_record_review(story))}/correct"
    return story.fill(path, {"why": "The wrong family.\nThe same street."}, by_manager=True)


def _add_action(story: Story) -> Filled:
    path = f"{_send(_record_review(story))}/actions/add"
    fields = {"what": "Ask the GP.\nAbout her ears.", "owner": story.world.worker.key}
    return story.fill(path, fields | date_parts("due_on", days_ago(-14)), by_manager=True)


def _end_action(story: Story) -> Filled:
    page = story.manager.get(_send(_record_review(story)))
    path = str(page.select("a[href*='/actions/'][href$='/done']")[0]["href"])
    return story.fill(path, {"came": "Seen on Monday.\nShe talked."})


def _challenge_review(story: Story) -> Filled:
    path = f"{_send(_record_review(story))}/challenge"
    return story.fill(path, {"about": ["decision"], "words": "He was hungry.\nOn Friday."})


def _challenge_assessment(story: Story) -> Filled:
    path = f"/assessments/{story.assessment(submitted=True)}/challenge"
    fields = {
        "about": ["grade"],
        "part": stories.MEALS.partition(".")[0],
        "words": "He was hungry.\nOn Friday.",
    }
    return story.fill(path, fields, by_manager=True)


def _reply(story: Story) -> Filled:
    path = _send(_challenge_review(story))
    return story.fill(f"{path}/reply", {"reply": "We looked again.\nYou are right."}, by_manager=True)


def _end_challenge(story: Story) -> Filled:
    path = _send(_reply(story))
    return story.fill(f"{path}/end", {"outcome": ["settled"], "words": "Read again in May.\nAgreed."})


def _on_duty(story: Story, path: str, changes: dict[str, Any], user: User | None = None) -> Filled:
    """A page of somebody on duty, filled in by them."""
    if user is None:
        with db.engines.writer() as session:
            user = make_user(session, role=Role.DUTY)
            session.commit()
            session.expunge_all()
    browser = Browser(story.app, user)
    action, fields = browser.fields(path)
    return Filled(browser, user, action, fields | changes, path)


def _look_up(story: Story) -> Filled:
    child = story.world.child
    fields = {"given_name": child.given_name, "family_name": child.family_name}
    return _on_duty(story, "/look-up", fields | date_parts("birth_on", child.birth_on or days_ago(0)))


def _break_glass(story: Story) -> Filled:
    fields = {"reason": ["new_contact"], "words": "The school rang about a bruise.\nShe is in the office."}
    return _on_duty(story, f"/break-glass/families/{story.world.family.key}", fields)


def _opened_way(story: Story, end: str) -> tuple[Filled, str]:
    """A family that was opened, and a page of that opening."""
    opened = _break_glass(story)
    browser = story.manager if end == "review" else opened.browser
    page = browser.get(_send(opened))
    return opened, str(page.select(f"a[href^='/break-glass/'][href$='/{end}']")[0]["href"])


def _opening_note(story: Story) -> Filled:
    opened, path = _opened_way(story, "note")
    return _on_duty(story, path, {"note": "Police went.\nShe is with her aunt."}, opened.user)


def _judge_opening(story: Story) -> Filled:
    _, path = _opened_way(story, "review")
    fields = {"verdict": ["accepted"], "review_words": "She rang first.\nNobody answered."}
    return story.fill(path, fields, by_manager=True)


EVERY_FORM: dict[str, Case] = {
    "lookup.start": _look_up,
    "lookup.save_why": _break_glass,
    "lookup.save_note": _opening_note,
    "lookup.save_review": _judge_opening,
    "reviews.save_questions": _questions,
    "reviews.save_decision": _decision,
    "reviews.save_actions": _actions,
    "reviews.record": _record_review,
    "reviews.discard": _discard_review,
    "reviews.correct": _correct_review,
    "reviews.save_action": _add_action,
    "reviews.done": _end_action,
    "reviews.raise_of_review": _challenge_review,
    "reviews.raise_of_assessment": _challenge_assessment,
    "reviews.reply": _reply,
    "reviews.end": _end_challenge,
    "samples.save_new": _draw,
    "samples.save_closing": _close_sample,
    "samples.save": _audit,
    "samples.save_action": _audit_action,
    "imports.save_columns": _match_columns,
    "imports.bring_in": _bring_in,
    "imports.save_undoing": _undo_import,
    "history.keep_asked_report": _report,
    "history.keep_asked_sheet": _ask_sheet,
    "history.save_sheet_given": _sheet_given,
    "assessments.delete_left_over": _left_over,
    "assessments.delete_part_left_over": _left_over_of_a_part,
    "assessments.save_ask": _ask_another,
    "assessments.save_withdrawal": _withdraw,
    "assessments.save_no": _decline,
    "assessments.save_finished": _finish,
    "assessments.save_part_area": _own_grades,
    "assessments.save_part_note": _own_note,
    "assessments.remove_part_note": _remove_own_note,
    "assessments.add_visit": _visit_note,
    "assessments.save_child": _child_voice,
    "assessments.save_carer": _carer_voice,
    "assessments.save_what_was_told": _told,
    "assessments.save_whole_analysis": _why,
    "assessments.save_meaning": _means,
    "assessments.save_effort": _effort,
    "assessments.add_target": _set_target,
    "assessments.save_target": _change_target,
    "assessments.give_up": _give_up,
    "plans.save_new": _add_event,
    "plans.save_change": _change_event,
    "plans.save_error": _event_in_error,
    "families.start_search": _search,
    "families.save_new_family": _register,
    "families.save_family": _edit_family,
    "families.save_allocation": _allocate,
    "families.save_new_person": _add_person,
    "families.save_person": _edit_person,
    "families.save_leaving": _leave,
    "assessments.begin": _start,
    "assessments.link": _link,
    "assessments.save_people": _people,
    "assessments.save_scope": _scope,
    "assessments.judge": _judge,
    "assessments.save_told_now": _told_now,
    "assessments.save_period": _period,
    "assessments.save_area": _area,
    "assessments.save_evidence": _evidence,
    "assessments.remove": _remove,
    "assessments.submit": _submit,
    "assessments.decide": _decide,
    "assessments.stop_draft": _stop,
    "assessments.save_hand_on": _hand_on,
    "assessments.save_amendment": _amend,
    "assessments.save_in_error": _in_error,
    "assessments.save_response": _response,
    "assessments.save_feedback": _feedback,
    "assessments.save_sharing": _sharing,
    "desk.see": _see_notices,
    "desk.supervise_since": _supervise_since,
    "desk.save_hand_over": _hand_over,
    "accounts.save_cover": _cover,
    "accounts.save_end_of_cover": _end_cover,
    "instruments.save_note": _write_note,
    "instruments.save_answer": _answer_note,
}
