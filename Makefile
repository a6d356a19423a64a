# Two commands: `make demo` shows the tool at work, `make test` runs every test. `make help` lists the rest.
SHELL := /bin/sh
BIN := .venv/bin
SIZE ?= S

.DEFAULT_GOAL := help
.PHONY: help setup demo test drill check fix bench lock docs

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Make the environment that tests and checks need
	@bin/setup dev

demo: ## Build an invented borough and serve it on this machine (PORT and HOST are honoured)
	@bin/setup run
	@$(BIN)/gcp-tool demo

test: setup check ## Run every test, on SQLite and on PostgreSQL, with a real browser
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not drill"

drill: setup ## Run the long faults
	$(BIN)/python -m pytest -q -n auto --dist load -m drill tests/drill

check: setup ## Lint, types, layers, templates, architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates

fix: setup ## Mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## Measure pages against the least work that could make them (SIZE=S|M|L)
	$(BIN)/python -m bench --size $(SIZE)

lock: setup ## Pin the newest allowed versions by hash
	$(BIN)/uv pip compile -q --universal --generate-hashes --allow-unsafe --upgrade bootstrap.in -o bootstrap.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --upgrade --group dev pyproject.toml -o requirements-dev.lock

docs: setup ## Make the parts of the docs that are made from the code, and the screenshots
	$(BIN)/python -m docs.make
