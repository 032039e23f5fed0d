# Every command of the project; `make` alone lists them. Recipes need git, make and bash on the machine; all else runs in
# containers, and the first call installs the engine where there is none (docker/README.md).
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
in_build := docker/in-build
maven := $(in_build) mvn -B -ntp -q

.PHONY: help build check fmt lint unit it dags-test e2e test accuracy accept bench demo report sql up down clean lock

help: ## lists the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## installs, builds, starts, loads vintages, forecasts, prints them
	@docker/demo/demo

test: ## every test, the end-to-end ones included (CI runs this)
	@docker/test all

check: ## what to run before every commit: format, lint, quick unit tests
	@docker/test check

build: ## builds the images whose inputs changed
	@docker/bootstrap/engine
	@docker/bootstrap/images

fmt: ## formats Java, Python and SQL
	@docker/bootstrap/engine
	@docker/bootstrap/images build
	@$(maven) spotless:apply
	@$(in_build) docker/lint --fix

lint: ## formats and linters of every language, compiler warnings too
	@docker/test lint

unit: ## Java unit tests, without any I/O
	@docker/test unit

it: ## Java integration tests, on a throwaway TimescaleDB
	@docker/test it

dags-test: ## tests of the DAGs, in Airflow's image
	@docker/test dags

e2e: ## end-to-end tests, on a stack of their own
	@docker/test e2e

accuracy: ## accuracy on real vintages; ONLY=uk|m3|us|nowcast, DATA=folder or file
	@docker/accuracy '$(ONLY)' '$(DATA)'

accept: ## writes golden files that are missing, for a reviewer to read
	@MACROCAST_ACCEPT=yes docker/test unit

bench: ## speed and size beside their baselines; ONLY=name for some
	@docker/bench "$(ONLY)"

up: ## starts the stack (Airflow on http://localhost:8080)
	@docker/bootstrap/engine
	@docker/bootstrap/images
	@docker/stack up

report: ## prints published forecasts, their accuracy and queries to try
	@docker/report --chart boe/gdpkp

sql: ## opens psql as analyst
	@docker/sql

down: ## stops the stack and keeps its data
	@docker/stack down --remove-orphans

clean: ## removes the stack, its data and secrets, images, build results
	@docker/bootstrap/remove

lock: ## renews the hash-locked Python requirements
	@docker/bootstrap/engine
	@docker/bootstrap/images build
	@docker/in-build docker/bootstrap/lock
