"""The closed lists of the domain, as codes stored in tables. Words for people live in presenters and tool files."""

from enum import StrEnum


class AgeBand(StrEnum):
    """The age of a child as a tool's items are written for it."""

    UNBORN = "unborn"
    UNDER_TWO = "0-1"
    TWO_TO_FOUR = "2-4"
    FIVE_TO_TEN = "5-10"
    ELEVEN_TO_SEVENTEEN = "11-17"


class NeglectType(StrEnum):
    """The six kinds of neglect that any tool's domains can be mapped to."""

    PHYSICAL = "physical"
    NUTRITIONAL = "nutritional"
    MEDICAL = "medical"
    EMOTIONAL = "emotional"
    EDUCATIONAL = "educational"
    SUPERVISION = "supervision"


class Purpose(StrEnum):
    """Why an assessment is made."""

    BASELINE = "baseline"
    REVIEW = "review"


class RevisionKind(StrEnum):
    """Whose account of the care a revision is: the lead's, or a blind second scorer's."""

    CARE = "care"
    SECOND = "second"


class RevisionState(StrEnum):
    """Where a revision of an assessment stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SIGNED_OFF = "signed_off"
    SUPERSEDED = "superseded"
    STOPPED = "stopped"


class ProfileKind(StrEnum):
    """Whom an answer is about."""

    HOUSEHOLD = "household"
    CHILD_CARER = "child_carer"
    CHILD = "child"
    WHOLE = "whole"


class Part(StrEnum):
    """The part someone takes in an assessment."""

    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    CARER = "carer"
    SECOND_SCORER = "second_scorer"


class AnswerKind(StrEnum):
    """What an answer is."""

    ITEM = "item"
    AREA = "area"
    DOMAIN = "domain"
    EVIDENCE = "evidence"
    VOICE = "voice"
    TOLD = "told"
    FACTOR = "factor"
    ANALYSIS = "analysis"


class AnswerState(StrEnum):
    """What an answer says: a grade, why there is none, or words."""

    GRADED = "graded"
    NOT_APPLICABLE = "not_applicable"
    NOT_KNOWN = "not_known"
    WORDS = "words"
    INVALID = "invalid"
    REMOVED = "removed"


class NotGradedReason(StrEnum):
    """Why an item has no grade."""

    NOT_SEEN = "not_seen"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"
    NOT_FOR_THIS_CHILD = "not_for_this_child"
    OTHER = "other"


class EvidenceSource(StrEnum):
    """Where a piece of evidence comes from."""

    SEEN_AT_VISIT = "seen_at_visit"
    CHILD_SAID = "child_said"
    CARER_SAID = "carer_said"
    PROFESSIONAL_SAID = "professional_said"
    RECORD = "record"


class MemberRole(StrEnum):
    """What a person is in a family."""

    CHILD = "child"
    MAIN_CARER = "main_carer"
    SECOND_CARER = "second_carer"
    OTHER = "other"


class Origin(StrEnum):
    """How an assessment came to be here."""

    TYPED = "typed"
    PAPER = "paper"
    IMPORTED = "imported"


class AgencyKind(StrEnum):
    """The kinds of organisation that make up a partnership."""

    SOCIAL_CARE = "social_care"
    EARLY_HELP = "early_help"
    HEALTH = "health"
    EDUCATION = "education"
    POLICE = "police"
    HOUSING = "housing"
    VOLUNTARY = "voluntary"
    OTHER = "other"


class Role(StrEnum):
    """What a user is in the tool. Code asks for permissions, never for a role."""

    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    REVIEWING_OFFICER = "reviewing_officer"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"
    TOOL_OWNER = "tool_owner"
    ADMINISTRATOR = "administrator"
    DUTY = "duty"


class PlanKind(StrEnum):
    """The kinds of plan a child can be on, from the least to the most that the law asks."""

    EARLY_HELP = "early_help"
    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION = "child_protection"
    LOOKED_AFTER = "looked_after"


class AbuseCategory(StrEnum):
    """The category under which a child has a child protection plan."""

    NEGLECT = "neglect"
    PHYSICAL = "physical"
    EMOTIONAL = "emotional"
    SEXUAL = "sexual"
    MULTIPLE = "multiple"


class SupportOutcome(StrEnum):
    """How help that was offered went."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    NOT_TAKEN_UP = "not_taken_up"
    WAITING_LIST = "waiting_list"


class TargetOutcome(StrEnum):
    """What became of a target: read from a later assessment, or given up with a reason."""

    MET = "met"
    PART_MET = "part_met"
    NOT_MET = "not_met"
    GIVEN_UP = "given_up"


class ResponseKind(StrEnum):
    """What somebody answers to an assessment of their care."""

    SEEN = "seen"
    SEES_IT_DIFFERENTLY = "sees_it_differently"
    CHOSE_NOT_TO = "chose_not_to"
    ABSENT = "absent"


class FeedbackFrom(StrEnum):
    """Who says how an assessment was done."""

    CHILD = "child"
    CARER = "carer"
    PROFESSIONAL = "professional"


class SharedWhat(StrEnum):
    """What of an assessment is shared."""

    SHEET = "sheet"
    REPORT = "report"
    SUMMARY = "summary"
    WHOLE = "whole"


class Effort(StrEnum):
    """Whose effort a change for the better was."""

    CARER = "carer"
    SERVICE = "service"
    BOTH = "both"
    NOT_KNOWN = "not_known"


class ReviewDecision(StrEnum):
    """What a six-month review may end in; which of them fit which plan is a rule."""

    CONTINUE = "continue"
    CHANGED_PLAN = "changed_plan"
    REFER = "refer"
    STRATEGY_DISCUSSION = "strategy_discussion"
    FAMILY_GROUP_CONFERENCE = "family_group_conference"
    PRACTICE_CHALLENGE_PANEL = "practice_challenge_panel"
    LEGAL_PLANNING = "legal_planning"
    STEP_DOWN = "step_down"
    CLOSE = "close"
    RECOMMEND_CONTINUE = "recommend_continue"
    RECOMMEND_CHANGED_PLAN = "recommend_changed_plan"
    RECOMMEND_LEGAL_PLANNING = "recommend_legal_planning"
    RECOMMEND_STEP_DOWN = "recommend_step_down"
    RECOMMEND_END = "recommend_end"


class ChallengeAbout(StrEnum):
    """What a professional challenges."""

    GRADE = "grade"
    IMPROVEMENT = "improvement"
    DECISION = "decision"


class ChallengeOutcome(StrEnum):
    """How a challenge ended."""

    SETTLED = "settled"
    ESCALATED = "escalated"


class NoticeKind(StrEnum):
    """What somebody is told on their desk."""

    ALLOCATED = "allocated"
    ALLOCATION_ENDED = "allocation_ended"
    ASSESSMENT_SUBMITTED = "assessment_submitted"
    ASSESSMENT_SIGNED_OFF = "assessment_signed_off"
    INVITED = "invited"
    INVITATION_ANSWERED = "invitation_answered"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    CHALLENGED = "challenged"
    CHALLENGE_ANSWERED = "challenge_answered"
    ACTION_GIVEN = "action_given"
    REVIEW_DECIDED = "review_decided"
    SAMPLE_OPENED = "sample_opened"
    DRAFT_OLD = "draft_old"
    RESTRICTED_LOOKED_UP = "restricted_looked_up"
    FAMILY_OPENED = "family_opened"
    OPENING_NOTED = "opening_noted"
    OPENING_REVIEWED = "opening_reviewed"


class ContributionState(StrEnum):
    """How far somebody is with what they were asked to add to an assessment."""

    INVITED = "invited"
    ACTIVE = "active"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class SetAside(StrEnum):
    """Why what somebody typed could not be taken into an assessment."""

    NO_LONGER_APPLIES = "no_longer_applies"
    NOT_OPEN = "not_open"
