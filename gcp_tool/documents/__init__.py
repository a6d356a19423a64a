"""Documents: one content object in; a page, a PDF, a workbook or a CSV file out, all with the same words and numbers.

Nothing here knows the web, the database or what day it is, and nothing typed by a person is ever read as markup,
formula or address.
"""
