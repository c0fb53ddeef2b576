"""Bytes to text: which encoding is this, if it is one?

UTF-8 and UTF-16 say so themselves. Anything else is guessed only if the guess reads as text from
end to end; bytes that are partly one encoding and partly another are refused.
"""

import codecs

from dragoman.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32's mark begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 200_000
# control characters that stand in texts: tab, line ends, form feed, escape sequences of old terminals
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_SIGNATURES = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3"),
    *(b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"Rar!", b"7z\xbc\xaf"),
    *(b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"\x00\x00\x00"),
)
"""How pictures, sound, archives, programs, databases and old office files begin."""


def decode(data: bytes, name: str) -> str:
    """The text these bytes hold. Raises `SourceError` with reason empty, binary or encoding."""
    if not data.strip():
        raise SourceError(name, "empty", "there is nothing in it")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, name)
    if data.startswith(_SIGNATURES):
        raise SourceError(
            name, "binary", "it begins like a picture, an archive or a program; name a text, HTML or PDF file"
        )
    if b"\0" in data[:_SAMPLE_BYTES]:
        return _without_bom(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        detail = f"its first bytes say {encoding.removesuffix('-sig')}, and byte {error.start} is not; save it as UTF-8"
        raise SourceError(name, "encoding", detail) from None


def _without_bom(data: bytes, name: str) -> str:
    """NUL in every second place is UTF-16 that does not say so; any other NUL is no text."""
    even, odd = data[:_SAMPLE_BYTES:2].count(0), data[1:_SAMPLE_BYTES:2].count(0)
    half = len(data[:_SAMPLE_BYTES]) // 2
    for nuls, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if half and nuls > 0.7 * half and other == 0 and len(data) % 2 == 0:
            return _strictly(data, encoding, name)
    raise SourceError(name, "binary", "it holds NUL bytes, so it is no text; name a text, HTML or PDF file")


def _guess(data: bytes, error: UnicodeDecodeError, name: str) -> str:
    sample = data[:_SAMPLE_BYTES]
    if sum(b in _CONTROLS for b in sample) > 0.001 * len(sample):
        raise SourceError(
            name, "binary", "it holds control characters, so it is no text; name a text, HTML or PDF file"
        )
    if not data[: error.start].isascii() or _is_mixed(data):
        detail = f"part of it is UTF-8, and byte {error.start} is not; save it in one encoding"
        raise SourceError(name, "encoding", detail)
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    try:
        if best is not None and best.encoding:
            return data.decode(_windows(best.encoding, data))
    except UnicodeDecodeError:
        pass
    raise SourceError(name, "encoding", "its bytes fit no encoding from end to end; save it as UTF-8")


def _is_mixed(data: bytes) -> bool:
    """Whether lines of UTF-8 stand beside lines that are none. Western words seldom look like UTF-8."""
    good = bad = 0
    for line in data.splitlines():
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good > 0 and bad > 0


def _windows(encoding: str, data: bytes) -> str:
    """Latin-1 with bytes from 0x80 to 0x9f is Windows-1252: those are its dashes and quotation marks."""
    latin = encoding in (
        "latin_1",
        "cp1250",
        "cp1252",
        "iso8859_1",
        "iso8859_15",
        "mac_roman",
        "cp437",
        "cp850",
        "hp_roman8",
        "cp858",
    )
    if not latin:
        return encoding
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return encoding
    return "cp1252"
