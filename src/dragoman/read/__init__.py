"""Bytes to documents: files, pages, tables, feeds and archives, each paragraph with its kind."""

from dragoman.read.coded import CodedEvents, read_coded
from dragoman.read.coded_forms import parse_columns
from dragoman.read.coded_once import told_again
from dragoman.read.document import read_text
from dragoman.read.duck import own_duckdb
from dragoman.read.given import Given
from dragoman.read.items import Item
from dragoman.read.manners import Visitor
from dragoman.read.page import read_html
from dragoman.read.pieces import Piece, cut, read_piece
from dragoman.read.rejects import REASONS
from dragoman.read.sitemap import list_items
from dragoman.read.sources import read_bytes, read_item, read_sources

__all__ = [
    "REASONS",
    "CodedEvents",
    "Given",
    "Item",
    "Piece",
    "Visitor",
    "cut",
    "list_items",
    "own_duckdb",
    "parse_columns",
    "read_bytes",
    "read_coded",
    "read_html",
    "read_item",
    "read_piece",
    "read_sources",
    "read_text",
    "told_again",
]
