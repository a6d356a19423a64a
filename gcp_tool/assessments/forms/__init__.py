"""The shape of what is typed on the pages of assessments. Forms neither query nor save."""
