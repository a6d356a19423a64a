"""The pages of dip samples, gathered on one blueprint."""

from gcp_tool.samples.blueprint import blueprint
from gcp_tool.samples.routes import audits, samples

__all__ = ["audits", "blueprint", "samples"]
