# Type `make` for the list of tasks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
.DEFAULT_GOAL := help
.PHONY: help setup demo test check manual package eval soak serve lock

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

# one stamp says that what is installed is what the lock says
$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "dragoman needs Python 3.11 or newer: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# as an installed wheel has it: compiling everything anew would double the start where Python may not write
	$(BIN)/python -m compileall -q src
	@touch $@

setup: $(VENV)/installed ## make .venv and install everything from the lock

demo: setup ## the whole way on the two examples that ship: from file to ledger to brief to page
	$(BIN)/python -m examples.demo

test: setup ## the whole test suite
	$(BIN)/python -m pytest -n 2

check: setup ## format, lint, strict types, import rules, manual, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m mkdocs build --strict --quiet
	$(BIN)/python -m pytest -n 2

manual: setup ## the manual as a site in site/; a warning is an error
	$(BIN)/python -m mkdocs build --strict

package: setup ## wheel and sdist, and whether the wheel installs and works in an empty environment
	$(BIN)/python tools/check_package.py --out dist

eval: setup ## score against the gold data and hold the floors in eval/floors.json
	$(BIN)/python eval/run.py --shared $(SHARED)

soak: setup ## what the case must survive, at full length: failing disks, changed bytes, 32 readers (an hour)
	$(BIN)/python eval/soak.py mutations
	$(BIN)/python eval/soak.py faults
	$(BIN)/python eval/soak.py disk
	$(BIN)/python eval/soak.py readers

serve: setup ## the page, on the Belarus example
	$(BIN)/python -m examples.serve

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
