"""dragoman keeps a country desk's record from the news."""

__version__ = "0.1.0"
