# Two commands matter: `make run` and `make test`. Without make: `python3 scripts/dev.py run|test|…`.
PYTHON ?= python3
PORT ?= 8000
ONLY ?=
DEV := $(PYTHON) scripts/dev.py

.DEFAULT_GOAL := help
.PHONY: help run test lint types contract contract-check migrations-check test-backend test-client \
	test-browser bench screenshots build lock clean

help: ## List what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

run: ## Start the demo (PORT=8000) and print the address to open
	@exec $(DEV) run --port $(PORT)

test: ## Check everything: lint, types, contract, migrations, backend, client, browsers
	@$(DEV) test

lint: ## Locks, ruff, import rules, eslint, prettier
	@$(DEV) test locks lint

types: ## mypy and svelte-check
	@$(DEV) test types

contract: ## Write openapi/*.json and the client's types anew
	@$(DEV) contract

contract-check: ## Fail if the contract or the client's types are stale
	@$(DEV) test contract

migrations-check: ## Migrations up, compared, down and up, on SQLite and PostgreSQL
	@$(DEV) test migrations

test-backend: ## Backend tests on SQLite and on PostgreSQL
	@$(DEV) test backend-sqlite backend-postgresql

test-client: ## Tests of the browser's part, without a browser
	@$(DEV) test client

test-browser: ## Tests in Chromium
	@$(DEV) test browser

bench: ## Measure against a bare server (ONLY=moves for one part)
	@$(DEV) bench $(ONLY)

screenshots: ## Pictures of every screen in var/screenshots
	@$(DEV) screenshots

build: ## A wheel in dist/ that carries the client and the migrations
	@$(DEV) build

lock: ## Lock the newest allowed versions of all Python packages
	@$(DEV) lock

clean: ## Remove what is built and installed; var/ and its data stay
	@$(DEV) clean
