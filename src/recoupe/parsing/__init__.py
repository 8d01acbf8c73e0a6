"""Text to `Parse`: paragraphs, sentences, tokens, lemmas, syntax, raw entities. The only room that knows spaCy."""

from recoupe.parsing.parse import Chunk, Parse, Sentence, Token
from recoupe.parsing.plain import Plain, make_plain

__all__ = ["Chunk", "Parse", "Plain", "Sentence", "Token", "make_plain"]
