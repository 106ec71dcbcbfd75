# Everything a reader or a contributor does, from a machine that has Python >= 3.11, make and git.
# `make` alone lists the targets. PYTHON=python3.12 chooses another interpreter for .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV ?= uv

# The environment is stamped by what it was made from, not by file times, which a checkout changes:
# it is made again when a lock file or the interpreter changes, and only then.
STAMP_OF = $(shell $(PYTHON) -c 'import hashlib, pathlib, sys; print(hashlib.sha256(b"".join([sys.version.encode(), *(path.read_bytes() for path in map(pathlib.Path, sys.argv[1:]) if path.is_file())])).hexdigest()[:16])' $(1))
LOCK_STAMP := $(call STAMP_OF,requirements/site.txt requirements/test.txt)
PROJECT_STAMP := $(call STAMP_OF,pyproject.toml)
STAMPS := $(VENV)/stamps
SITE_ENV := $(STAMPS)/site-$(LOCK_STAMP)
TEST_ENV := $(STAMPS)/test-$(LOCK_STAMP)
PROJECT := $(STAMPS)/project-$(LOCK_STAMP)-$(PROJECT_STAMP)

.DEFAULT_GOAL := help
# Two installs into one environment would get in each other's way
.NOTPARALLEL:
.PHONY: help site test fuzz serve check gate pdf lint format types lock clean distclean env licences bom audit bench bench-search bench-cluster bench-pdf

help: ## List what can be made
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

site: $(PROJECT) ## Convert the seeds and build everything below build/
	$(BIN)/wenku build

test: $(TEST_ENV) $(PROJECT) ## Run the whole test suite
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup $(PYTEST_ARGS)

# So many examples for each property; the search profile takes them at random, not the same each time
FUZZ_EXAMPLES ?= 2000
fuzz: $(TEST_ENV) $(PROJECT) ## Look for input that breaks a stage (ten minutes; FUZZ_EXAMPLES=N)
	HYPOTHESIS_PROFILE=search FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) WENKU_ATTACKS=100 \
		$(BIN)/python -m pytest tests/hostile/test_fuzz.py tests/hostile/test_patterns.py

serve: $(PROJECT) ## Live preview of the site while editing
	$(BIN)/wenku serve

check: lint types ## Lint, types, docs in step with the seeds, links, leftover damage
	$(BIN)/wenku convert --check
	$(BIN)/wenku check

pdf: $(PROJECT) ## The PDFs alone, below build/site/pdf
	$(BIN)/wenku build --only pdf

gate: $(TEST_ENV) $(PROJECT) ## Print the quality table: errors left by each kind of damage
	$(BIN)/python -m tests.gate

bench: $(TEST_ENV) $(PROJECT) ## Measure builds of 100, 1,000 and 10,000 seeds (half an hour)
	$(BIN)/python -m tests.bench.scale $(BENCH_ARGS)

bench-search: $(TEST_ENV) $(PROJECT) ## Measure search on 10,000 documents, and others beside it (half an hour)
	$(BIN)/python -m tests.bench.search $(BENCH_ARGS)

bench-pdf: $(TEST_ENV) $(PROJECT) ## Measure the PDFs of 100 and 1,000 documents (five minutes)
	$(BIN)/python -m tests.bench.pdf $(BENCH_ARGS)

licences: $(TEST_ENV) $(PROJECT) ## Make the table of licences again; PATHS=DIR names further installed packages
	$(BIN)/python -m tests.supply.licences $(PATHS)

bom: $(TEST_ENV) $(PROJECT) ## Write the bill of materials (CycloneDX) to build/bom.json
	$(BIN)/python -m tests.supply.bom

audit: ## Look up known vulnerabilities of all locked packages, and check the workflows (needs the network)
	$(PYTHON) -m venv --clear build/audit
	build/audit/bin/python -m pip --disable-pip-version-check --quiet install \
		--require-hashes --only-binary :all: --requirement requirements/audit.txt
	build/audit/bin/zizmor --offline .github/workflows
	build/audit/bin/python -m tests.supply.audit

bench-cluster: $(TEST_ENV) $(PROJECT) ## Measure cleaning on a cluster's workers against the process pool (minutes)
	$(BIN)/python -m tests.bench.cluster $(BENCH_ARGS)

lint: $(TEST_ENV) $(PROJECT)
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests

types: $(TEST_ENV) $(PROJECT)
	$(BIN)/mypy

format: $(TEST_ENV) ## Put the code into the one format
	$(BIN)/ruff check --fix-only scripts tests
	$(BIN)/ruff format scripts tests

env: $(TEST_ENV) $(PROJECT) ## Make .venv with everything that development needs

# Annotations name packages and files of this folder only; no index host is written.
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --annotation-style line
LOCK := $(COMPILE) pyproject.toml --group build

lock: ## Make the lock files again (needs uv); UPGRADE=--upgrade takes newer versions
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: $(PYTHON) -m pip install uv" >&2; exit 1; }
	$(LOCK) $(UPGRADE) --output-file requirements/site.txt
	$(LOCK) $(UPGRADE) --group test --extra parquet --extra cluster --constraint requirements/site.txt --output-file requirements/test.txt
	$(COMPILE) $(UPGRADE) --group audit --output-file requirements/audit.txt

clean: ## Remove what was built
	rm -rf build

distclean: clean ## Remove what was built, the environment and the caches
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache scripts/wenku.egg-info
	find scripts tests -type d -name __pycache__ -prune -exec rm -rf {} +

$(SITE_ENV): requirements/site.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) \
		|| { echo "No venv could be made; on Debian and Ubuntu install python3-venv" >&2; exit 1; }
	$(PIP) install --require-hashes --only-binary :all: --requirement requirements/site.txt
	@mkdir -p $(STAMPS) && touch $@

$(TEST_ENV): requirements/test.txt | $(SITE_ENV)
	$(PIP) install --require-hashes --only-binary :all: --requirement requirements/test.txt
	@mkdir -p $(STAMPS) && touch $@

$(PROJECT): pyproject.toml | $(SITE_ENV)
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@# An editable install compiles nothing: the first runs would, and every run where Python may
	@# not write byte code (PYTHONDONTWRITEBYTECODE), which costs a quarter of a second each
	$(BIN)/python -m compileall -q scripts/wenku
	@mkdir -p $(STAMPS) && touch $@
