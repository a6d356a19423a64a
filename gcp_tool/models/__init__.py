"""Every table, by noun. Children point to parents; rules are in `domain`, row filters in `access.scope`."""

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
from gcp_tool.models.families import Allocation, Family, FamilyMember, Person
from gcp_tool.models.instruments import InstrumentVersion
from gcp_tool.models.kept import ChartDrawing, HeldInput, Once, Search
from gcp_tool.models.log import AuditEvent, AuditHead, AuditNote
from gcp_tool.models.users import Accreditation, User, UserPosting, UserRole

__all__ = [
    "Accreditation",
    "Agency",
    "Allocation",
    "Answer",
    "AnswerHistory",
    "Assessment",
    "AuditEvent",
    "AuditHead",
    "AuditNote",
    "Base",
    "ChartDrawing",
    "EvidenceLink",
    "Family",
    "FamilyMember",
    "HeldInput",
    "InstrumentVersion",
    "Once",
    "Participant",
    "ParticipantUser",
    "Person",
    "Profile",
    "ReadingRow",
    "Revision",
    "Search",
    "StatusChange",
    "Team",
    "Upload",
    "User",
    "UserPosting",
    "UserRole",
]
