"""Files, HTML, feeds and agency formats to `Article` values."""
