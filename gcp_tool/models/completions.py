"""Which agencies are counted for a completed assessment, and how many. Written only by the room `standing`."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from gcp_tool.domain.completions import CompletionPart
from gcp_tool.domain.vocabulary import Purpose
from gcp_tool.models.base import Base, Id, codes


class AssessmentAgency(Base):
    """An agency that led or contributed to a completed assessment: once for each assessment, as the key holds.

    `fin_quarter` is the one in which the assessment was completed: 20253 is quarter three of 2025/26.
    """

    __tablename__ = "assessment_agency"
    __table_args__ = (Index("ix_assessment_agency_agency_id_fin_quarter", "agency_id", "fin_quarter"),)

    assessment_id: Mapped[int] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    agency_id: Mapped[int] = mapped_column(
        Id, ForeignKey("agency.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    part: Mapped[CompletionPart] = mapped_column(codes(CompletionPart, "part"))
    fin_quarter: Mapped[int] = mapped_column(SmallInteger)


class CompletionTally(Base):
    """How many assessments an agency led or contributed to in a month, and how many children they were about.

    `month` is that of the calendar, 1 to 12: with the quarter it names one month. A child in two assessments counts
    in both.
    """

    __tablename__ = "completion_tally"
    __table_args__ = (
        CheckConstraint("n > 0", name="something_counted"),
        CheckConstraint("children >= 0", name="children_counted"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_of_a_year"),
        # all there is: a page of counts reads nothing else
        Index(
            "ix_completion_tally_fin_quarter_agency_id_part",
            "fin_quarter",
            "agency_id",
            "part",
            "purpose",
            "instrument_version_id",
            "month",
            "n",
            "children",
        ),
        Index("ix_completion_tally_agency_id", "agency_id", "fin_quarter"),
    )

    fin_quarter: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    agency_id: Mapped[int] = mapped_column(
        Id, ForeignKey("agency.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    part: Mapped[CompletionPart] = mapped_column(codes(CompletionPart, "part"), primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(codes(Purpose, "purpose"), primary_key=True)
    instrument_version_id: Mapped[int] = mapped_column(
        Id,
        ForeignKey("instrument_version.id", ondelete="RESTRICT"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )
    month: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    n: Mapped[int]
    children: Mapped[int]
