# What a stranger runs: `make demo` and `make test`. `make` alone lists the rest.
.DEFAULT_GOAL := help
RUN := .venv/bin

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: ## Set everything up and open the app with an example organisation
	@scripts/setup run
	@$(RUN)/alongside demo

demo-scale: ## The same on two web processes, PostgreSQL and (CARRIER=redis) Redis
	@scripts/setup run
	@$(RUN)/alongside scale $(if $(CARRIER),--carrier $(CARRIER))

test: ## Set everything up and run every check and every test
	@scripts/setup test
	@scripts/test

setup: ## Set everything up without starting anything
	@scripts/setup test

check: ## Format, lint, types, import contracts, migrations, templates
	@scripts/check

bench: ## Measure how fast it is
	@$(RUN)/alongside bench

lock: ## Write the lock files anew from pyproject.toml
	@scripts/lock

.PHONY: help demo demo-scale test setup check bench lock
