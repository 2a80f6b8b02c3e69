"""Bytes to text: the encoding is found, and what cannot be read is named."""

from __future__ import annotations

import pytest

from sitegen.importer.decode import binary_kind, decoded

HANS = (
    "今年以来,全区上下坚持创新驱动,着力提高服务水平,得到群众的一致好评。记者从会上了解到,这项工作已经取得阶段性成果。"
)
HANT = (
    "今年以來,全區上下堅持創新驅動,著力提高服務水平,得到民眾的一致好評。記者從會上了解到,這項工作已經取得階段性成果。"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_simplified_text_is_read_in_every_encoding(encoding: str) -> None:
    """A Simplified page comes out the same whatever encoding it was saved in."""
    result = decoded(HANS.encode(encoding))
    assert result.text == HANS
    assert result.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "cp950", "gb18030", "utf-16"])
def test_traditional_text_is_read_in_every_encoding(encoding: str) -> None:
    """A Traditional page comes out the same, and Big5 is not mistaken for GB18030."""
    assert decoded(HANT.encode(encoding)).text == HANT


def test_a_declared_charset_is_believed_only_if_the_bytes_agree() -> None:
    """A page that says Big5 but holds GBK is read as what it holds."""
    head = '<html><head><meta charset="{}"></head><body>'
    assert decoded((head.format("gbk") + HANS).encode("gbk")).text.endswith(HANS)
    assert decoded((head.format("big5") + HANS).encode("utf-8")).text.endswith(HANS)


def test_unreadable_bytes_are_named_and_kept_visible() -> None:
    """Nothing is dropped: the bytes become U+FFFD and a note says which they were."""
    result = decoded(HANS.encode("utf-8") + b"\xff\xfe" + HANS.encode("utf-8"))
    assert result.text.replace("\ufffd", "") == HANS + HANS
    assert "\ufffd" in result.text
    assert "ff" in result.notes[0]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"PK\x03\x04..", "a ZIP or an Office document"),
        (bytes(range(256)) * 8, "a binary file"),
    ],
)
def test_a_binary_file_is_recognised(data: bytes, kind: str) -> None:
    """Files that are no text are named for what they are."""
    assert binary_kind(data) == kind


def test_text_is_not_taken_for_binary() -> None:
    """UTF-16 is full of zero bytes and still text."""
    assert binary_kind(HANS.encode("utf-16-le")) == ""
    assert binary_kind(HANS.encode("gb18030")) == ""


def test_big5_of_hong_kong_is_read_with_its_own_characters() -> None:
    """A page that names plain Big5 but uses characters of Hong Kong is read with them."""
    text = "<html><meta charset=big5><p>渡船阿伯揸咗廿年船,「佢哋日日都嚟搭」。</p></html>"
    found = decoded(text.encode("big5hkscs"))
    assert (found.text, found.encoding, found.notes) == (text, "big5hkscs", ())
