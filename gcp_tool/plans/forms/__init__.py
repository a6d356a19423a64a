"""The shape of what is typed on the pages of plans. Forms neither query nor save."""
