# Everything runs in .venv, made from constraints.txt. `make demo` and `make test` are all that a new user needs.
PYTHON ?= python3
BIN := .venv/bin
GOLD ?= ../shared/eval

.PHONY: demo test check format score scoreboard bench clean

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: .venv/ready  ## code the example articles and show what came out
	rm -f demo.duckdb
	$(BIN)/dateline code examples/articles --db demo.duckdb
	$(BIN)/dateline events demo.duckdb

test: .venv/ready  ## the whole test suite
	$(BIN)/python -m pytest

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: .venv/ready  ## format, lint, types, contracts, tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

score: .venv/ready  ## DEV figures on a fixed sample (needs the gold beside the clone)
	$(BIN)/python -m dateline.evaluate $(GOLD) $(ARGS)

scoreboard: .venv/ready  ## the same on whole files; writes benchmarks/scoreboard.md
	$(BIN)/python -m dateline.evaluate $(GOLD) --whole --write benchmarks/scoreboard.md

bench: .venv/ready  ## words per CPU second against plain spaCy
	$(BIN)/python benchmarks/speed.py $(ARGS)

clean:
	rm -rf .venv demo.duckdb dist build
