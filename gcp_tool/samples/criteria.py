"""What a sample is drawn from, as it is kept with the sample."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from gcp_tool.samples.content import OnPlan, Which


@dataclass(frozen=True, slots=True)
class Criteria:
    """Families held by these teams, of this kind; `months` is the least time on the plan, for open ones on a plan."""

    team_ids: Sequence[int]
    which: Which
    on_plan: OnPlan = OnPlan.ANY
    months: int | None = None

    def as_kept(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "teams": sorted(self.team_ids),
            "which": self.which.value,
            "on_plan": self.on_plan.value,
            "months": self.months,
        }

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Self:
        """As it was kept."""
        return cls(
            team_ids=kept["teams"],
            which=Which(kept["which"]),
            on_plan=OnPlan(kept["on_plan"]),
            months=kept["months"],
        )
