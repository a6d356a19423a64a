"""The shape of what is typed on the pages of look-up and break-glass."""
