# Zhihui: every way in. `make` alone lists them.
#
# PYTHON=…   the Python that makes .venv (3.11 or newer)
# ARGS="…"   more words for demo, tour and bench-map, such as ARGS="--scenario flood --speed 10"

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
COMPILE_LOCK := $(BIN)/uv --no-config pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --strip-extras --no-header

.DEFAULT_GOAL := help
.PHONY: help python setup setup-tests demo tour pictures check test bench-map soak-map translations openapi lock
MAKEFLAGS += --no-print-directory

help:  ## what can be made here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	  echo "Python was not found under the name $(PYTHON). Install Python 3.11 or newer, or name yours: make setup PYTHON=/path/to/python3" >&2; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Zhihui needs Python 3.11 or newer, and $(PYTHON) is older. Name a newer one: make setup PYTHON=/path/to/python3" >&2; exit 2; }

setup: python  ## system packages, .venv from the lock, compiled translations
	@"$(PYTHON)" packaging/set_up

setup-tests: python
	@"$(PYTHON)" packaging/set_up --tests

demo: setup  ## open the console on the demo city
	@$(BIN)/python main.py demo $(ARGS)

tour: setup  ## play the product through its window; pictures and tour.json in build/tour
	@$(BIN)/python main.py tour --out build/tour $(ARGS)

pictures: tour  ## take the pictures in README anew
	@$(BIN)/python packaging/pictures.py build/tour

check: setup-tests  ## the fast part: lint, types, import contracts, unit and Qt tests
	@packaging/check

test: check  ## everything: the fast part, then contracts, real windows, faults
	@packaging/run-tests tests/contract
	@packaging/run-tests --one-by-one tests/e2e tests/faults

bench-map: setup-tests  ## measure the map beside others; ARGS="--no-soak", "--only ours,folium" for single rows
	@$(BIN)/python -m tests.bench.map $(ARGS)

soak-map: setup-tests  ## eight hours of flood in eight minutes, the map shown; writes build/soak-map.json
	@$(BIN)/python -m tests.bench.map --only soak --out build/soak-map.json $(ARGS)

translations: setup  ## bring i18n/zh_CN/*.ts up to date with the sources, and compile them
	@$(BIN)/python packaging/translations.py
	@"$(PYTHON)" packaging/set_up

openapi: setup  ## write docs/openapi.json from the backend's routes
	@$(BIN)/python -m app.backend.openapi

lock: setup-tests  ## renew requirements*.lock from pyproject.toml
	@$(COMPILE_LOCK) --output-file requirements.lock
	@$(COMPILE_LOCK) --extra dev --constraint requirements.lock --output-file requirements-test.lock
