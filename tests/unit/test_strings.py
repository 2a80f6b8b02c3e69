"""The interface in three languages: nothing missing, nothing left over."""

from __future__ import annotations

import re
import tomllib

from harness import ROOT

THEME = ROOT / "themes/gazette"
#: Families of strings whose names are put together from a value of the content.
FAMILIES = ("genre_", "category_", "kind_", "status_", "level_", "role_", "script_", "translation_", "date_", "season_",
            "show_", "text_", "pinyin_", "marks_", "repair_", "dropped_", "rights_", "withheld_", "order_")  # fmt: skip


def _strings(language: str) -> dict[str, str]:
    return {str(k): str(v) for k, v in tomllib.loads((THEME / f"strings/{language}.toml").read_text("utf-8")).items()}


def test_the_three_languages_have_the_same_strings_with_the_same_places_to_fill() -> None:
    """A string that one language lacks would stop a build of that edition."""
    english = _strings("en")
    for language in ("zh-Hans", "zh-Hant"):
        other = _strings(language)
        assert other.keys() == english.keys()
        for key, text in english.items():
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", other[key])), (language, key)


def test_every_string_is_used() -> None:
    """Strings that nothing shows would be translated for nothing."""
    sources = [*(THEME / "templates").glob("*.html"), *(ROOT / "sitegen/render").glob("*.py")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    used = set(re.findall(r"""["'](\w+)["']""", code))
    unused = [key for key in _strings("en") if key not in used and not key.startswith(FAMILIES)]
    assert unused == []
