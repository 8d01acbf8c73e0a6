"""The brief as text for the terminal, as one self-contained page, as a PDF, and as plain values."""

from recoupe.apps.brief.html import render_html
from recoupe.apps.brief.pdf import render_pdf
from recoupe.apps.brief.plain import brief_to_plain
from recoupe.apps.brief.text import render_text

__all__ = ["brief_to_plain", "render_html", "render_pdf", "render_text"]
