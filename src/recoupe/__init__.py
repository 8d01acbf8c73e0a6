"""recoupe: press reports in, one sourced picture out."""

__version__ = "0.1.0"
