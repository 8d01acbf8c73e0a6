"""Adding articles in the browser: what was sent, read in the background, with its problems."""
