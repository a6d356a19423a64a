"""Every table, by noun. Children point to parents; rules are in `domain`, row filters in `access.scope`."""

from gcp_tool.models.after import Feedback, ItemComment, Response, Sharing
from gcp_tool.models.agencies import Agency, Team
from gcp_tool.models.answers import Answer, AnswerHistory, EvidenceLink, ReadingRow
from gcp_tool.models.assessments import (
    Assessment,
    Participant,
    ParticipantUser,
    Profile,
    Revision,
    StatusChange,
    Upload,
)
from gcp_tool.models.base import Base
from gcp_tool.models.break_glass import BreakGlass
from gcp_tool.models.completions import AssessmentAgency, CompletionTally
from gcp_tool.models.families import Allocation, Family, FamilyLink, FamilyMember, Person
from gcp_tool.models.instruments import InstrumentVersion, WordingNote
from gcp_tool.models.kept import (
    ChartDrawing,
    ColumnMapping,
    HeldFile,
    HeldInput,
    LeftOver,
    Notice,
    Once,
    Search,
)
from gcp_tool.models.log import AuditEvent, AuditHead, AuditNote
from gcp_tool.models.partnership import Delegation, Policy
from gcp_tool.models.plans import PlanEpisode, Referral, Support, TimelineEvent
from gcp_tool.models.reviews import Action, Challenge, Review, ReviewDraft
from gcp_tool.models.samples import Audit, Sample, SampleAuditor, SampleFamily
from gcp_tool.models.standing import Standing, StandingMonth
from gcp_tool.models.targets import Target
from gcp_tool.models.users import Accreditation, User, UserPosting, UserRole

__all__ = [
    "Accreditation",
    "Action",
    "Agency",
    "Allocation",
    "Answer",
    "AnswerHistory",
    "Assessment",
    "AssessmentAgency",
    "Audit",
    "AuditEvent",
    "AuditHead",
    "AuditNote",
    "Base",
    "BreakGlass",
    "Challenge",
    "ChartDrawing",
    "ColumnMapping",
    "CompletionTally",
    "Delegation",
    "EvidenceLink",
    "Family",
    "FamilyLink",
    "FamilyMember",
    "Feedback",
    "HeldFile",
    "HeldInput",
    "InstrumentVersion",
    "ItemComment",
    "LeftOver",
    "Notice",
    "Once",
    "Participant",
    "ParticipantUser",
    "Person",
    "PlanEpisode",
    "Policy",
    "Profile",
    "ReadingRow",
    "Referral",
    "Response",
    "Review",
    "ReviewDraft",
    "Revision",
    "Sample",
    "SampleAuditor",
    "SampleFamily",
    "Search",
    "Sharing",
    "Standing",
    "StandingMonth",
    "StatusChange",
    "Support",
    "Target",
    "Team",
    "TimelineEvent",
    "Upload",
    "User",
    "UserPosting",
    "UserRole",
    "WordingNote",
]
