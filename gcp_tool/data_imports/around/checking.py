"""Holding the rows of a file against what is on record: what is new, what changed, what stays, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gcp_tool.core.formatting import long_date
from gcp_tool.data_imports.around.columns import AroundKind, person_column_of
from gcp_tool.data_imports.around.known import Known, KnownFamily
from gcp_tool.data_imports.around.rows import Given
from gcp_tool.data_imports.problems import Problems
from gcp_tool.plans.details import Details, PlanDetails, SupportDetails, columns_of, find_person_problem
from gcp_tool.plans.overlaps import Episode, find_overlap, overlap_words
from gcp_tool.plans.queries.members import Member
from gcp_tool.plans.queries.records import Record
from gcp_tool.plans.services.recording import person_column

_NOT_IN_FILE = {"target_id"}


@dataclass(frozen=True, slots=True)
class Addition:
    """A row that is not on record yet."""

    given: Given
    family_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """A record that the file tells otherwise: what it is to be."""

    given: Given
    record: Record
    values: Mapping[str, object]


@dataclass(slots=True)
class Plan:
    """What an import would do. `left` are rows whose record was changed, or recorded in error, here."""

    additions: list[Addition] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    left: list[int] = field(default_factory=list)


def check(kind: AroundKind, given: Sequence[Given], known: Known, problems: Problems) -> Plan:
    """What the rows would bring; what is wrong with them is added to the problems."""
    checking = _Checking(kind, known, problems)
    for one in given:
        checking.take(one)
    checking.check_overlaps()
    return checking.plan


class _Checking:
    def __init__(self, kind: AroundKind, known: Known, problems: Problems) -> None:
        self.plan = Plan()
        self._person_column = person_column_of(kind)
        self._known, self._problems = known, problems
        self._rows_of: dict[str, int] = {}
        self._episodes: list[tuple[Given, Episode]] = []

    def take(self, given: Given) -> None:
        """Decide about one row."""
        first = self._rows_of.setdefault(given.source_key, given.row)
        family = self._known.families.get(given.family_ref)
        if first != given.row:
            self._add(given, "source_key", f"Row {first} has this key too. Each row needs a key of its own")
        elif family is None:
            self._add(given, "family_ref", "No family on record has this reference")
        elif given.person_ref and given.person_ref not in family.members:
            self._add(given, self._person_column, "Nobody of this reference is or was in this family")
        else:
            self._take_of_family(given, family, family.members.get(given.person_ref))

    def check_overlaps(self) -> None:
        """No child is twice on a plan of the same kind when the file has been imported."""
        ours = {episode.id for _, episode in self._episodes if episode.id is not None}
        standing: dict[int, list[Episode]] = {
            child: [one for one in episodes if one.id not in ours]
            for child, episodes in self._known.episodes.items()
        }
        for given, episode in self._episodes:
            others = standing.setdefault(episode.child_id, [])
            other = find_overlap(episode, others)
            if other is not None:
                self._add(given, "started_on", overlap_words(other, who="the child"))
            others.append(episode)

    def _take_of_family(self, given: Given, family: KnownFamily, member: Member | None) -> None:
        row = self._known.records.get(given.source_key)
        if row is not None and row.family_id != family.id:
            self._add(given, "source_key", "This key is on record for another family")
            return
        if row is not None and (
            row.recorded_in_error_at is not None or self._is_kept_by_hand(given, row, member)
        ):
            self.plan.left.append(given.row)
            return
        if row is not None and self._values(given, row, member) == {}:
            self.plan.unchanged += 1
            self._note_episode(given, member, row)
            return
        person = find_person_problem(given.details, member, who=_who(member))
        if person:
            self._add(given, self._person_column, person)
        elif self._is_after_closing(given, family):
            return
        elif row is None:
            self.plan.additions.append(Addition(given, family.id, member.id if member else None))
        else:
            self._change(given, row, member)
        self._note_episode(given, member, row)

    def _change(self, given: Given, row: Record, member: Member | None) -> None:
        values = self._values(given, row, member)
        if "child_id" in values:
            self._add(given, "source_key", "This key is on record for another child of the family")
        else:
            self.plan.changes.append(Change(given, row, values))

    def _values(self, given: Given, row: Record, member: Member | None) -> dict[str, object]:
        """What the file tells otherwise than the record."""
        told = {name: value for name, value in columns_of(given.details).items() if _is_told(name, given)}
        told[person_column(row)] = member.id if member else None
        return {name: value for name, value in told.items() if getattr(row, name) != value}

    def _is_kept_by_hand(self, given: Given, row: Record, member: Member | None) -> bool:
        """Whether somebody changed the record here and it differs: what a person typed is not overwritten."""
        return row.changed_by_id is not None and self._values(given, row, member) != {}

    def _is_after_closing(self, given: Given, family: KnownFamily) -> bool:
        closed = family.closed_on
        if closed is None or (given.details.first_day <= closed and not _goes_on(given.details)):
            return False
        words = f"The family was closed on {long_date(closed)}, and this is later or has not ended"
        self._add(given, "family_ref", words)
        return True

    def _note_episode(self, given: Given, member: Member | None, row: Record | None) -> None:
        details = given.details
        if isinstance(details, PlanDetails) and member is not None:
            period = (details.started_on, details.ended_on)
            episode = Episode(member.id, details.kind, *period, row.id if row else None)
            self._episodes.append((given, episode))

    def _add(self, given: Given, column: str, words: str) -> None:
        self._problems.add(given.row, given.problem(column, words))


def _is_told(name: str, given: Given) -> bool:
    """Whether the file speaks of a column: one that it leaves out keeps what is on record."""
    return name not in _NOT_IN_FILE and name in given.texts


def _goes_on(details: Details) -> bool:
    if isinstance(details, PlanDetails):
        return details.ended_on is None
    return isinstance(details, SupportDetails) and details.started_on is not None and details.ended_on is None


def _who(member: Member | None) -> str:
    return "the child" if member is not None and member.is_child else "this person"
