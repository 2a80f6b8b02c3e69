"""What `content/site.toml` says about the whole archive, as one checked value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sitegen.diagnostics import Diagnostic, Span, did_you_mean, error
from sitegen.model import EDITIONS

#: OpenCC configurations that keep every line's length and swap no vocabulary (s2twp and tw2sp do both).
TO_HANT = ("s2tw", "s2t", "s2hk")
TO_HANS = ("tw2s", "t2s", "hk2s")
#: Which occurrences of a term the page shows as links: the first in each section, the first, or every one.
LINK_POLICIES = ("section", "page", "all")
#: The theme that sitegen ships.
DEFAULT_THEME = "gazette"

_KEYS: Mapping[str, type] = {
    "title": dict, "description": dict, "base_url": str, "editions": list, "repository": str,
    "theme": str, "script": dict, "annotation": dict,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Config:
    """The archive's settings. `titles` and `descriptions` are by edition; `base_url` ends with a slash."""

    titles: Mapping[str, str] = field(default_factory=lambda: {"en": "Archive", "zh-hans": "文库"})
    descriptions: Mapping[str, str] = field(default_factory=dict)
    base_url: str = "/"
    editions: tuple[str, ...] = EDITIONS
    repository: str = ""
    theme: str = DEFAULT_THEME
    to_hant: str = "s2tw"
    to_hans: str = "tw2s"
    links: str = "section"
    spans: Mapping[str, Span] = field(default_factory=dict)

    @property
    def base_path(self) -> str:
        """The path below which the site is served, with its slashes: `/` or `/archive/`."""
        return urlsplit(self.base_url).path or "/"


def parse_config(text: str, path: str) -> tuple[Config, list[Diagnostic]]:
    """The settings in a `site.toml`, with every problem found; problems leave the defaults."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        return Config(), [toml_error(exc, path)]
    found: list[Diagnostic] = []

    def at(key: str) -> Span:
        return key_span(text, path, key)

    for key in data:
        if key not in _KEYS:
            found.append(error("unknown-key", at(key), f"unknown setting '{key}'", did_you_mean(key, _KEYS)))
        elif not isinstance(data[key], _KEYS[key]):
            wanted = {"dict": f"a table [{key}]", "list": "a list in square brackets", "str": "a text in quotes"}
            message = f"'{key}' has another kind of value than it should"
            found.append(error("bad-value", at(key), message, f"write {wanted[_KEYS[key].__name__]}"))
            data = {k: v for k, v in data.items() if k != key}

    editions = tuple(data.get("editions", EDITIONS))
    for edition in editions:
        if edition not in EDITIONS:
            hint = did_you_mean(str(edition), EDITIONS)
            found.append(error("bad-value", at("editions"), f"unknown edition '{edition}'", hint))
    script = _table(data, "script", {"zh-hant": TO_HANT, "zh-hans": TO_HANS}, at, found)
    annotation = _table(data, "annotation", {"links": LINK_POLICIES}, at, found)
    base_url = str(data.get("base_url", "/"))
    if not re.fullmatch(r"(https?://[^/\s]+)?(/\S*)?", base_url):
        hint = "write an address such as https://example.org/archive/"
        found.append(error("bad-value", at("base_url"), f"'{base_url}' is not an address", hint))
    default = Config()
    config = Config(
        titles=_by_edition(data.get("title")) or default.titles,
        descriptions=_by_edition(data.get("description")),
        base_url=base_url.rstrip("/") + "/",
        editions=tuple(e for e in editions if e in EDITIONS),
        repository=str(data.get("repository", "")).rstrip("/"),
        theme=str(data.get("theme", default.theme)),
        to_hant=script.get("zh-hant", default.to_hant),
        to_hans=script.get("zh-hans", default.to_hans),
        links=annotation.get("links", default.links),
        spans={key: at(key) for key in data},
    )
    return config, found


def toml_error(exc: tomllib.TOMLDecodeError, path: str) -> Diagnostic:
    """A TOML syntax error at the place the parser names."""
    where = re.search(r"at line (\d+), column (\d+)", str(exc))
    span = Span(path, int(where[1]), int(where[2])) if where else Span(path)
    hint = 'TOML wants texts in quotation marks, Chinese on the left side too: "老人" = "text"'
    return error("bad-toml", span, str(exc).partition(" (at ")[0], hint)


def key_span(text: str, path: str, key: str) -> Span:
    """Where a TOML key (or table of that name) is written; the file if it is nowhere at a line's start."""
    pattern = re.compile(rf"""^\s*(?:\[+\s*)?(["']?){re.escape(key)}\1\s*(?:=|\.|\]|$)""")
    for number, line in enumerate(text.splitlines(), 1):
        match = pattern.match(line)
        if match:
            col = line.index(key) + 1
            return Span(path, number, col, col + len(key))
    return Span(path)


def _by_edition(value: Mapping[str, Any] | None) -> dict[str, str]:
    return {key: str(text) for key, text in (value or {}).items()}


def _table(
    data: Mapping[str, Any], name: str, choices: Mapping[str, tuple[str, ...]], at: Any, found: list[Diagnostic]
) -> dict[str, str]:
    """The known keys of a settings table whose values come from fixed lists."""
    table: dict[str, str] = {}
    for key, value in data.get(name, {}).items():
        if key not in choices:
            message = f"unknown setting '{name}.{key}'"
            found.append(error("unknown-key", at(key), message, did_you_mean(key, choices)))
        elif value not in choices[key]:
            message = f"'{value}' is not a value of {name}.{key}"
            found.append(error("bad-value", at(key), message, did_you_mean(str(value), choices[key])))
        else:
            table[key] = str(value)
    return table


def shipped_theme() -> Path:
    """The folder of the default theme: inside the installed package, or in the repository it is installed from."""
    package = Path(__file__).parent
    inside = package / "themes" / DEFAULT_THEME
    return inside if inside.is_dir() else package.parent / "themes" / DEFAULT_THEME
