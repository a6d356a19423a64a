"""What a database answers to a statement, with nothing left of it."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gcp_tool.core.database import Engines

TAKEN = ""


def answer_to(engines: Engines, statement: str, **given: object) -> str:
    """The words in which the database refuses the statement, or TAKEN. Either way it is undone."""
    with engines.write.connect() as connection:
        try:
            connection.execute(text(statement), given)
        except DBAPIError as error:
            return str(error.orig).partition("\nCONTEXT")[0]
        finally:
            connection.rollback()
    return TAKEN
