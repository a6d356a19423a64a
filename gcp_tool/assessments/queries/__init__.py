"""Reading assessments: whole for the pages that show one, narrow for lists. Statements are made once where they can."""
