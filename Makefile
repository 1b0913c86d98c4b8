# The verbs of the house. Each one sets up what it needs first.
#   make demo    two real votes checked, and the path of each report
#   make test    the test suite
#   make lies    every lie told to a browser, of which the suite tells a third
#   make check   format, lint, types, layers, tests, docs: what CI runs
#   make bench   the benchmarks
#   make examples  the dossiers that ship, built again from ../shared and examples/recipes
#   make lock    the requirements files anew, from pyproject.toml
#   make scripts  the explorer's scripts built again into src/tellers/web/assets
#   make rollcalls  five published series of roll calls checked, and the page about them
# `just` has the same and a few for every day: see justfile.

.DEFAULT_GOAL := help
.PHONY: lies rollcalls scripts help setup setup-demo demo test bench check docs examples lock clean

BIN := .venv/bin
# One worker a core of the machines we run on.
WORKERS ?= 2
PYTEST_ARGS ?=

help:
	@sed -n 's/^#   //p' Makefile

setup:
	@scripts/setup.sh dev

setup-demo:
	@scripts/setup.sh demo

demo: setup-demo
	@$(BIN)/python -m tellers.cli.demo

test: setup
	@$(BIN)/python -m pytest -n $(WORKERS) --dist=loadgroup $(PYTEST_ARGS)

lies: setup
	@TELLERS_EVERY_LIE=1 $(BIN)/python -m pytest -n $(WORKERS) --dist=loadgroup -k "browser_lies" tests/web $(PYTEST_ARGS)

bench: setup
	@$(BIN)/python -m benchmarks; elections=$$?; $(BIN)/python -m benchmarks.log && exit $$elections

# In the order of STYLE.md rule 41. CI runs this and no other.
check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@scripts/node_tools.sh check
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory docs

# Types and the committed bundles; the scripts' own tests run with the others (tests/web).
scripts: setup
	@scripts/node_tools.sh build

docs: setup
	$(BIN)/zensical build --clean --strict

rollcalls: setup
	@$(BIN)/python scripts/rollcalls_in_docs.py

IMPORT = @$(BIN)/tellers import --replace --mapping
examples: setup
	$(IMPORT) examples/recipes/venezuela-2024/mapping.toml --files ../shared/data/venezuela-2024 --to examples/venezuela-2024
	$(IMPORT) examples/recipes/oas-2024-07-31/mapping.toml --to examples/oas-2024-07-31
	@$(BIN)/tellers council sitting examples/recipes/made-council/sitting.journal --to examples/made-council \
		--draft examples/recipes/made-council/draft --replace

# No address gets in: only names, versions and hashes.
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --custom-compile-command "make lock" --quiet
lock: setup
	$(COMPILE) --all-extras --group build -o requirements-dev.txt
	$(COMPILE) --extra excel --extra pdf --extra serve --group build -c requirements-dev.txt -o requirements-demo.txt
	$(COMPILE) -c requirements-dev.txt -o requirements-core.txt

clean:
	rm -rf .venv node_modules .cache site build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
