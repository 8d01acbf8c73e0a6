# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PLACES := src tests tools benchmarks

.PHONY: help setup demo test check bench quality train format clean

help:            ## what can be made here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 14) else "recoupe needs Python 3.11, 3.12 or 3.13, this is " + sys.version.split()[0] + "; name another: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(READY)  ## installs everything into .venv

demo: $(READY)   ## reads the samples, prints the brief, says how to open the desk
	@mkdir -p out
	@rm -f out/demo.db out/demo.db-*
	@$(BIN)/recoupe add samples --db out/demo.db --situation senegal-mali
	@$(BIN)/recoupe brief --db out/demo.db --situation senegal-mali --now 2025-11-25
	@$(BIN)/recoupe brief --db out/demo.db --situation senegal-mali --now 2025-11-25 --format html -o out/brief.html
	@echo "The same as a page with map and timeline: $(CURDIR)/out/brief.html"
	@echo "Open the desk in the browser:             $(BIN)/recoupe serve --db out/demo.db --open"

test: $(READY)   ## runs the tests
	@$(BIN)/python -m pytest

check: $(READY)  ## format, lint, types, import contract, security
	@$(BIN)/ruff format --check $(PLACES)
	@$(BIN)/ruff check $(PLACES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit --quiet --recursive src --configfile pyproject.toml 2>/dev/null

bench: $(READY)  ## measures speed and memory as ratios, writes benchmarks/RESULTS.md
	@$(BIN)/python -m benchmarks

quality: $(READY)  ## scores against the reference data beside the checkout, writes docs/QUALITY.md
	@$(BIN)/python -m tools.quality

train: $(READY)  ## trains the coder's models anew (needs scikit-learn and the reference data)
	@$(BIN)/python -m tools.training

format: $(READY) ## formats the code
	@$(BIN)/ruff format $(PLACES)
	@$(BIN)/ruff check --fix $(PLACES)

clean:           ## removes what was built
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
