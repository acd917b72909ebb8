# Two targets are all that a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# Importing compiles: once here, where the first run would wait for it (or every run, where Python writes no bytecode).
COMPILED := import flows.cli, flows.clean, flows.preview, flows.showcase, flows.sources.single, pydantic, great_expectations.expectations, prefect.server.api.server, uvicorn
DERIVED := transforms/rules/__pycache__/derived.json
BENCH_STAMP := .venv-bench/.installed

.DEFAULT_GOAL := help
.PHONY: help install demo test lint format bench bench-small lock clean

help:            ## show this list
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  +##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(DERIVED)  ## build .venv and install the locked dependencies and the project, editable

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Reinschrift needs Python 3.11 or newer; name one with make PYTHON=…")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -W ignore -c '$(COMPILED)'
	@touch $(STAMP)

$(DERIVED): $(STAMP) transforms/derived.py transforms/rule_loader.py $(wildcard transforms/boilerplate/*.py transforms/rules/*/*.toml)
	$(BIN)/python -m transforms.derived

demo: $(DERIVED) ## clean seeds/ into warehouse/ and show the result
	$(BIN)/reinschrift clean seeds --warehouse warehouse
	$(BIN)/python -m flows.showcase warehouse

test: $(DERIVED) ## run every test
	$(BIN)/pytest --numprocesses 2 --dist loadfile --max-worker-restart 0

lint: $(STAMP)   ## ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## let ruff write the layout
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DERIVED) $(BENCH_STAMP)  ## measure speed and memory beside other tools; BENCH="--size 20k --scale 2k 20k" for more
	$(BIN)/python -m tests.benchmarks.bench $(BENCH)

bench-small: $(DERIVED)  ## the same at its smallest, without other tools: for function, not for speed
	$(BIN)/python -m tests.benchmarks.bench --size small --rounds 1 --contenders transforms whole-1 whole-2 naive --no-startup

$(BENCH_STAMP): tests/benchmarks/requirements.lock
	$(PYTHON) -m venv .venv-bench
	.venv/bin/uv pip sync --quiet --python .venv-bench/bin/python --require-hashes tests/benchmarks/requirements.lock
	@touch $(BENCH_STAMP)

lock: $(STAMP)   ## resolve the dependencies afresh, with hashes and without any host
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-strip-extras --no-header --upgrade -o requirements.lock
	$(BIN)/uv pip compile tests/benchmarks/requirements.in --universal --generate-hashes --no-header --python-version 3.11 --upgrade -o tests/benchmarks/requirements.lock

clean:           ## forget what was built and cleaned
	rm -rf .venv .venv-bench $(DERIVED) .mypy_cache .ruff_cache .pytest_cache .hypothesis warehouse/current warehouse/snapshots warehouse/reports warehouse/.staging
