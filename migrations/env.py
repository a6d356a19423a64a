"""Runs migrations on the connection that `gcp_tool.models.schema` has opened and begun; there is no other way in."""

from alembic import context
from alembic.operations.ops import MigrationScript
from alembic.runtime.migration import MigrationContext

from gcp_tool.models import Base

connection = context.config.attributes["connection"]


def _number(_context: MigrationContext, _revision: object, directives: list[MigrationScript]) -> None:
    """Give a drafted migration the next number: 0001, 0002, … in one line."""
    current = context.script.get_current_head() or "0000"
    directives[0].rev_id = f"{int(current) + 1:04d}"


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    process_revision_directives=_number,
)
with context.begin_transaction():
    context.run_migrations()
