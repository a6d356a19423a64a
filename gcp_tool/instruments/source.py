"""The text of a tool file as plain data that remembers its lines. What the data must hold lives in `format`.

YAML 1.2, and no more of it than a tool needs: no anchors, no tags, no directives, one document.
"""

import re
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gcp_tool.instruments.problems import Problem, ToolFileInvalid

MAX_BYTES = 1_000_000
Location = tuple[str | int, ...]

_STANDARD_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {"str", "int", "float", "bool", "null", "timestamp", "map", "seq"}
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_FOLD_MARK = "\a"  # ruamel marks with it where a folded text (>) was broken into lines
_DEEPEST_BRACKETS = 30  # ruamel takes seconds over a few hundred


@dataclass(slots=True)
class Source:
    """A file as data, with the line of each place in it and what is wrong with its YAML."""

    file: str
    data: object = None
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Location, int] = field(default_factory=lambda: {(): 1})

    def line_of(self, location: Location) -> int:
        """Return the line of a place, or of the nearest place around it."""
        while location not in self.lines:
            location = location[:-1]
        return self.lines[location]

    def add_problem(self, location: Location, message: str) -> None:
        """Note what is wrong at a place."""
        self.problems.append(Problem(self.file, self.line_of(location), message))


def read_source(file: str, raw: bytes) -> Source:
    """Read the bytes of a file into data with lines.

    Raises ToolFileInvalid when there is no reading it at all; what can be read around stays in `problems`.
    """
    source = Source(file)
    node = _compose(file, _text(file, raw))
    if isinstance(node, MappingNode):
        source.data = _data(source, node, ())
    else:
        source.add_problem((), "A tool file is a mapping: names, each with a colon and what it holds.")
    return source


def _text(file: str, raw: bytes) -> str:
    """Return the text of a file that is safe to parse."""
    if len(raw) > MAX_BYTES:
        raise ToolFileInvalid([Problem(file, 1, f"The file is too large: {MAX_BYTES:,} bytes at most.")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ToolFileInvalid([Problem(file, line, "The file is not UTF-8 text.")]) from error
    directive = _DIRECTIVE.search(text)
    _refuse_at(file, text, directive and directive.start(), "Tool files have no YAML directives (%).")
    _refuse_at(file, text, _too_deep(text), "The file is nested too deeply.")
    return text


def _refuse_at(file: str, text: str, place: int | None, message: str) -> None:
    if place is not None:
        raise ToolFileInvalid([Problem(file, text.count("\n", 0, place) + 1, message)])


def _too_deep(text: str) -> int | None:
    """Return where brackets first stand too deep in each other."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(depth - 1, 0)
        if depth > _DEEPEST_BRACKETS:
            return found.start()
    return None


def _compose(file: str, text: str) -> Node | None:
    yaml = YAML(typ="rt")
    yaml.composer.warn_double_anchors = False  # anchors are refused once, by us
    try:
        node: Node | None = yaml.compose(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ToolFileInvalid([Problem(file, line, f"This is not YAML: {error.problem}.")]) from error
    except YAMLError as error:
        raise ToolFileInvalid([Problem(file, 1, f"This is not YAML: {error}.")]) from error
    except RecursionError as error:
        raise ToolFileInvalid([Problem(file, 1, "The file is nested too deeply.")]) from error
    return node


def _data(source: Source, node: Node, location: Location) -> object:
    """Turn a node into plain data, noting the line of every place."""
    source.lines.setdefault(location, _line(node))
    if str(node.tag).removeprefix(_STANDARD_TAG) not in _PLAIN_TAGS:
        source.add_problem(location, "Tool files have no tags (!).")
    if node.anchor:
        source.add_problem(location, "Tool files have no anchors (&) or aliases (*): write the text out.")
        return _scalar(node) if isinstance(node, ScalarNode) else None
    if isinstance(node, MappingNode):
        return _mapping(source, node, location)
    if isinstance(node, SequenceNode):
        return [_data(source, each, (*location, place)) for place, each in enumerate(node.value)]
    return _scalar(node)


def _mapping(source: Source, node: MappingNode, location: Location) -> dict[str | int, object]:
    data: dict[str | int, object] = {}
    for name_node, value_node in node.value:
        name = _scalar(name_node) if isinstance(name_node, ScalarNode) else None
        if isinstance(name, bool) or not isinstance(name, str | int):
            source.problems.append(Problem(source.file, _line(name_node), "A name must be text or a number."))
        elif name in data:
            first = source.line_of((*location, name))
            message = f"{name} comes twice; it is already on line {first}."
            source.problems.append(Problem(source.file, _line(name_node), message))
        else:
            source.lines[*location, name] = _line(name_node)
            data[name] = _data(source, value_node, (*location, name))
    return data


def _scalar(node: Node) -> object:
    kind = str(node.tag).removeprefix(_STANDARD_TAG)
    text = str(node.value).replace(_FOLD_MARK, "")
    try:
        match kind:
            case "int":
                return int(text)
            case "float":
                return float(text)
            case "bool":
                return text.lower() == "true"
            case "null":
                return None
    except ValueError:
        return text
    return text


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
