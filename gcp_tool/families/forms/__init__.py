"""The shape of what is typed on the pages of families. Forms neither query nor save."""
