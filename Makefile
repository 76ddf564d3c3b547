# Everything is done in .venv, which is made on first use. Needs make, Python 3.11-3.13 and the package registry.
#
#   make demo    compare the bundled story, and write demo-report.html
#   make test    all but Spark        make lint    style, types, import rules
#   make bench   quality and speed    make lock    pin the requirements anew
#   make train   the network anew     make clean   forget what was made
#   make spark   tests of Spark, which need Java 17
#
# Another Python: make demo PYTHON=python3.12

VENV := .venv
BIN := $(VENV)/bin
# The first one that fits, so that a machine whose python3 is too new or too old needs no telling.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(FITS)' 2>/dev/null && echo $$python && break; done)
endif
# -E: what a user set for other Pythons (PYTHONPATH, ...) must not change what is installed.
PIP := $(BIN)/python -E -m pip --disable-pip-version-check --quiet --no-input
PYTEST_FLAGS ?= --numprocesses=auto --maxprocesses=4

# Articles that people annotated; they belong to their publishers, and are no part of this project.
GOLD ?= ../shared/gold

.PHONY: demo test spark lint bench train lock clean

demo: $(VENV)/.runtime
	$(BIN)/sayso demo -o demo-report.html

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(PYTEST_FLAGS) -m "not spark"

# In one process: each would start Spark anew.
spark: $(VENV)/.dev $(VENV)/.spark
	SAYSO_REQUIRE_SPARK=1 $(BIN)/python -m pytest -m spark

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev $(VENV)/.bench
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.speed

# One article in ten is left out, and how sure to be is estimated on those.
train: $(VENV)/.train
	@echo "This takes about 35 minutes on one core: it uses no more, so that the same data give the same bits."
	$(BIN)/python -m training --gold $(GOLD) --leave-out
	$(BIN)/python -m training.belief --gold $(GOLD)

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "sayso needs Python 3.11, 3.12 or 3.13, and none is on the PATH."; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c '$(FITS)' || { \
		echo "sayso needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) can't make virtual environments: on Debian, apt-get install python3-venv."; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# A stamp is younger than what it was made from, so that a second run installs nothing.
$(VENV)/.runtime: requirements/build.txt requirements/runtime.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements/dev.txt
	touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements/bench.txt
	touch $@

$(VENV)/.spark: requirements/spark.txt $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements/spark.txt
	touch $@

$(VENV)/.train: requirements/train.txt $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements/train.txt
	touch $@

# One file for every Python that we support; hashes, and no word of where the packages were found.
LOCK = $(BIN)/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: | $(BIN)/python
	$(PIP) install uv==0.13.9
	$(LOCK) requirements/build.in -o requirements/build.txt
	$(LOCK) pyproject.toml -c requirements/build.txt -o requirements/runtime.txt
	$(LOCK) pyproject.toml --group dev -c requirements/build.txt -c requirements/runtime.txt -o requirements/dev.txt
	$(LOCK) pyproject.toml --extra spark -c requirements/dev.txt -o requirements/spark.txt
	$(LOCK) pyproject.toml --group bench -c requirements/dev.txt -o requirements/bench.txt
	$(LOCK) pyproject.toml --group train -c requirements/dev.txt -o requirements/train.txt
	! grep -nE '://|file:|--(extra-)?index|--find-links' requirements/*.txt

clean:
	rm -rf $(VENV) build dist demo-report.html benchmarks/out training/out
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks training -name __pycache__ -type d -exec rm -rf {} +
