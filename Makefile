# Everything a fresh Debian or Ubuntu machine with Python 3.11 or newer needs is installed by these targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get

.PHONY: site serve check test unit lint browser-tools bench clean

site: $(VENV)/.site ## the archive, built into public/
	$(BIN)/sitegen build

serve: $(VENV)/.site ## the archive on this machine, rebuilt when a file changes
	$(BIN)/sitegen serve

check: $(VENV)/.site ## every check of the content, nothing written
	$(BIN)/sitegen check

test: lint browser-tools ## everything: style, types, layers, tests, the browser
	$(BIN)/python -m pytest -n 2

unit: $(VENV)/.dev ## the quick tests alone
	$(BIN)/python -m pytest -n 2 --ignore tests/browser

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## measurements; never part of the tests
	for file in tests/bench/bench_*.py; do $(BIN)/python $$file; done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "sitegen needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(APT) update && $(APT) install -y python3-venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.site: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.site
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

# Debian's Chromium, fonts for both scripts, and axe-core from npm; nothing is downloaded while the tests run.
browser-tools: $(VENV)/.dev
	@command -v chromium >/dev/null && fc-list 2>/dev/null | grep -q 'Noto Sans CJK' || { \
	  $(APT) update && $(APT) install -y --no-install-recommends chromium fonts-noto-cjk fontconfig; }
	@command -v npm >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends npm; }
	@[ -d tests/browser/node_modules/axe-core ] || npm ci --silent --no-audit --no-fund --prefix tests/browser

clean:
	rm -rf $(VENV) public .sitegen tests/browser/node_modules
