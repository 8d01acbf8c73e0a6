"""The words of the boards; they live in knowledge, because what leaves the desk is judged by them, too."""

from recoupe.knowledge.board_words import WordEntry, Words, event_words, fold_text, language_codes, load_words

__all__ = ["WordEntry", "Words", "event_words", "fold_text", "language_codes", "load_words"]
