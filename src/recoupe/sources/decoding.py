"""Bytes to text: UTF-8, UTF-16 and the Latin code pages of old systems; anything else is refused, never guessed into
something that only looks like text."""

from __future__ import annotations

import codecs

from recoupe.sources.draft import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zipped file (a Word or LibreOffice document?)"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip file without .gz in its name"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_HEAD = 65_536
# High characters that French and English texts have in the Latin code pages.
_LATIN = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆáíóúñãõÁÍÓÚÑ«»“”‘’–—…•€°²³ºª©®·×½¼£§\u00a0\u00ad")
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def decode_text(content: bytes) -> str:
    """The text of `content` without byte-order mark and with plain line ends; raises UnreadableInput."""
    return _decode(content).replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes) -> str:
    _refuse_formats(content)
    encoding = marked_encoding(content)
    if encoding is None:
        _refuse_binary(content)
        return _decode_unmarked(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"broken {encoding.upper()} at byte {error.start}: save the file again as UTF-8"
        ) from error


def marked_encoding(content: bytes) -> str | None:
    """The encoding a byte-order mark or the pattern of zero bytes gives away."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if len(head) >= 4 and odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if len(head) >= 4 and even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_formats(content: bytes) -> None:
    for mark, name in _FORMATS:
        if content.startswith(mark):
            raise UnreadableInput(f"this is {name}, not text: save it as .txt or .html")


def _refuse_binary(content: bytes) -> None:
    head = content[:_HEAD]
    strange = sum(head.count(code) for code in _CONTROLS)
    if 0 in head or strange > 0.02 * len(head):
        raise UnreadableInput("binary content: expected text in UTF-8, UTF-16 or Latin-1")


def _decode_unmarked(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _nearly_utf8(content):
            message = f"broken UTF-8 at byte {error.start}: save the file again as UTF-8"
            raise UnreadableInput(message) from error
        return _decode_old(content)


def _nearly_utf8(content: bytes) -> bool:
    """Some characters are good UTF-8: the file is damaged rather than in another encoding."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return good >= max(1, bad // 4)


def _decode_old(content: bytes) -> str:
    for encoding in ("cp1252", "mac_roman", "cp850"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        high = [char for char in text if char > "\x7f"]
        if sum(char in _LATIN for char in high) >= 0.9 * len(high):
            return text
    return _decode_guessed(content)


def _decode_guessed(content: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to load and seldom needed

    best = from_bytes(content[:_HEAD]).best()
    if best is None:
        raise UnreadableInput("the encoding is not known: save the file again as UTF-8")
    try:
        return content.decode(best.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableInput("the encoding is not known: save the file again as UTF-8") from error
