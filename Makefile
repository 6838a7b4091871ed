# setup, run and test are the three words of this project; each sets up what it needs by itself.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# Half of the tests wait for processes and servers, so more run side by side than there are cores.
WORKERS ?= 4
# Compiled files are kept, also where the environment says otherwise: each worker and each process of a test would
# compile all of the code again.
unexport PYTHONDONTWRITEBYTECODE
# One test at a time to whoever is free: the slowest come first (tests/conftest.py).
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --maxschedchunk=1

# What .env asks for beyond the small install: PostgreSQL, several copies of the bot.
EXTRAS = $(if $(shell grep -sE '^ *DATABASE_URL=.?postgresql' .env),postgres) $(if $(shell grep -sE '^ *REDIS_URL=.?redis' .env),replicas)

.PHONY: setup run test check quick lint elsewhere bench fuzz mutants format lock
setup: .venv/runtime.done $(EXTRAS:%=.venv/%.done)

run: setup
	@$(BIN)/python -m bot run

test: lint
	$(PYTEST)

# The inner loop, and what the hook of .pre-commit-config.yaml runs: each half is printed when it is done.
check: .venv/development.done
	@$(MAKE) --no-print-directory --output-sync=target -j 2 lint quick

# Storage on SQLite alone.
quick: WORKERS = 2
quick: .venv/development.done
	env -u CI -u TEST_POSTGRES_URL $(PYTEST) -q -r fE tests/domain tests/storage

lint: .venv/development.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What could depend on the machine's zone and language, in those of Blagoveshchensk.
elsewhere: WORKERS = 2
elsewhere: .venv/development.done
	env -u CI -u TEST_POSTGRES_URL TZ=Asia/Yakutsk LC_ALL=ru_RU.UTF-8 $(PYTEST) -q -r fE tests/domain tests/handlers tests/storage

bench: .venv/development.done
	$(BIN)/python -m tests.bench $(PARTS)

# Everything that people type, with thirty times as many texts as the tests take.
FUZZED = tests/fuzz tests/domain/test_time_reader_fuzz.py tests/domain/test_places.py tests/domain/test_papers_votes.py \
	tests/handlers/test_parse_numbers.py tests/files/test_declension.py
fuzz: WORKERS = 2
fuzz: .venv/development.done
	env -u CI -u TEST_POSTGRES_URL HYPOTHESIS_PROFILE=many $(PYTEST) -q -r fE $(FUZZED)

# Twenty random changes of the rules, the store and the outbox: which of them does no test notice?
COUNT ?= 20
SEED ?= 1
mutants: .venv/development.done
	$(BIN)/python -m tests.mutants $(COUNT) $(SEED)

format: .venv/development.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The locks are made from pyproject.toml by uv (https://docs.astral.sh/uv/); only who changes a dependency needs it.
LOCK = uv pip compile --python-version 3.11 --no-strip-extras --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q
# What an extra adds has the versions of the small lock. uv reads no dependency groups of a project that it does not
# manage, so they are handed over.
EXTRA = import sys, tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"][sys.argv[1]])
DEVELOPMENT = import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")
lock:
	$(LOCK) pyproject.toml -o requirements.lock
	for extra in postgres replicas; do \
	    $(PYTHON) -c '$(EXTRA)' $$extra | $(LOCK) --constraint requirements.lock - -o requirements-$$extra.lock; \
	done
	$(PYTHON) -c '$(DEVELOPMENT)' | $(LOCK) --all-extras pyproject.toml - -o requirements-dev.lock

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runtime.done: requirements.lock | .venv/bin/python
	$(INSTALL) -r requirements.lock
	@touch $@

.venv/%.done: requirements-%.lock .venv/runtime.done
	$(INSTALL) -r $<
	@touch $@

.venv/development.done: requirements-dev.lock .venv/runtime.done
	$(INSTALL) -r requirements-dev.lock
	@touch $@
