"""How the case files of the importer write down what came out."""

from __future__ import annotations

from sitegen.importer import bylines, clean, cut, furniture, signatures
from sitegen.importer.draft import Draft
from sitegen.importer.flat import flat
from sitegen.importer.lines import plain_lines

_LETTERS = {"paragraph": "p", "heading": "h", "verse": "v", "caption": "c"}


def show_page(raw: str) -> str:
    """The articles of a page, block by block, and what was dropped."""
    result = cut(raw)
    assert result.unplaced == ()
    lines = [line for draft in result.drafts for line in _draft(draft)]
    gone = [(s.reason, raw[s.start : s.end].strip()) for s in result.spans if s.reason and s.reason != "markup"]
    lines += [f"- {reason}: {' '.join(text.split())}" for reason, text in gone if text]
    return "\n".join(lines)


def _draft(draft: Draft) -> list[str]:
    lines = [f"title: {draft.title.text}"]
    for key in ("kicker", "subtitle", "column", "dateline"):
        text = getattr(draft, key).text
        lines += [f"{key}: {text}"] if text else []
    if draft.byline:
        lines.append("by: " + ", ".join(f"{c.name} {c.role}" for c in draft.byline))
    for block in draft.blocks:
        lines += [f"? {doubt}" for doubt in block.doubts]
        lines.append(f"{_LETTERS[block.kind]} {block.piece.text}")
    return lines + [f"? {doubt}" for doubt in draft.doubts]


def show_byline(text: str) -> str:
    """The credits found in each line, with the text around them."""
    return "\n".join(_byline(*line.split(" ", 1)) for line in text.split("\n"))


def _byline(where: str, text: str) -> str:
    plain = flat(text)
    readers = {
        "line": bylines.credit_group,
        "open": signatures.opening,
        "close": signatures.closing,
        "bare": bylines.bare_signature,
        "reader": signatures.reader,
        "given": bylines.given_name,
    }
    found = readers[where](plain)
    if found is None:
        return "nothing"
    people = ", ".join(f"{p.name} {'+'.join(p.roles)}" for p in found.people) or "nobody"
    dateline = f" [{plain[slice(*found.dateline)]}]" if found.dateline else ""
    rest = plain[found.end :] if where == "open" else plain[: found.start] if where == "close" else ""
    return f"{people}{dateline}" + (f" | {rest}" if rest else "")


def show_lines(raw: str) -> str:
    """What is left of each line and what went, with the reason."""
    kept, noise = clean.scrub(plain_lines(raw).lines)
    cleared = furniture.clear(kept)
    shown = [f"= {clean.close_up(line.piece)[0].text}" for line in cleared.lines]
    drops = [*noise, *cleared.drops]
    drops += [drop for line in cleared.lines for drop in clean.close_up(line.piece)[1]]
    drops.sort(key=lambda d: d.start)
    return "\n".join([*shown, *(f"- {d.reason}: {raw[d.start : d.end]!r}" for d in drops)])
