"""The pages of families: lists and search, registering, people, who holds and who works with a family."""

from gcp_tool.families.blueprint import blueprint
from gcp_tool.families.routes import adding, holding, lists, people, register

__all__ = ["adding", "blueprint", "holding", "lists", "people", "register"]
