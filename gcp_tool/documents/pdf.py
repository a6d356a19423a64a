"""A document as a tagged PDF (PDF/UA-1) on A4. The one home of WeasyPrint; nothing is ever fetched."""

import logging

from gcp_tool.documents.content import Document
from gcp_tool.documents.pages import whole_page
from gcp_tool.documents.problems import NO_PANGO, CannotBeMade

try:
    import weasyprint
except OSError:  # Pango is no Python package: the tool runs without it, and says so when a PDF is asked for
    weasyprint = None

# It logs the letters it has no shape for, and our logs hold nothing that was written about a child.
for _name in ("weasyprint", "fontTools"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def check_pdf_can_be_made() -> None:
    """Raises CannotBeMade when this machine lacks what draws text, saying what to install."""
    if weasyprint is None:
        raise CannotBeMade(NO_PANGO)


def write_pdf(document: Document, *, large_print: bool = False) -> bytes:
    """The document as a PDF, in 10 or in 18 points, marked at the head and foot of every page.

    Raises:
        CannotBeMade: this machine lacks what draws text.
    """
    check_pdf_can_be_made()
    page = weasyprint.HTML(
        string=whole_page(document, large_print=large_print),
        # No address is allowed, and one that came in after all stops the writing.
        url_fetcher=weasyprint.URLFetcher(allowed_protocols=(), fail_on_errors=True),
    )
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return made
