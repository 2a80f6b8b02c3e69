"""The host's rules are written twice, for two kinds of host; they must say the same."""

from __future__ import annotations

import tomllib

from harness import ROOT

from sitegen.read.content import Content
from sitegen.render.feeds import headers


def test_netlify_toml_and_the_published_headers_file_say_the_same() -> None:
    """A host that reads `_headers` and one that reads `netlify.toml` send the same headers."""
    rules = tomllib.loads((ROOT / "netlify.toml").read_text("utf-8"))["headers"]
    written = "".join(
        rule["for"] + "\n" + "".join(f"  {name}: {value}\n" for name, value in rule["values"].items()) for rule in rules
    )
    assert headers(Content().config) == written
