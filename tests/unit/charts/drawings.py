"""Reads a finished drawing back, as a browser would, so that tests can ask what is where."""

import re
from xml.etree import ElementTree as ET

from gcp_tool.charts.frame import Scale
from gcp_tool.charts.key import key_of
from gcp_tool.charts.layout import lay_out, sheet_for
from gcp_tool.charts.small_multiples import draw

SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"([ML])(-?[\d.]+) (-?[\d.]+)")


class Drawing:
    """One drawing, parsed."""

    def __init__(self, figure, columns=2):
        self.figure = figure
        self.source = draw(figure, columns)
        self.root = ET.fromstring(self.source)
        self.layout = lay_out(
            figure, columns=columns, key_lines=len(key_of(figure, sheet_for(columns).width))
        )

    @property
    def texts(self):
        return [element.text for element in self.root.iter(f"{SVG}text")]

    def places_of(self, text):
        """Where this text stands, once for each time it is there."""
        found = (element for element in self.root.iter(f"{SVG}text") if element.text == text)
        return [(float(element.get("x")), float(element.get("y"))) for element in found]

    def runs(self, panel=0, line=0):
        """The unbroken runs of a line, each a list of spots."""
        end = f"-line-{panel}-{line}"
        paths = [
            path for group in self.root.iter(f"{SVG}g") if group.get("id").endswith(end) for path in group
        ]
        runs = []
        for step, across, down in _STEP.findall("".join(path.get("d") for path in paths)):
            if step == "M":
                runs.append([])
            runs[-1].append((float(across), float(down)))
        return runs

    def marks(self):
        """Every mark as its spot, its fill and its edge."""
        uses = self.root.iter(f"{SVG}use")
        return [
            (float(use.get("x")), float(use.get("y")), use.get("fill"), use.get("stroke")) for use in uses
        ]

    def scale(self, panel=0):
        return Scale(self.layout.places[panel].plot, self.layout)
