"""The desk in the browser: pages on what is stored; `recoupe serve --db DB` opens it."""
