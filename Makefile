# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo test check bench quality format clean

help:            ## what can be made here
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info < (3, 14); sys.exit(0 if ok else "recoupe needs Python 3.11, 3.12 or 3.13; this is " + sys.version.split()[0] + ". Say: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(READY)  ## installs everything into .venv

demo: $(READY)   ## reads the samples, prints the brief, says where the page lies
	@mkdir -p out
	@$(BIN)/recoupe brief samples --situation senegal-mali --published-now 2025-11-30
test: $(READY)   ## runs the tests
	@$(BIN)/python -m pytest

check: $(READY)  ## format, lint, types, import contract
	@$(BIN)/ruff format --check src tests tools benchmarks
	@$(BIN)/ruff check src tests tools benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY) ## formats the code
	@$(BIN)/ruff format src tests tools benchmarks
	@$(BIN)/ruff check --fix src tests tools benchmarks

clean:           ## removes what was built
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache
