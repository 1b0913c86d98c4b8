# The verbs of every day; `make setup` puts `just` into .venv/bin. `just` alone lists them.
# Set-up and the definition of each step are in the Makefile, which needs nothing installed.

_list:
    @just --list

# format, lint, types, layers, tests, docs: what CI runs
check:
    @make --no-print-directory check

# the tests, or some of them: just test tests/rules -k runoff
test *arguments:
    @make --no-print-directory test PYTEST_ARGS="{{ arguments }}"

# put right what ruff can put right by itself
fix:
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# build the explorer's scripts again into src/tellers/web/assets
scripts:
    @make --no-print-directory scripts

# build the pages into site/
docs:
    @make --no-print-directory docs

# write the help texts into docs/reference/commands.md again
help-docs:
    .venv/bin/python scripts/help_in_docs.py
    .venv/bin/python scripts/profiles_in_docs.py

# two real votes checked
demo:
    @make --no-print-directory demo
