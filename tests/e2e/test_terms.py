"""`sitegen terms`: what is explained, what is not on purpose, and what wants a gloss next."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner
from harness import Archive

from sitegen.cli import cli

BODY = "我区推进“三个一批”，做到“四防”，开展一村一品活动。“营商环境”好，进一步统一思想。"


def terms(archive: Archive, *arguments: str) -> Any:
    result = CliRunner().invoke(cli, ["terms", *arguments, "--json", "--content", str(archive.content)])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def printing(archive: Archive, body: str) -> None:
    """The archive's first article, with another body."""
    path = next(p for p in sorted(archive.content.glob("articles/*/*.md")) if not p.name.endswith(".en.md"))
    front = path.read_text("utf-8").split("---\n")[1]
    path.write_text(f"---\n{front}---\n\n{body}\n", "utf-8")


def test_coverage_counts_what_is_quoted_and_what_is_numbered(archive: Archive) -> None:
    """Without a gloss are the quoted and the numeric phrases, but no words cut in two (进一步统一思想)."""
    printing(archive, BODY)
    found = terms(archive, "coverage")
    assert {"三个一批", "四防", "一村一品"} <= set(found["open"])
    assert not [phrase for phrase in found["open"] if "统一" in phrase or phrase == "营商环境"]
    assert 0 < found["marked"] < found["han"]


def test_a_phrase_left_without_a_gloss_on_purpose_is_not_open(archive: Archive) -> None:
    """What `unglossed.toml` lists is neither open nor suggested, and its reason is told."""
    printing(archive, BODY)
    (archive.content / "unglossed.toml").write_text('[unglossed]\n"四防" = "explained in the text"\n', "utf-8")
    found = terms(archive, "coverage")
    assert "四防" not in found["open"]
    assert [s["why_not"] for s in found["slogans"] if s["phrase"] == "四防"] == ["explained in the text"]
    suggested = {candidate["phrase"] for candidate in terms(archive, "suggest")}
    assert "三个一批" in suggested
    assert "四防" not in suggested


def test_hits_are_found_through_quotation_marks(archive: Archive) -> None:
    """A term's uses are found by its slug in all its forms, with what stands around them."""
    printing(archive, BODY)
    hits = terms(archive, "hits", "yingshang-huanjing")
    assert ("“", "营商环境", "”好") in [(h["before"][-1:], h["text"], h["after"][:2]) for h in hits]
