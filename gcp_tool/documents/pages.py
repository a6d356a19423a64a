"""A document as a whole HTML page that needs nothing else: what the PDF is made from, and what prints by itself."""

from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from gcp_tool.documents.content import Document
from gcp_tool.documents.markup import article
from gcp_tool.documents.words import one_line

STYLE: Final = Path(__file__).with_name("print.css").read_text(encoding="utf-8")
_LONGEST_MARKING = 40  # what fits at the head and foot of a page
_LONGEST_TITLE = 44


def whole_page(document: Document, *, large_print: bool = False) -> str:
    """The document with its style, in 10 or in 18 points, ready for print."""
    size = "large-print" if large_print else "compact" if document.compact else "plain"
    root = ET.Element("html", {"lang": document.language, "class": size})
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    ET.SubElement(head, "title").text = one_line(document.title, 200)
    ET.SubElement(head, "style").text = STYLE
    running = {
        "data-marking": one_line(document.marking, _LONGEST_MARKING),
        "data-title": one_line(document.title, _LONGEST_TITLE),
    }
    ET.SubElement(root, "body", running).append(article(document))
    return "<!DOCTYPE html>\n" + ET.tostring(root, encoding="unicode", method="html")
