"""What each event says to a person: who did what, in a plain sentence. Every event has one; a test holds that."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from gcp_tool.audit.events import Event

# {who} did it; {whom} is the account, team or agency it was about; {family} is `this family` on the page of one and
# `a family` elsewhere; {of_family} is ` of this family`, or nothing when the event is not about a family.
SENTENCES: Final[Mapping[Event, str]] = {
    Event.SIGNED_IN: "{who} signed in",
    Event.SIGN_IN_FAILED: "Somebody gave a wrong password for the account of {whom}",
    Event.LOCKED: "The account of {whom} was locked for a while after wrong passwords",
    Event.SIGNED_OUT: "{who} signed out",
    Event.SIGNED_OUT_EVERYWHERE: "{who} signed out on every device",
    Event.PASSWORD_CHANGED: "{who} changed their password",
    Event.ACCOUNT_CREATED: "{who} made an account for {whom}",
    Event.ROLE_GIVEN: "{who} gave {whom} a role",
    Event.ROLE_ENDED: "{who} ended a role of {whom}",
    Event.ACCREDITED: "{who} recorded that {whom} is trained to use a tool",
    Event.AGENCY_ADDED: "{who} added the agency {whom}",
    Event.TEAM_ADDED: "{who} added the team {whom}",
    Event.REFUSED: "{who} asked for something{of_family} that they may not see or do, and was refused",
    Event.INPUT_HELD: "What {who} had typed was kept, because their session had ended",
    Event.FAMILY_LISTED: "{who} looked through a list of families",
    Event.FAMILY_SEARCHED: "{who} searched for a family",
    Event.FAMILY_FOUND: "{who} searched, and {family} was in the results",
    Event.FAMILY_DUPLICATES_CHECKED: "{who} checked whether people{of_family} were already known",
    Event.FAMILY_REGISTERED: "{who} registered {family}",
    Event.FAMILY_VIEWED: "{who} opened a page of {family}’s record",
    Event.FAMILY_CHANGED: "{who} changed {family}’s details",
    Event.FAMILY_ALLOCATED: "{who} changed who works with {family}",
    Event.FAMILY_LINKED: "{who} linked {family} with another family",
    Event.FAMILY_LOOKED_UP: "{who} looked up whether a family is known",
    Event.BREAK_GLASS_OPENED: "{who} opened {family} under break-glass",
    Event.BREAK_GLASS_NOTED: "{who} wrote a note about {family} under break-glass",
    Event.BREAK_GLASS_REVIEWED: "{who} reviewed why {family} was opened under break-glass",
    Event.BREAK_GLASS_LISTED: "{who} looked through the families that were opened under break-glass",
    Event.CASELOAD_EXPORTED: "{who} took a caseload away as a file",
    Event.TEAM_COUNTED: "{who} looked at how a team’s families stood over the months",
    Event.COMPLETIONS_EXPORTED: "{who} took the counts of completed assessments away as a file",
    Event.PACK_MADE: "{who} made a supervision pack about the families of {whom}",
    Event.NOTICES_SEEN: "{who} put away what they had been told",
    Event.PERSON_VIEWED: "{who} opened a person’s page",
    Event.PERSON_ADDED: "{who} added a person to {family}",
    Event.PERSON_CHANGED: "{who} changed a person’s details",
    Event.MEMBERSHIP_ENDED: "{who} recorded that a person left {family}",
    Event.TOOL_STORED: "{who} stored a version of a tool",
    Event.NOTE_WRITTEN: "{who} wrote a note about the words of a tool",
    Event.NOTE_ANSWERED: "{who} answered a note about the words of a tool",
    Event.ASSESSMENT_LISTED: "{who} opened their home page, with the work that waits for them",
    Event.ASSESSMENT_STARTED: "{who} started an assessment of {family}",
    Event.ASSESSMENT_VIEWED: "{who} opened an assessment of {family}",
    Event.ASSESSMENT_SUBMITTED: "{who} submitted an assessment of {family}",
    Event.ASSESSMENT_RETURNED: "{who} returned an assessment of {family} to its lead",
    Event.ASSESSMENT_SIGNED_OFF: "{who} signed off an assessment of {family}",
    Event.ASSESSMENT_STOPPED: "{who} stopped an assessment of {family}",
    Event.ASSESSMENT_AMENDED: "{who} began to amend an assessment of {family}",
    Event.ASSESSMENT_HANDED_ON: "{who} handed an assessment of {family} on to another lead",
    Event.ASSESSMENT_IN_ERROR: "{who} recorded that an assessment of {family} was made in error",
    Event.CONTRIBUTION_ASKED: "{who} asked another professional to add to an assessment of {family}",
    Event.CONTRIBUTION_LISTED: "{who} looked at what others asked them to add to",
    Event.CONTRIBUTION_VIEWED: "{who} opened the part that they were asked to add about {family}",
    Event.CONTRIBUTION_STARTED: "{who} began the part that they were asked to add about {family}",
    Event.CONTRIBUTION_FINISHED: "{who} finished the part that they were asked to add about {family}",
    Event.CONTRIBUTION_DECLINED: "{who} said no to adding to an assessment of {family}",
    Event.CONTRIBUTION_WITHDRAWN: "{who} took back the request to add to an assessment of {family}",
    Event.RESPONSE_ADDED: "{who} added a carer’s response to an assessment of {family}",
    Event.FEEDBACK_ADDED: "{who} added feedback on an assessment of {family}",
    Event.SHARING_ADDED: "{who} recorded with whom an assessment of {family} was shared",
    Event.REPORT_ASKED: "{who} asked for a report about {family}",
    Event.REPORT_MADE: "{who} read or took away a report about {family}",
    Event.SHEET_ASKED: "{who} asked for a sheet for a carer of {family}",
    Event.SHEET_MADE: "{who} read or took away a sheet for a carer of {family}",
    Event.COVER_ARRANGED: "{who} named who covers for them",
    Event.COVER_ENDED: "{who} ended the cover for a team",
    Event.POLICY_SETTLED: "{who} settled a rule of the partnership",
    Event.TARGET_SET: "{who} set a target for {family}",
    Event.TARGET_CHANGED: "{who} changed a target of {family}",
    Event.TARGET_SETTLED: "{who} recorded what came of a target of {family}",
    Event.TARGET_GIVEN_UP: "{who} gave up a target of {family}",
    Event.REVIEW_DRAFTED: "{who} wrote in the draft of a review of {family}",
    Event.REVIEW_DISCARDED: "{who} threw away the draft of a review of {family}",
    Event.REVIEW_RECORDED: "{who} recorded a review of {family} and its decision",
    Event.REVIEW_VIEWED: "{who} opened a review of {family}",
    Event.SAMPLE_DRAWN: "{who} drew a sample of families",
    Event.SAMPLE_VIEWED: "{who} looked at a sample of families",
    Event.SAMPLE_CLOSED: "{who} closed a sample of families",
    Event.AUDIT_SAVED: "{who} wrote in an audit of {family}",
    Event.AUDIT_FINISHED: "{who} finished an audit of {family}",
    Event.ACTION_GIVEN: "{who} said what is to be done for {family}",
    Event.ACTION_DONE: "{who} recorded what came of an action for {family}",
    Event.CHALLENGE_RAISED: "{who} challenged a grade or a decision about {family}",
    Event.CHALLENGE_VIEWED: "{who} opened a challenge about {family}",
    Event.CHALLENGE_ANSWERED: "{who} replied to a challenge about {family}",
    Event.CHALLENGE_ENDED: "{who} recorded how a challenge about {family} ended",
    Event.SCORES_CHECKED: "{who} had a spreadsheet checked before it is imported",
    Event.SCORES_IMPORTED: "{who} imported a spreadsheet of past assessments",
    Event.SCORES_EXPORTED: "{who} took the signed-off assessments out as a file",
    Event.IMPORT_UNDONE: "{who} undid an import",
    Event.MAPPING_SAVED: "{who} kept how the columns of a spreadsheet are named",
    Event.MAPPING_REMOVED: "{who} removed how the columns of a spreadsheet are named",
    Event.TIMELINE_ADDED: "{who} added to the timeline of {family}",
    Event.TIMELINE_CHANGED: "{who} changed something on the timeline of {family}",
    Event.TIMELINE_RECORDED_IN_ERROR: "{who} recorded that something on the timeline of {family} was a mistake",
    Event.TIMELINE_IMPORTED: "{who} imported plans, help or events from a file",
    Event.LOG_VIEWED: "{who} looked at the log{of_family}",
    Event.LOG_EXPORTED: "{who} took the log{of_family} away as a file",
    Event.DEMO_BUILT: "{who} built the invented borough of the training area",
}

# Where one detail of an event says more: the detail, and the sentence for each value of it.
CLOSER: Final[Mapping[Event, tuple[str, Mapping[object, str]]]] = {
    Event.REFUSED: (
        "status",
        {
            404: "{who} asked for something{of_family} that is not there or that they may not see, and was refused",
            410: "{who} typed into an assessment{of_family} that asks this no longer; the words were kept apart",
            423: "{who} typed into an assessment{of_family} that was no longer open; the words were kept apart",
        },
    ),
    Event.FAMILY_VIEWED: (
        "page",
        {
            None: "{who} opened {family}’s page",
            "timeline": "{who} opened {family}’s timeline",
            "report": "{who} opened the page on which to ask for a report about {family}",
            "domain": "{who} looked at one domain of {family}’s care over time",
            "compare": "{who} compared two assessments of {family}",
            "review": "{who} opened {family}’s record to review it",
            "audit": "{who} opened {family}’s record to audit it",
            "allocate": "{who} looked at who works with {family}",
            "edit": "{who} opened {family}’s details to change them",
        },
    ),
    Event.FAMILY_DUPLICATES_CHECKED: (
        "as",
        {
            "shown": "{who} checked whether people were already known, and was shown {family}",
            "known elsewhere": "{who} checked whether people were already known, and was told who knows {family}",
        },
    ),
    Event.FAMILY_LOOKED_UP: (
        "as",
        {
            "known": "{who} looked up whether a family is known, and was told of {family}",
            "restricted": "{who} looked up a family, and was told whom to ask because {family} is restricted",
        },
    ),
}
UNDER_BREAK_GLASS: Final = "{sentence} under break-glass"
NO_WORDS: Final = "{who} did something that this release of the tool has no words for"


class Kind(StrEnum):
    """What somebody may ask the log for."""

    LOOKED = "looked"
    SEARCHED = "searched"
    TAKEN = "taken"
    CHANGED = "changed"
    REFUSED = "refused"
    SIGNED_IN = "signed_in"
    ACCOUNTS = "accounts"


KIND_WORDS: Final[Mapping[Kind, str]] = {
    Kind.LOOKED: "Looked at something",
    Kind.SEARCHED: "Searched or looked something up",
    Kind.TAKEN: "Made or took away a file",
    Kind.CHANGED: "Recorded or changed something",
    Kind.REFUSED: "Was refused",
    Kind.SIGNED_IN: "Signed in or out",
    Kind.ACCOUNTS: "Changed accounts, tools or settings",
}
# What can be said of one family.
OF_FAMILIES: Final = (Kind.LOOKED, Kind.SEARCHED, Kind.TAKEN, Kind.CHANGED, Kind.REFUSED)

_KINDS: Final[Mapping[Kind, frozenset[Event]]] = {
    Kind.SEARCHED: frozenset(
        {
            Event.FAMILY_SEARCHED, Event.FAMILY_FOUND, Event.FAMILY_DUPLICATES_CHECKED, Event.FAMILY_LOOKED_UP,
        }
    ),
    Kind.TAKEN: frozenset(
        {
            Event.CASELOAD_EXPORTED, Event.COMPLETIONS_EXPORTED, Event.PACK_MADE, Event.REPORT_ASKED,
            Event.REPORT_MADE, Event.SHEET_ASKED, Event.SHEET_MADE, Event.SCORES_EXPORTED, Event.LOG_EXPORTED,
        }
    ),
    Kind.REFUSED: frozenset({Event.REFUSED}),
    Kind.SIGNED_IN: frozenset(
        {
            Event.SIGNED_IN, Event.SIGN_IN_FAILED, Event.LOCKED, Event.SIGNED_OUT, Event.SIGNED_OUT_EVERYWHERE,
            Event.PASSWORD_CHANGED, Event.INPUT_HELD,
        }
    ),
    Kind.ACCOUNTS: frozenset(
        {
            Event.ACCOUNT_CREATED, Event.ROLE_GIVEN, Event.ROLE_ENDED, Event.ACCREDITED, Event.AGENCY_ADDED,
            Event.TEAM_ADDED, Event.COVER_ARRANGED, Event.COVER_ENDED, Event.POLICY_SETTLED, Event.TOOL_STORED,
            Event.DEMO_BUILT,
        }
    ),
    Kind.LOOKED: frozenset(
        {
            Event.FAMILY_LISTED, Event.FAMILY_VIEWED, Event.PERSON_VIEWED, Event.ASSESSMENT_LISTED,
            Event.ASSESSMENT_VIEWED, Event.CONTRIBUTION_LISTED, Event.CONTRIBUTION_VIEWED, Event.REVIEW_VIEWED,
            Event.SAMPLE_VIEWED, Event.CHALLENGE_VIEWED, Event.TEAM_COUNTED, Event.BREAK_GLASS_OPENED,
            Event.BREAK_GLASS_LISTED, Event.LOG_VIEWED,
        }
    ),
}  # fmt: skip


def events_of(kind: Kind) -> frozenset[Event]:
    """The events of a kind; what is of no other kind is a change."""
    if kind is Kind.CHANGED:
        return frozenset(Event) - frozenset[Event]().union(*_KINDS.values())
    return _KINDS[kind]


def sentence_for(event: str, details: Mapping[str, object]) -> str:
    """The sentence of an event, with places for who, whom and which family."""
    try:
        known = Event(event)
    except ValueError:  # recorded by a later release, before this one was put back
        return NO_WORDS
    name, closer = CLOSER.get(known, ("", {}))
    sentence = closer.get(details.get(name), SENTENCES[known])
    return UNDER_BREAK_GLASS.format(sentence=sentence) if "break_glass" in details else sentence
