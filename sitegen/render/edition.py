"""One of the three editions: its language, its script, its interface strings and its addresses.

An edition decides how a Chinese text is shown (as printed, in Simplified, in Traditional); it does not decide
what a page contains.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from sitegen.config import Config
from sitegen.model import Block, Style
from sitegen.render.html import Text
from sitegen.text import smart_quotes
from sitegen.zh.scripts import Converter, archive_converter
from sitegen.zh.typography import display_punctuation, quotation_marks

LANGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
_SCRIPT_LANGS = {"hans": "zh-Hans", "hant": "zh-Hant"}


class Printed(Protocol):
    """What the showing of a printed text depends on: its script and the article's own corrections."""

    @property
    def id(self) -> str: ...
    @property
    def script(self) -> str: ...
    @property
    def scripts(self) -> Mapping[str, str]: ...


class Edition:
    """How one edition shows and addresses things. `code` is the first part of its URLs."""

    def __init__(
        self, code: str, config: Config, scripts: Mapping[str, Mapping[str, str]], strings: Mapping[str, str]
    ) -> None:
        self.code = code
        self.lang = LANGS[code]
        self.script = {"zh-hans": "hans", "zh-hant": "hant"}.get(code, "")
        self.config = config
        self._scripts = scripts
        self._strings = strings
        self._converter = lru_cache(maxsize=64)(self._make_converter)
        #: Texts of articles that are converted already: article -> text as printed -> text in the other script.
        self.conversions: Mapping[str, Mapping[str, str]] = {}

    # -- words

    def t(self, key: str, **values: object) -> str:
        """An interface string; `{name}` in it is filled from `values`."""
        if key not in self._strings:
            raise LookupError(f"the theme has no string '{key}' in strings/{self.lang}.toml")
        return self._strings[key].format(**values)

    def named(self, group: str, name: str) -> str:
        """The interface string for one of an open set of names (`repair_join_column`); the name if there is none."""
        return self._strings.get(f"{group}_{name.replace('-', '_').replace(' ', '_')}", name)

    def english(self, text: str) -> Text:
        """An English text on this edition's page."""
        return Text(smart_quotes(text), "en", self.lang)

    def chinese(self, text: str, *, script: str = "hans", hant: str = "") -> Text:
        """A Chinese text (headword, name, headline) as this edition shows it; `hant` is its known Traditional."""
        target = self.script or script
        if target == "hant" and script == "hans" and hant:
            return Text(hant, "zh-Hant", self.lang)
        return Text(self.convert(text, script, target), _SCRIPT_LANGS[target], self.lang)

    def of_article(self, article: Printed, text: str) -> Text:
        """A headline or other short text of an article as this edition shows it."""
        shown = self.shown(article, text, ())
        return Text(shown, _SCRIPT_LANGS[self.script or article.script], self.lang)

    def article_lang(self, article: Printed) -> str:
        """The language tag of an article's Chinese in this edition."""
        return _SCRIPT_LANGS[self.script or article.script]

    def shown(self, article: Printed, text: str, styles: tuple[Style, ...]) -> str:
        """A text of an article in this edition's script, punctuation and quotation marks; the same length.

        An editor's notes in it are Simplified in any article.
        """
        target = self.script or article.script
        out = self.converted(article, text, target)
        for style in styles:
            if style.kind == "note" and article.script == "hant":
                out = (
                    out[: style.start] + self.convert(text[style.start : style.end], "hans", target) + out[style.end :]
                )
        return _locked(text, quotation_marks(display_punctuation(out), target), styles)

    def converted(self, article: Printed, text: str, target: str) -> str:
        """A text of an article in a script, punctuation as printed."""
        if target == article.script:
            return text
        known = self.conversions.get(article.id, {}).get(text)
        own = tuple(sorted(article.scripts.items()))
        return self.convert(text, article.script, target, own) if known is None else known

    def prose(self, block: Block) -> str:
        """A block of the archive's own Chinese prose (a gloss, a page) in this edition's script."""
        target = self.script or "hans"
        shown = quotation_marks(self.convert(block.text, "hans", target), target)
        return _locked(block.text, shown, block.styles)

    def convert(self, text: str, script: str, target: str, overrides: tuple[tuple[str, str], ...] = ()) -> str:
        """`text` from one script to the other; itself if they are the same."""
        return text if script == target else self._converter(target, overrides).convert(text)

    def _make_converter(self, target: str, overrides: tuple[tuple[str, str], ...]) -> Converter:
        return archive_converter(target, self.config, self._scripts, overrides)

    # -- addresses

    def url(self, path: str = "") -> str:
        """The address of a page of this edition."""
        return f"{self.config.base_path}{self.code}/{path}"

    def absolute(self, path: str = "") -> str:
        """The same with the host, for feeds, sitemaps and structured data."""
        return f"{self.config.base_url}{self.code}/{path}"


def _locked(text: str, shown: str, styles: tuple[Style, ...]) -> str:
    """`shown` with every `-{...}-` as it was written."""
    for style in styles:
        if style.kind == "lock":
            shown = shown[: style.start] + text[style.start : style.end] + shown[style.end :]
    return shown
