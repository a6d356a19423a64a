"""The HTTP kit: errors, security, forms, templates, navigation, transactions. No page of its own."""
