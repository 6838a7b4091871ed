# setup, run and test are the three words of this project; each sets up what it needs by itself.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: setup run test bench format lock
setup: .venv/runtime.done

run: setup
	@$(BIN)/python -m bot run

test: .venv/development.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: .venv/development.done
	$(BIN)/python -m tests.bench $(PARTS)

format: .venv/development.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The locks are made from pyproject.toml by uv (https://docs.astral.sh/uv/); only who changes a dependency needs it.
lock:
	uv pip compile pyproject.toml --no-strip-extras --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --group dev --no-strip-extras --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements-dev.lock

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runtime.done: requirements.lock | .venv/bin/python
	$(INSTALL) -r requirements.lock
	@touch $@

.venv/development.done: requirements-dev.lock .venv/runtime.done
	$(INSTALL) -r requirements-dev.lock
	@touch $@
