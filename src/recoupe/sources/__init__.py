"""Files, HTML, feeds and agency formats to `Article` values."""

from recoupe.sources.inputs import read_inputs
from recoupe.sources.options import InputOptions

__all__ = ["InputOptions", "read_inputs"]
