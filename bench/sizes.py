"""How large the invented data are, and by which arithmetic their ids hang together."""

from dataclasses import dataclass

ASSESSMENTS_EACH = 4
FAMILIES_A_TEAM = 60
WORKERS_A_TEAM = 5
TEAMS_AN_AGENCY = 10
# The ratings are kept of one family in so many: of all they would be most of the data and of the time to make it.
RATED_EVERY = 10
# So many families have a history of their own; the others repeat them, under other names.
HISTORIES = 100
# So many families have an assessment under way besides, half of it graded.
DRAFTS = 40


@dataclass(frozen=True, slots=True)
class Size:
    """So many families, with the readings of all and the ratings of some."""

    families: int

    @property
    def teams(self) -> int:
        """The last team may hold fewer families than the others."""
        return -(-self.families // FAMILIES_A_TEAM)

    def is_rated(self, family: int) -> bool:
        """Whether the ratings of a family are kept: of those that others repeat they always are."""
        return family <= HISTORIES or family % RATED_EVERY == 0


SIZES = {"S": Size(1_000), "M": Size(50_000), "L": Size(250_000)}


def team_of(family: int) -> int:
    """The team that holds a family."""
    return (family - 1) // FAMILIES_A_TEAM + 1


def manager_of(team: int) -> int:
    """The user who manages a team: the first of its people."""
    return (team - 1) * (WORKERS_A_TEAM + 1) + 1


def worker_of(family: int) -> int:
    """The user who is allocated to a family."""
    return manager_of(team_of(family)) + 1 + family % WORKERS_A_TEAM


def history_of(family: int) -> int:
    """Which history a family has, from 0."""
    return (family - 1) % HISTORIES


def child_of(family: int) -> int:
    """The one child of a family; the one carer comes next."""
    return 2 * family - 1


def assessments_of(family: int) -> range:
    """The finished assessments of a family. The child's profile in one is twice its id, the household's one less."""
    first = (family - 1) * ASSESSMENTS_EACH + 1
    return range(first, first + ASSESSMENTS_EACH)


def draft_of(size: Size, family: int) -> int:
    """The assessment under way of one of the first families."""
    return size.families * ASSESSMENTS_EACH + family
