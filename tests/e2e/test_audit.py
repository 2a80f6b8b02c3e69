"""`sitegen check --audit`: every decision that had an alternative, and none that had not."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from harness import Archive

from sitegen.cli import cli

PLACE = """---
name: {name}
name_en: {name} Zone
pinyin: {pinyin}
kind: development-zone
local_names: [开发区]
---

A zone.

## 中文

开发区。
"""


def audit(archive: Archive, kind: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(cli, ["check", "--audit", kind, "--json", "--content", str(archive.content)])
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def article(archive: Archive, body: str, *, extra: str = "") -> None:
    """One article with nothing of the sample's own text."""
    path = next(p for p in sorted(archive.content.glob("articles/*/*.md")) if not p.name.endswith(".en.md"))
    front = path.read_text("utf-8").split("---\n")[1]
    path.write_text(f"---\n{front}{extra}---\n\n{body}\n", "utf-8")
    for translation in archive.content.glob("articles/*/*.en.md"):
        translation.unlink()


def seen(decisions: list[dict[str, object]], text: str) -> list[dict[str, object]]:
    return [d for d in decisions if d["text"] == text]


def test_a_reading_that_no_word_decides_is_listed_with_its_override(archive: Archive) -> None:
    article(archive, "会议为企业解难，银行行长出席。")
    found = audit(archive, "pinyin")
    (wei,) = seen(found, "为")
    assert (wei["chosen"], wei["others"]) == ("wèi", ["wéi"])
    assert wei["override"] == "readings: {会议为企业: huì yì wèi qǐ yè}"
    assert not seen(found, "长"), "行长 is a word and decides"


def test_a_reading_settled_by_hand_is_not_listed(archive: Archive) -> None:
    article(archive, "会议为企业解难。", extra="readings: {为企业: wèi qǐ yè}\n")
    assert not seen(audit(archive, "pinyin"), "为")


def test_a_form_that_no_word_decides_is_listed(archive: Archive) -> None:
    article(archive, "果农把树枝晒干，干部来了。")
    found = audit(archive, "script")
    assert not seen(found, "部")
    assert [d["chosen"] for d in seen(found, "干")] == [], "晒干 and 干部 are words"
    article(archive, "大家齐心干，不怕苦。")
    (gan,) = seen(audit(archive, "script"), "干")
    assert gan["chosen"] == "幹" and "乾" in str(gan["others"])


def test_traditional_print_that_looks_misconverted_is_proposed_not_changed(archive: Archive) -> None:
    article(archive, "該區干部聯系企業，面積不低于三畝。", extra="script: hant\n")
    found = {(d["chosen"], *d["others"]) for d in audit(archive, "script")}  # type: ignore[misc]
    assert {("干", "幹"), ("系", "繫"), ("于", "於")} <= found


def test_names_of_several_places_say_what_decided(archive: Archive) -> None:
    archive.write("places/a-kaifaqu.md", PLACE.format(name="甲开发区", pinyin="jiǎ kāifāqū"))
    archive.write("places/b-kaifaqu.md", PLACE.format(name="乙开发区", pinyin="yǐ kāifāqū"))
    article(archive, "开发区召开会议。", extra="places: {开发区: a-kaifaqu}\n")
    (zone,) = seen(audit(archive, "places"), "开发区")
    assert (zone["chosen"], zone["why"]) == ("a-kaifaqu", "places of the article")
    assert "b-kaifaqu" in str(zone["others"])


@pytest.mark.parametrize("kind", ["script", "pinyin", "places", "terms"])
def test_the_plain_list_names_file_and_line(archive: Archive, kind: str) -> None:
    result = CliRunner().invoke(cli, ["check", "--audit", kind, "--content", str(archive.content)])
    assert result.exit_code == 0
    assert "decision" in result.stderr
    assert all(line.startswith("    ") or "content/articles/" in line for line in result.stdout.splitlines())
