"""The YAML block at the head of a content file: reading it key by key, with the place of every problem.

Scalars are taken as the text that is written (YAML's own ideas of dates, octal numbers and `no` never apply),
so `date: 2022-09` and `pinyin: nuò` need no quotes. This module knows YAML, not what the keys mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import yaml

from sitegen.diagnostics import Diagnostic, Span, did_you_mean, error

T = TypeVar("T")

_FENCE = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A content file cut in two: front matter text (from line 2) and body (from `body_line`)."""

    path: str
    front: str
    body: str
    body_line: int


def split(text: str, path: str) -> tuple[Source | None, list[Diagnostic]]:
    """Cut a file at its `---` lines; None if it has no front matter."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    match = _FENCE.match(text)
    if not match:
        message = "the file has no front matter"
        hint = "begin with a line '---', the keys, and a second line '---'"
        return None, [error("no-front-matter", Span(path, 1, 1), message, hint)]
    body_line = text.count("\n", 0, match.end()) + 1
    return Source(path, match[1], text[match.end() :], body_line), []


@dataclass
class Fields:
    """The keys of one mapping, taken one by one; whatever is never taken is unknown.

    Every getter returns a usable value (a default where the file is wrong) and adds to `found`.
    """

    path: str
    nodes: Mapping[str, yaml.Node]
    keys: Mapping[str, Span]
    span: Span
    found: list[Diagnostic] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def text(self, key: str, *, required: bool = False) -> str:
        """A scalar as written, with the white space at its ends gone; '' if it is missing."""
        node = self._take(key, required=required)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(node, key, "one line of text")
            return ""
        value = "" if node.tag == "tag:yaml.org,2002:null" else str(node.value).strip()
        if required and not value:
            self.found.append(
                error("missing-key", self._at(node), f"'{key}' is empty", f"write a value after '{key}:'")
            )
        return value

    def choice(self, key: str, choices: Iterable[str], *, default: str = "", required: bool = False) -> str:
        """A scalar that must be one of `choices`."""
        value = self.text(key, required=required)
        if not value:
            return default
        if value not in choices:
            hint = did_you_mean(value, choices)
            message = f"'{value}' is not a value of '{key}'"
            self.found.append(error("bad-value", self._at(self.nodes[key]), message, hint))
            return default
        return value

    def parsed(self, key: str, parse: Callable[[str], T | None], hint: str, *, required: bool = False) -> T | None:
        """A scalar read by `parse`, which returns None for what it cannot read."""
        value = self.text(key, required=required)
        if not value:
            return None
        result = parse(value)
        if result is None:
            message = f"cannot read '{value}' as '{key}'"
            self.found.append(error("bad-value", self._at(self.nodes[key]), message, hint))
        return result

    def flag(self, key: str) -> bool:
        """`true` or `false`; false if it is missing."""
        return self.choice(key, ("true", "false")) == "true"

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of scalars; a single scalar counts as a list of one."""
        node = self._take(key)
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        values = []
        for item in items:
            if not isinstance(item, yaml.ScalarNode):
                self._wrong(item, key, "a list of texts")
            elif str(item.value).strip():
                values.append(str(item.value).strip())
        return tuple(values)

    def mapping(self, key: str) -> dict[str, str]:
        """A mapping of scalars to scalars."""
        node = self._take(key)
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return {}
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, key, "a mapping such as {key: value}")
            return {}
        table = {}
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                table[str(name.value)] = str(value.value).strip()
            else:
                self._wrong(value, key, "a mapping of texts to texts")
        return table

    def records(self, key: str) -> list[Fields]:
        """A list of mappings, each to be read by its own getters; call `finish` on each."""
        node = self._take(key)
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return []
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [child for item in items if (child := self._child(item, key))]

    def record(self, key: str) -> Fields | None:
        """One mapping, to be read by its own getters; call `finish` on it."""
        node = self._take(key)
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return None
        return self._child(node, key)

    def report(self, code: str, key: str, message: str, hint: str = "") -> None:
        """Add an error at the value of a key."""
        node = self.nodes.get(key)
        self.found.append(error(code, self._at(node) if node else self.span, message, hint))

    def finish(self) -> None:
        """Report every key that no getter asked for."""
        for key, span in self.keys.items():
            if key not in self.known:
                hint = did_you_mean(key, self.known)
                self.found.append(error("unknown-key", span, f"unknown key '{key}'", hint))

    def _take(self, key: str, *, required: bool = False) -> yaml.Node | None:
        self.known.add(key)
        node = self.nodes.get(key)
        if node is None and required:
            hint = f"add a line '{key}: ...'"
            self.found.append(error("missing-key", self.span, f"'{key}' is missing", hint))
        return node

    def _child(self, node: yaml.Node, key: str) -> Fields | None:
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, key, "a mapping such as {key: value}")
            return None
        return _fields(node, self.path, self.found)

    def _at(self, node: yaml.Node) -> Span:
        return _span(node, self.path)

    def _wrong(self, node: yaml.Node, key: str, wanted: str) -> None:
        message = f"'{key}' has another kind of value than it should"
        self.found.append(error("bad-value", self._at(node), message, f"write {wanted}"))


def parse(source: Source) -> Fields:
    """The front matter of a file as `Fields`; a YAML error leaves it without keys."""
    found: list[Diagnostic] = []
    # A leading newline makes YAML's 0-based lines come out as the file's: its first line is the fence.
    try:
        node = yaml.compose("\n" + source.front, Loader=_LOADER)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        span = Span(source.path, mark.line + 1, mark.column + 1) if mark else Span(source.path, 1)
        hint = "quote a value that contains ': ' or ' #' or begins with one of [ ] { } > | * & ! % @ `"
        found.append(error("bad-yaml", span, exc.problem or "the front matter is not YAML", hint))
        node = None
    except yaml.YAMLError as exc:
        hint = "look for a character that cannot be seen, and remove it"
        found.append(error("bad-yaml", Span(source.path, 1), str(exc).splitlines()[0], hint))
        node = None
    if node is not None and not isinstance(node, yaml.MappingNode):
        message = "the front matter is not a list of keys and values"
        found.append(error("bad-yaml", _span(node, source.path), message, "write lines of 'key: value'"))
        node = None
    return _fields(node, source.path, found)


def _fields(node: yaml.MappingNode | None, path: str, found: list[Diagnostic]) -> Fields:
    nodes: dict[str, yaml.Node] = {}
    keys: dict[str, Span] = {}
    for name, value in node.value if node else ():
        key = str(name.value) if isinstance(name, yaml.ScalarNode) else "?"
        span = _span(name, path)
        if key in keys:
            found.append(error("duplicate-key", span, f"'{key}' is given twice", "keep one", keys[key]))
        keys[key] = span
        nodes[key] = value
    return Fields(path, nodes, keys, _span(node, path) if node else Span(path, 1), found)


def _span(node: yaml.Node, path: str) -> Span:
    start, end = node.start_mark, node.end_mark
    end_col = end.column + 1 if end.line == start.line else 0
    return Span(path, start.line + 1, start.column + 1, end_col)


def dump(values: Mapping[str, object]) -> str:
    """Front matter for a new file: the `---` lines and the keys, in the order given.

    Empty values are left out. Lists of mappings and small mappings are written in flow style, one a line, as
    people write them.
    """
    lines = ["---"]
    for key, value in values.items():
        if value in (None, "", [], {}, (), False):
            continue
        if isinstance(value, (list, tuple)) and all(isinstance(v, Mapping) for v in value):
            lines.append(f"{key}:")
            lines += [f"- {_flow(item)}" for item in value]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join([*lines, "---", ""])


_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<.+0-9][^\n]*")
_RESERVED = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n")


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(str(k))}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if value is True:
        return "true"
    return _scalar(str(value))


def _scalar(text: str) -> str:
    """A YAML scalar that reads back as `text` inside flow and block collections alike."""
    if not text.isprintable():
        return '"' + "".join(_escaped(c) for c in text) + '"'
    if _PLAIN.fullmatch(text) and not re.search(r"[:,\[\]{}]|\s#|\s$", text) and not _RESERVED.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _escaped(char: str) -> str:
    return char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08x}"
