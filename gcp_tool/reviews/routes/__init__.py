"""The pages of reviews: written, recorded and read; actions; challenges."""

from gcp_tool.reviews.blueprint import blueprint
from gcp_tool.reviews.routes import actions, challenges, correcting, reading, recording, writing

__all__ = ["actions", "blueprint", "challenges", "correcting", "reading", "recording", "writing"]
