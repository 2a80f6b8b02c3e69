"""The archive's TOML tables: what is known of a raw page, readings and script conversions, phrases left unglossed.

Like the readers of Markdown files: text in, value and problems out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from sitegen.config import key_span, toml_error
from sitegen.diagnostics import Diagnostic, did_you_mean, error
from sitegen.edtf import parse_edtf
from sitegen.model import RawPage

EDTF_HINT = "write a date as 2023-02-03, 2022-09 or 2022, with ~ after it if it is approximate, ? if uncertain"

_RAW_KEYS = ("paper", "place", "date", "date_evidence", "script", "rights", "notes")


def read_raw_page(text: str, path: str, page_id: str) -> tuple[RawPage, list[Diagnostic]]:
    """What a `<page>.toml` says about the raw page beside it."""
    table, found = _toml(text, path, dict.fromkeys(_RAW_KEYS, ""))
    values = {key: str(value) for key, value in table.items() if key in _RAW_KEYS}
    date = parse_edtf(values.pop("date", ""))
    if "date" in table and date is None:
        message = f"cannot read '{table['date']}' as 'date'"
        found.append(error("bad-value", key_span(text, path, "date"), message, EDTF_HINT))
    spans = {key: key_span(text, path, key) for key in values}
    return RawPage(id=page_id, path=path, date=date, spans=spans, **values), found


def read_readings(text: str, path: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """`readings.toml`: a table `[readings]` of words and their pinyin, one syllable a character."""
    table, found = _toml(text, path, {"readings": {}})
    readings = _strings(table.get("readings"))
    for word, reading in readings.items():
        if problem := reading_problem(word, reading):
            found.append(error("bad-reading", key_span(text, path, word), *problem))
    return readings, found


def read_unglossed(text: str, path: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """`unglossed.toml`: a table `[unglossed]` of phrases that get no gloss on purpose, and why not."""
    table, found = _toml(text, path, {"unglossed": {}})
    return _strings(table.get("unglossed")), found


def read_scripts(text: str, path: str) -> tuple[dict[str, dict[str, str]], list[Diagnostic]]:
    """`scripts.toml`: tables `[s2t]` and `[t2s]` of strings and what they become, length for length."""
    table, found = _toml(text, path, {"s2t": {}, "t2s": {}})
    result = {name: _strings(table.get(name)) for name in ("s2t", "t2s")}
    for entries in result.values():
        for source, target in entries.items():
            if problem := script_problem(source, target):
                found.append(error("bad-script", key_span(text, path, source), *problem))
    return result, found


def reading_problem(word: str, reading: str) -> tuple[str, str] | None:
    """What is wrong with the pinyin of a word (message, hint), or None."""
    syllables = len(reading.replace("'", " ").replace("’", " ").split())
    if syllables == len(word):
        return None
    message = f"'{word}' has {len(word)} characters, '{reading}' has {syllables} syllables"
    return message, "write one syllable for each character, with spaces between them"


def script_problem(source: str, target: str) -> tuple[str, str] | None:
    """What is wrong with a script override (message, hint), or None."""
    if len(source) == len(target):
        return None
    return f"'{source}' and '{target}' differ in length", "an override swaps characters one for one"


def _strings(table: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in table.items()} if isinstance(table, dict) else {}


def _toml(text: str, path: str, known: Mapping[str, object]) -> tuple[dict[str, object], list[Diagnostic]]:
    """A TOML table whose keys must be among `known`, with values of the same kind."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        return {}, [toml_error(exc, path)]
    found: list[Diagnostic] = []
    table: dict[str, object] = {}
    for key, value in data.items():
        if key not in known:
            hint = did_you_mean(key, known)
            found.append(error("unknown-key", key_span(text, path, key), f"unknown key '{key}'", hint))
        elif not isinstance(value, type(known[key])):
            wanted = "a table such as [readings]" if isinstance(known[key], dict) else "a text in quotation marks"
            message = f"'{key}' has another kind of value than it should"
            found.append(error("bad-value", key_span(text, path, key), message, f"write {wanted}"))
        else:
            table[key] = value
    return table, found
