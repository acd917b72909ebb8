# Two targets are all that a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install demo test lint format bench lock clean

help:            ## show this list
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  +##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP)  ## build .venv and install the locked dependencies and the project, editable

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Reinschrift needs Python 3.11 or newer; name one with make PYTHON=…")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $(STAMP)

demo: $(STAMP)   ## clean seeds/ into warehouse/ and show the result
	$(BIN)/reinschrift clean seeds --warehouse warehouse
	$(BIN)/python -m flows.showcase warehouse

test: $(STAMP)   ## run every test
	$(BIN)/pytest

lint: $(STAMP)   ## ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## let ruff write the layout
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(STAMP)   ## resolve the dependencies afresh, with hashes and without any host
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-strip-extras --no-header --upgrade -o requirements.lock

clean:           ## forget what was built and cleaned
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis warehouse/current warehouse/snapshots warehouse/reports warehouse/.staging
