"""Problems in the reader's language: rooms tell them in English, here are their patterns for the catalogues."""

from __future__ import annotations

from functools import lru_cache

from recoupe.apps.i18n import current_language, translations
from recoupe.apps.patterns import Patterns


def gettext(message: str) -> str:
    """Marks a message for the catalogue; it is looked up when a problem of that pattern is told."""
    return message


PATTERNS = (
    gettext("no such file: check the path"),
    gettext("no file matches: check the pattern"),
    gettext("no right to read it: change its permissions"),
    gettext("cannot be read ({error})"),
    gettext("folder {name} cannot be opened ({error}): change its permissions"),
    gettext("no article in the folder {path}: expected .txt, .md, .html, .json or .jsonl files"),
    gettext("binary content: expected text in UTF-8, UTF-16 or Latin-1"),
    gettext("this is {kind}, not text: save it as .txt or .html"),
    gettext("broken {encoding} at byte {at}: save the file again as UTF-8"),
    gettext("the encoding is not known: save the file again as UTF-8"),
    gettext("broken gzip file ({error}): pack it again"),
    gettext("unpacks to far more than its size: not read as a precaution"),
    gettext("larger than {limit} MB: split it, or give many articles as JSON Lines"),
    gettext("line longer than {limit} MB: expected one article a line"),
    gettext("{count} characters: split it, {limit} are the limit"),
    gettext("no text: expected some words to read"),
    gettext("no text: nothing but labels, bylines and links"),
    gettext('no text: expected a "text" of words'),
    gettext('"{key}" is no text: expected words, found {kind}'),
    gettext('"id" {value} holds a line break or control character: expected plain signs'),
    gettext('expected an object with "text", or a list of such objects'),
    gettext('expected an object with "text", found {kind}'),
    gettext("nested too deeply: expected flat objects with text fields"),
    gettext("not valid JSON ({error}): expected one object with id, published, title, text"),
    gettext("no article found in the page: save the article's own page, or its text as .txt"),
    gettext("the page cannot be taken apart ({error}): save its text"),
    gettext("published {value} is no date: expected 2025-11-05 or 2025-11-05T14:30Z"),
    gettext("published {value} is out of range: years {first} to {last} are read"),
    gettext("published {day} lies ahead: kept; give the day it came out, or set this machine's clock"),
    gettext(
        "id {id} already stands in {place} with another text: not read; give it an id of its own, or add a correction "
        "in a later run"
    ),
    gettext("{where} does not exist: store something first: recoupe add INPUT… --db FILE"),
    gettext("{where} is a folder: give the path of a database file in it"),
    gettext("{where} cannot be made: make the folder {folder} first"),
    gettext("{where} cannot be read: ask for the right to read it"),
    gettext("{where} is not a recoupe database: give the path of a .db file that recoupe made"),
    gettext("{where} is not a recoupe database: give the path of a .db file that recoupe made, or a new one"),
    gettext("{where} is cut off ({size} of {expected} bytes): restore it from a backup"),
    gettext("{where} is damaged: restore it from a backup; the reports can also be read again into a new file"),
    gettext("{where} cannot grow: the disk is full: free some space and run the same command again; it picks up"),
    gettext("{where} cannot be written (disk error or full): check the disk and run the same command again"),
    gettext("{where} cannot be written: make the file and its folder writable, or copy it elsewhere"),
    gettext("{where} is in use by another writer: wait until it has finished and run the same command again"),
    gettext("{where} cannot be opened: check that the folder exists and that you may read and write there"),
    gettext("{where} is empty: store something first: recoupe add INPUT… --db FILE"),
    gettext("{where} is of an older version: make it writable and open it once to bring it up to date"),
    gettext("{where} is a database of another program: give the path of a .db file that recoupe made"),
    gettext(
        "{where} was written by a newer recoupe (tables {version}, this program knows {known}): update "
        "recoupe, or use a backup made before"
    ),
    gettext("{where} is not there: make it first, such as with createdb"),
    gettext("{where} does not let you in: check user and password"),
    gettext("{where} does not let you do that: ask for the right to read and write there"),
    gettext("{where} cannot be reached: check host and port, and that the server runs"),
    gettext("{where} cannot hold zero bytes and half characters: give plain text"),
    gettext("{where} holds {name}, which recoupe never makes: use a file you trust, or a backup"),
    gettext("{where} is no server recoupe works with: give a path, or postgresql+psycopg://user@host/name"),
    gettext("{where} is not a file: use the database's own tool, such as pg_dump"),
    gettext("the query holds a character that no text has: type it anew"),
    gettext("a zero byte at {at}: no text; save the article as plain UTF-8 again"),
    gettext("half a character at {at}: not valid Unicode; save the article as UTF-8 again"),
    gettext("a review sheet ends at {count} reports: narrow the query"),
    gettext("{where} exists already: give the name of a new file"),
    gettext("{name}: no situation of that name and no file there; shipped: {names}"),
    gettext("{where}: no border of that name; a pair is two of {known}, like SN-ML"),
    gettext("{where}: these two countries share no border"),
    gettext("{where}: the places table does not know {places}; `recoupe places find NAME` prints what it knows"),
    gettext("{where} holds no decision {id}: `recoupe decisions` lists their ids"),
    gettext("{where} takes no decision without {name}: say who decides what, and why"),
    gettext("there is no field {name}; one of {names} (or put the words in quotes)"),
    gettext("{field} needs a value, such as {example}"),
    gettext("{field} is one of {choices}, not {value}"),
    gettext("{field} takes a number, such as {example}, not {value}"),
    gettext("{field} takes one number, such as {example}"),
    gettext("{field} takes one day, such as {example}"),
    gettext("{value} is no day: write 2025-11-05, 2025-11 or 2025"),
    gettext("within takes kilometres and a border, corridor, place or point: {example}"),
    gettext("{field} cannot be compared with {sign}: write {example}"),
    gettext("the query is {count} characters long; {limit} are the most"),
    gettext("the query has {count} terms; {limit} are the most"),
    gettext('a quotation mark is missing: words in quotes look like "poste de douane"'),
    gettext("there is no report or event {id}"),
    gettext("there is no article {id}"),
    gettext("there is no event {id}"),
    gettext("article {id} does not say «{quote}», or says it twice: quote more words"),
    gettext("there is no field {name} to correct; one of {names}"),
    gettext("{name} cannot be empty: correct it instead, or reject the whole"),
    gettext("status {value} is none of {names}"),
    gettext("a report to add needs a type such as ASSAULT"),
    gettext("say which of its reports leave event {id}: some of {names}, not all"),
    gettext("article {id} is not in the store"),
    gettext("its words «{quote}» no longer stand in article {id}"),
    gettext("report {id} is gone and {count} other stands at its words"),
    gettext("none of the reports of event {id} is read any more"),
    gettext("one of the events to merge has no report left"),
    gettext("no article of {outlet} is in the store"),
    gettext("{format} is no text: give a file, such as --output events{suffix}"),
    gettext("{path} is a folder: give the name of a file in it"),
    gettext("{path} cannot be written: make the folder {folder} first"),
    gettext("{what} needs the package {package}: pip install {name}"),
    gettext("{path}: neither an ACLED nor a UCDP GED file: no column event_date or date_start"),
    gettext("{path} is no review sheet: give the .xlsx that recoupe wrote"),
    gettext("row {row}: a change needs who made it and why"),
    gettext("row {row}: report {id} was not in the sheet when it was made"),
    gettext("row {row}: {field} is 8, 8+ or 8-12, not {value}"),
    gettext("row {row}: {field} is yes or no, not {value}"),
    gettext("a private person: only the article's own words name them"),
    gettext("a patrol or convoy that lies ahead or is recent: shown at region level"),
    gettext("quotes are cut at the length that may be quoted"),
    gettext("nobody knows where {place} is: give a border as SN-ML, a corridor, a place or 14.4,-12.2"),
    gettext("articles are searched by words only; fields such as type: belong to events"),
    gettext("{path}: no events in it: give a CSV file as ACLED or UCDP ship it"),
)

KINDS = frozenset(
    (
        gettext("a PDF"),
        gettext("a zipped file (a Word or LibreOffice document?)"),
        gettext("an old Word document"),
        gettext("a picture"),
        gettext("a gzip file without .gz in its name"),
        gettext("a database"),
        gettext("an RTF document"),
        gettext("a feed or other XML"),
    )
)  # what stands for {kind}


def in_words(message: str, language: str | None = None) -> str:
    """The message of a problem in the language (the chosen one); as it is when its pattern is not known."""
    language = language or current_language()
    if language == "en":
        return message
    found = _patterns().find(message)
    if not found:
        return message
    told = translations(language).gettext
    values = {name: told(value) if value in KINDS else value for name, value in found[1].items()}
    return told(found[0]).format(**values)


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    return Patterns(PATTERNS, rest=".+?")
