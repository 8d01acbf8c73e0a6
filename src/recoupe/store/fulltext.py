"""Full text, the one thing every database does in its own way: FTS5 in SQLite, tsvector in PostgreSQL.

Both index the stems of `words.py` and nothing else, so a search finds the same in either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, TextClause, bindparam, select, text
from sqlalchemy.sql.expression import column

from recoupe.store.words import Stems

TABLES = ("article_words", "event_words")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other, as `query_stems` gives them. One word is a phrase too."""

    alternatives: tuple[tuple[str, ...], ...]


def create_fulltext(connection: Connection) -> None:
    """Make the index tables in the database's own dialect."""
    for table in TABLES:
        for statement in CREATE[dialect(connection)]:
            connection.execute(text(statement.format(table=table)))


def index_words(connection: Connection, table: str, key: int, stems: Stems) -> None:
    """Index a row; what stood under its key goes."""
    forget_words(connection, table, (key,))
    row = {"key": key, "words": " ".join(stems.words), "plain": " ".join(stems.plain)}
    connection.execute(INSERT[dialect(connection)][table], row)


def forget_words(connection: Connection, table: str, keys: Sequence[int]) -> None:
    if keys:
        connection.execute(DELETE[dialect(connection)][table], [{"key": key} for key in keys])


def compact_words(connection: Connection) -> None:
    """Deleted words stay in an FTS5 index until its parts are merged; after this they are gone."""
    if dialect(connection) == "sqlite":
        for table in TABLES:
            connection.execute(text(COMPACT.format(table=table)))


def matching(name: str, table: str, phrases: Sequence[Phrase], only: ColumnElement[int] | None = None) -> Select[int]:
    """Keys of the rows that hold all the phrases, or the one key `only`, if its row does; `name` is the dialect's."""
    match = " AND ".join(map(fts5_phrase, phrases)) if name == "sqlite" else " & ".join(map(tsquery_phrase, phrases))
    condition = text(WHERE[name].format(table=table)).bindparams(bindparam("match", match, unique=True))
    key: ColumnElement[int] = column(KEY[name])
    found = select(key).select_from(text(table)).where(condition)
    return found if only is None else found.where(key == only)


def dialect(connection: Connection) -> str:
    return connection.dialect.name


def fts5_phrase(phrase: Phrase) -> str:
    """Stems are letters and digits only, and quoted: nothing in them is read as an operator."""
    return "(" + " OR ".join(map(fts5_stems, phrase.alternatives)) + ")"


def fts5_stems(stems: tuple[str, ...]) -> str:
    """Only the first column keeps the order of the text."""
    quoted = '"' + " ".join(stems) + '"'
    return f"words : {quoted}" if len(stems) > 1 else quoted


def tsquery_phrase(phrase: Phrase) -> str:
    rows = ("(" + " <-> ".join(f"'{stem}'" for stem in stems) + ")" for stems in phrase.alternatives)
    return "(" + " | ".join(rows) + ")"


KEY = {"sqlite": "rowid", "postgresql": "key"}
WHERE = {
    "sqlite": "{table} MATCH :match",
    "postgresql": "to_tsvector('simple', words || ' ' || plain) @@ to_tsquery('simple', :match)",
}
COMPACT = "INSERT INTO {table}({table}) VALUES ('optimize')"
CREATE = {
    "sqlite": ("CREATE VIRTUAL TABLE {table} USING fts5(words, plain, tokenize = 'unicode61 remove_diacritics 0')",),
    "postgresql": (
        "CREATE TABLE {table} (key INTEGER PRIMARY KEY, words TEXT NOT NULL, plain TEXT NOT NULL)",
        "CREATE INDEX {table}_by_words ON {table} USING gin (to_tsvector('simple', words || ' ' || plain))",
    ),
}


def _statements(pattern: str) -> dict[str, dict[str, TextClause]]:
    return {name: {table: text(pattern.format(table=table, key=key)) for table in TABLES} for name, key in KEY.items()}


INSERT = _statements("INSERT INTO {table} ({key}, words, plain) VALUES (:key, :words, :plain)")
DELETE = _statements("DELETE FROM {table} WHERE {key} = :key")
